import { createHash } from 'node:crypto';
import type { ParsedCertificate } from '../verify/certificate.ts';
import { keyBits } from '../verify/ocsp-response.ts';
import { der, derOid } from './der-writer.ts';

const SEQUENCE = 0x30;
const NULL = Buffer.from([0x05, 0x00]);
const OCTETS = 0x04;
/** Names the issuer, as every responder expects (RFC 5019, 2.1.1); it protects nothing. */
const SHA1 = '1.3.14.3.2.26';
const NONCE = '1.3.6.1.5.5.7.48.1.2';

/** The nonce as an OCSP answer must bring it back: an OCTET STRING inside the extension. */
export function ocspNonce(nonce: Uint8Array): Buffer {
  return der(OCTETS, nonce);
}

/** An OCSPRequest (RFC 6960, 4.1.1) for one certificate, with a nonce. */
export function ocspRequest(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  nonce: Uint8Array,
): Buffer {
  const hash = (bytes: Buffer) => der(OCTETS, createHash('sha1').update(bytes).digest());
  const algorithm = der(SEQUENCE, derOid(SHA1), NULL);
  const id = der(SEQUENCE, algorithm, hash(issuer.subjectDer), hash(keyBits(issuer)), certificate.serialDer);
  const extension = der(SEQUENCE, derOid(NONCE), der(OCTETS, ocspNonce(nonce)));
  const extensions = der(0xa2, der(SEQUENCE, extension));
  return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, id)), extensions));
}
