import { createHash } from 'node:crypto';
import type { ParsedCertificate } from '../verify/certificate.ts';
import { OID } from '../verify/cms.ts';
import { der, derOid, derSetOf } from './der-writer.ts';
import { DIGEST_OIDS, signingDigest } from './signing-digest.ts';

const WITH_RSA = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};
const WITH_ECDSA = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
const NULL = Buffer.from([0x05, 0x00]);
const VERSION_1 = Buffer.from([0x02, 0x01, 0x01]);
const SET = 0x31;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;

function attribute(oid: string, value: Buffer): Buffer {
  return der(SEQUENCE, derOid(oid), der(SET, value));
}

/**
 * The signed attributes of PAdES B-B as the SET that is hashed: content type, message digest, signing-certificate-v2 (RFC 5035; no
 * hashAlgorithm, SHA-256 is its default). No signing time: PAdES puts the claimed time into /M.
 */
export function signedAttributes(contentDigest: Buffer, certificate: ParsedCertificate): Buffer {
  const hash = der(0x04, createHash('sha256').update(certificate.der).digest());
  const issuerName = der(0xa4, certificate.issuerDer);
  const issuerSerial = der(SEQUENCE, der(SEQUENCE, issuerName), certificate.serialDer);
  const signingCertificate = der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, hash, issuerSerial)));
  return derSetOf(SET, [
    attribute(OID.contentType, derOid(OID.data)),
    attribute(OID.messageDigest, der(0x04, contentDigest)),
    attribute(OID.signingCertificateV2, signingCertificate),
  ]);
}

/** A detached SignedData (RFC 5652) with one signer; `attributes` are the exact bytes that the key has signed. */
export function signedData(
  certificate: ParsedCertificate,
  chain: readonly ParsedCertificate[],
  attributes: Buffer,
  signature: Uint8Array,
): Buffer {
  const name = signingDigest(certificate.publicKey);
  const digest = der(SEQUENCE, derOid(DIGEST_OIDS[name]), NULL);
  const stored = Buffer.from(attributes);
  stored[0] = CONTEXT_0;
  const isRsa = certificate.publicKey.asymmetricKeyType === 'rsa';
  const algorithm = isRsa
    ? der(SEQUENCE, derOid(WITH_RSA[name]), NULL)
    : der(SEQUENCE, derOid(WITH_ECDSA[name]));
  const sid = der(SEQUENCE, certificate.issuerDer, certificate.serialDer);
  const signerInfo = der(SEQUENCE, VERSION_1, sid, digest, stored, algorithm, der(0x04, signature));
  const certificates = derSetOf(
    CONTEXT_0,
    [certificate, ...chain].map((each) => each.der),
  );
  const content = der(SEQUENCE, derOid(OID.data));
  const data = der(SEQUENCE, VERSION_1, der(SET, digest), content, certificates, der(SET, signerInfo));
  return der(SEQUENCE, derOid(OID.signedData), der(CONTEXT_0, data));
}
