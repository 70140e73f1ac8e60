import type { ProofLevel } from '../../../shared/domain/certification/verdict.ts';
import type { ParsedCertificate } from './certificate.ts';
import type { CheckedSignature, ReliedChain } from './check-signature.ts';
import type { PdfDocument } from './pdf/document.ts';
import { newestAnswer, type RevocationData } from './revocation.ts';
import { readValidationStore } from './validation-store.ts';

/** A certificate that revocation data must speak about, made no earlier than `since` (milliseconds). */
export interface NeededProof {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
  readonly since: number;
}

/** Every certificate below the roots of some chains, each once, for the latest time it was relied on. */
export function neededProofs(chains: readonly ReliedChain[]): NeededProof[] {
  const needed = new Map<string, NeededProof>();
  for (const { path, since } of chains) {
    for (const [place, certificate] of path.entries()) {
      const issuer = path[place + 1];
      if (issuer === undefined || certificate.ocspNoCheck) continue;
      const before = needed.get(certificate.fingerprint)?.since ?? Number.NEGATIVE_INFINITY;
      if (since > before) needed.set(certificate.fingerprint, { certificate, issuer, since });
    }
  }
  return [...needed.values()];
}

/** Data that proves a certificate for its time; data older than what was relied on proves nothing. Whole seconds, as such data tells them. */
export function proofFor(
  { certificate, issuer, since }: NeededProof,
  data: readonly RevocationData[],
): RevocationData | undefined {
  const newest = newestAnswer(certificate, issuer, data);
  return newest !== undefined && newest.asOf >= Math.floor(since / 1000) * 1000 ? newest : undefined;
}

/**
 * The level of ETSI EN 319 142-1 that every signature of a file has reached; null where one is not even trusted. Document time stamps serve
 * the others and have no level themselves.
 */
export function proofLevel(
  checked: readonly CheckedSignature[],
  document: PdfDocument,
  openAt: (end: number) => PdfDocument | undefined,
): ProofLevel | null {
  const signatures = checked.filter(({ isDocumentTimestamp }) => !isDocumentTimestamp);
  const sound = ({ trust, faults }: CheckedSignature) => trust.status === 'trusted' && faults.length === 0;
  if (signatures.length === 0 || !signatures.every(sound)) return null;
  if (signatures.some(({ provedAt }) => provedAt === undefined)) return 'B-B';
  const isLasting = (at: PdfDocument | undefined, relied: readonly CheckedSignature[]): boolean => {
    if (at === undefined || !at.catalog.entries.has('DSS')) return false;
    const { data } = readValidationStore(at);
    const needed = neededProofs(relied.flatMap(({ chains }) => chains));
    return needed.every((each) => proofFor(each, data) !== undefined);
  };
  const newest = checked[checked.length - 1];
  if (
    newest?.isDocumentTimestamp === true &&
    newest.provedAt !== undefined &&
    newest.coverage !== undefined
  ) {
    const covered = checked.filter((each) => each !== newest);
    if (isLasting(openAt(newest.coverage.end), covered)) return 'B-LTA';
  }
  return isLasting(document, checked) ? 'B-LT' : 'B-T';
}
