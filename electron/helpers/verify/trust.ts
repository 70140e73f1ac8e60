import type { ParsedCertificate } from './certificate.ts';
import { type RevocationData, revokedAt } from './revocation.ts';

/** What a certificate is judged against. */
export interface TrustAnchors {
  readonly roots: readonly ParsedCertificate[];
  readonly lists: readonly RevocationData[];
  /** Certificates that are at hand besides those a signature brings; none of them is trusted for that. */
  readonly known?: readonly ParsedCertificate[];
}

/** The verdict on a chain (RFC 5280, 6, without policies and name constraints). */
export interface Trust {
  readonly status: 'trusted' | 'unknown' | 'expired' | 'revoked';
  readonly reasons: readonly string[];
  /** From the certificate to the root that was found; empty where there is none. */
  readonly path: readonly ParsedCertificate[];
}

const LONGEST_CHAIN = 8;
/** Issuers that are tried for one certificate: mazes of authorities that issue each other are made to have no end. */
const MOST_TRIED = 500;

/**
 * Looks for a chain from the certificate to one of the roots that holds at the instant `at` (milliseconds). The best chain counts: an
 * expired one is told only where no valid one exists. No root means unknown, never invalid.
 */
export function judgeTrust(
  leaf: ParsedCertificate,
  others: readonly ParsedCertificate[],
  { roots, lists, known: stored = [] }: TrustAnchors,
  at: number,
): Trust {
  let best: Trust = { status: 'unknown', reasons: ['no-trusted-root'], path: [] };
  const rank = { trusted: 3, revoked: 2, expired: 1, unknown: 0 };
  const consider = (trust: Trust): void => {
    // A chain that does not hold says more than none.
    const isFirst = best.path.length === 0 && trust.status === 'unknown';
    if (isFirst || rank[trust.status] > rank[best.status]) best = trust;
  };
  const rootPrints = new Set(roots.map(({ fingerprint }) => fingerprint));

  let tried = 0;
  function climb(path: readonly ParsedCertificate[]): void {
    const last = path[path.length - 1];
    if (last === undefined || best.status === 'trusted') return;
    if (rootPrints.has(last.fingerprint)) {
      consider({ ...judgePath(path, lists, at), path });
      return;
    }
    if (path.length >= LONGEST_CHAIN) return;
    const known = new Set(path.map(({ fingerprint }) => fingerprint));
    for (const issuer of [...roots, ...others, ...stored]) {
      if (known.has(issuer.fingerprint) || !issuer.subjectDer.equals(last.issuerDer)) continue;
      tried += 1;
      if (tried > MOST_TRIED) return;
      if (issued(issuer, last)) climb([...path, issuer]);
    }
  }

  climb([leaf]);
  return best;
}

/** Whether `issuer` signed `subject`; names, key identifiers and the signature agree. */
export function issued(issuer: ParsedCertificate, subject: ParsedCertificate): boolean {
  try {
    return (
      issuer.subjectDer.equals(subject.issuerDer) &&
      subject.x509.checkIssued(issuer.x509) &&
      subject.x509.verify(issuer.publicKey)
    );
  } catch {
    return false;
  }
}

function judgePath(
  path: readonly ParsedCertificate[],
  lists: readonly RevocationData[],
  at: number,
): Omit<Trust, 'path'> {
  for (const [place, certificate] of path.entries()) {
    if (certificate.strangeCritical.length > 0) {
      return { status: 'unknown', reasons: [`critical-extension:${certificate.strangeCritical[0]}`] };
    }
    if (place > 0 && !mayIssue(certificate, place - 1))
      return { status: 'unknown', reasons: ['issuer-not-authority'] };
    // What an anchor's own signature is made with does not matter: nobody relies on it.
    if (certificate.weakDigest && place < path.length - 1)
      return { status: 'unknown', reasons: ['weak-digest'] };
    if (certificate.weakKey) return { status: 'unknown', reasons: ['weak-key'] };
  }
  for (const [place, certificate] of path.entries()) {
    const issuer = path[place + 1];
    const revoked = issuer === undefined ? undefined : revokedAt(certificate, issuer, lists);
    if (revoked !== undefined && revoked <= at)
      return { status: 'revoked', reasons: ['certificate-revoked'] };
  }
  if (path.some(({ notBefore }) => at < notBefore)) {
    return { status: 'expired', reasons: ['certificate-not-yet-valid'] };
  }
  if (path.some(({ notAfter }) => at > notAfter))
    return { status: 'expired', reasons: ['certificate-expired'] };
  return { status: 'trusted', reasons: [] };
}

/** `below` counts the authorities between this one and the leaf. */
function mayIssue({ isAuthority, keyUsage, pathLength }: ParsedCertificate, below: number): boolean {
  return isAuthority && keyUsage?.certSign !== false && (pathLength === undefined || below <= pathLength);
}
