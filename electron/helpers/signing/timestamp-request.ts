import type { StampDigest } from '../../host/ports/signature-proof.ts';
import { der, derOid, derUnsigned } from './der-writer.ts';
import { DIGEST_OIDS } from './signing-digest.ts';

const SEQUENCE = 0x30;
const NULL = Buffer.from([0x05, 0x00]);
const VERSION_1 = Buffer.from([0x02, 0x01, 0x01]);
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** A TimeStampReq (RFC 3161, 2.4.1) over an imprint, with a nonce, asking for the authority's certificate. */
export function timestampRequest(digest: StampDigest, imprint: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = der(SEQUENCE, derOid(DIGEST_OIDS[digest]), NULL);
  const messageImprint = der(SEQUENCE, algorithm, der(0x04, imprint));
  return der(SEQUENCE, VERSION_1, messageImprint, derUnsigned(nonce), TRUE);
}
