import type { ParsedCertificate } from './certificate.ts';

/** What signed revocation data says of one certificate; `revokedAt` in milliseconds, undefined: it was good. */
export interface RevocationAnswer {
  readonly revokedAt: number | undefined;
}

/** A CRL or an OCSP response, read once. Instants in milliseconds. */
export interface RevocationData {
  readonly kind: 'crl' | 'ocsp';
  readonly der: Buffer;
  /** thisUpdate: what it says was true then. */
  readonly asOf: number;
  /** When newer data will be there; undefined where it does not tell. */
  readonly nextUpdate: number | undefined;
  /** Undefined when it does not speak about this certificate of this issuer, or nobody entitled signed it. */
  answer(certificate: ParsedCertificate, issuer: ParsedCertificate): RevocationAnswer | undefined;
}

/** Signatures over revocation data that count; SHA-1 does not. */
export const REVOCATION_DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** When the issuer revoked the certificate, in milliseconds; undefined when no data of this issuer says so. */
export function revokedAt(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  data: readonly RevocationData[],
): number | undefined {
  for (const each of data) {
    const at = each.answer(certificate, issuer)?.revokedAt;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** The newest data that speaks about the certificate; undefined when none does. */
export function newestAnswer(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  data: readonly RevocationData[],
): RevocationData | undefined {
  const speaking = data.filter((each) => each.answer(certificate, issuer) !== undefined);
  return speaking.sort((a, b) => b.asOf - a.asOf)[0];
}
