import type { KeyObject } from 'node:crypto';
import type { StampDigest } from '../../host/ports/signature-proof.ts';

/** Object identifiers of the digests (RFC 5754). */
export const DIGEST_OIDS: Readonly<Record<StampDigest, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

/** The digest that a key signs with: no weaker than the key itself, and the same for whoever prepares, signs and completes. */
export function signingDigest({ asymmetricKeyDetails: details }: KeyObject): StampDigest {
  if (details?.namedCurve === 'secp384r1') return 'sha384';
  const bits = details?.modulusLength ?? 0;
  return bits >= 4096 ? 'sha512' : bits >= 3072 ? 'sha384' : 'sha256';
}
