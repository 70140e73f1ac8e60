import type { StampDigest } from '../../../host/ports/signature-proof.ts';
import { der, derOid, derUnsigned } from '../der-writer.ts';
import { DIGEST_OIDS } from '../signing-digest.ts';

const SEQUENCE = 0x30;
const NULL = Buffer.from([0x05, 0x00]);

/** DigestInfo of RSASSA-PKCS1-v1_5 (RFC 8017, 9.2) around a digest. */
export function withDigestInfo(name: StampDigest, digest: Buffer): Buffer {
  return der(SEQUENCE, der(SEQUENCE, derOid(DIGEST_OIDS[name]), NULL), der(0x04, digest));
}

/** ECDSA-Sig-Value (RFC 3279, 2.2.3) from the two numbers that PKCS#11 answers side by side. */
export function toDerSignature(raw: Buffer): Buffer {
  const half = raw.length / 2;
  return der(SEQUENCE, derUnsigned(raw.subarray(0, half)), derUnsigned(raw.subarray(half)));
}
