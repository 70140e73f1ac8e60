import { verify } from 'node:crypto';
import { CertificateRevocationList } from 'pkijs';
import { exactBuffer, type ParsedCertificate } from './certificate.ts';
import { childrenOf, oidText, readDer, TAG } from './der.ts';

/** A revocation list, read once. */
export interface RevocationList {
  readonly issuerDer: Buffer;
  /** Serial numbers in DER, as hexadecimal, with the instant of revocation in milliseconds. */
  readonly revoked: ReadonlyMap<string, number>;
  signedBy(issuer: ParsedCertificate): boolean;
}

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
};

/** Reads a CRL in DER (RFC 5280, 5); undefined when it is none. */
export function parseRevocationList(bytes: Uint8Array): RevocationList | undefined {
  try {
    const [tbs, algorithm, signature] = childrenOf(readDer(Buffer.from(bytes)), TAG.sequence);
    if (tbs === undefined || algorithm === undefined || signature === undefined) return undefined;
    const parsed = CertificateRevocationList.fromBER(exactBuffer(bytes));
    const digest = DIGESTS[oidText(childrenOf(algorithm, TAG.sequence)[0])];
    const entries = parsed.revokedCertificates ?? [];
    return {
      issuerDer: Buffer.from(parsed.issuer.toSchema().toBER()),
      revoked: new Map(
        entries.map(({ userCertificate, revocationDate }) => [
          Buffer.from(userCertificate.toBER()).toString('hex'),
          revocationDate.value.getTime(),
        ]),
      ),
      signedBy: ({ publicKey, keyUsage }) =>
        digest !== undefined &&
        keyUsage?.crlSign !== false &&
        // The first byte of a BIT STRING counts its unused bits.
        verify(digest, tbs.whole, publicKey, signature.content.subarray(1)),
    };
  } catch {
    return undefined;
  }
}

/** When the issuer revoked the certificate, in milliseconds; undefined when no list of this issuer says so. */
export function revokedAt(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  lists: readonly RevocationList[],
): number | undefined {
  const serial = certificate.serialDer.toString('hex');
  for (const list of lists) {
    const at = list.revoked.get(serial);
    if (at !== undefined && list.issuerDer.equals(issuer.subjectDer) && list.signedBy(issuer)) return at;
  }
  return undefined;
}
