import { ok, type Result } from '../../../shared/types/result.ts';
import type { CertificateChecks, SignerRefusal } from '../../host/ports/signer.ts';
import { maySignDocuments, type ParsedCertificate, parseCertificate } from '../verify/certificate.ts';
import { parseRevocationData } from '../verify/revocation-data.ts';
import { judgeTrust } from '../verify/trust.ts';
import { refused } from './open-for-signing.ts';

const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 4096;
/** P-256 and P-384. */
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1']);

/** The signer's certificate and what came with it, after every check that must pass before a key is touched. */
export interface CertificateForSigning {
  readonly certificate: ParsedCertificate;
  readonly chain: readonly ParsedCertificate[];
}

/** Refuses a certificate that must not sign now: dates, key usage, kind of key, revocation, chain. */
export function checkSigningCertificate(
  certificateBytes: Uint8Array,
  chainBytes: readonly Uint8Array[],
  { at, roots, revocationLists }: CertificateChecks,
): Result<CertificateForSigning, SignerRefusal> {
  const certificate = parseCertificate(certificateBytes);
  if (certificate === undefined) return refused('CERTIFICATE_UNREADABLE', {});
  const now = Date.parse(at);
  const { notBefore, notAfter } = certificate;
  if (now < notBefore)
    return refused('CERTIFICATE_NOT_YET_VALID', { notBefore: new Date(notBefore).toISOString() });
  if (now > notAfter) return refused('CERTIFICATE_EXPIRED', { notAfter: new Date(notAfter).toISOString() });
  if (!maySignDocuments(certificate)) return refused('CERTIFICATE_WRONG_USAGE', {});
  const key = keyKind(certificate);
  if (!key.supported) return refused('KEY_UNSUPPORTED', { type: key.type, bits: key.bits });
  const chain = chainBytes.flatMap((bytes) => parseCertificate(bytes) ?? []);
  const anchors = {
    roots: roots.flatMap((root) => parseCertificate(root) ?? []),
    lists: revocationLists.flatMap((list) => parseRevocationData(list) ?? []),
  };
  if (roots.length > 0) {
    const trust = judgeTrust(certificate, chain, anchors, now);
    if (trust.status === 'revoked') return refused('CERTIFICATE_REVOKED', {});
    if (trust.status !== 'trusted') return refused('CERTIFICATE_UNTRUSTED', {});
  }
  return ok({ certificate, chain: chain.filter((each) => !each.issuerDer.equals(each.subjectDer)) });
}

function keyKind({ publicKey }: ParsedCertificate): { type: string; bits: number; supported: boolean } {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details } = publicKey;
  const bits = details?.modulusLength ?? 0;
  const isRsa = type === 'rsa' && bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
  const isCurve = type === 'ec' && CURVES.has(details?.namedCurve ?? '');
  return { type, bits, supported: isRsa || isCurve };
}
