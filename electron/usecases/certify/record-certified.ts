import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { isHeld } from '../../../shared/domain/certification/copy-proof.ts';
import { isDropped } from '../../../shared/domain/certification/copy-state.ts';
import { isPaperDropped } from '../../../shared/domain/certification/paper-copy-state.ts';
import { NOTHING_SAID } from '../../../shared/domain/digitisation/result-facts.ts';
import { stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import type { DossierId, UserId } from '../../../shared/types/ids.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { writeResult } from '../dossier/process-dossier.ts';

/**
 * Records the result of a dossier when the last of its copies, electronic or on paper, is certified and may be given out (none is kept back for its time stamp), or the
 * last that was not is dropped. What was given back and is to be put up again is waited for.
 */
export function recordResultOfLast(w: Work, by: UserId, dossierId: DossierId): void {
  const copies = w.copies.ofDossier(dossierId);
  const papers = w.paperCopies.ofDossier(dossierId);
  if (isWaitedFor(copies, ({ componentId }) => componentId)) return;
  if (isWaitedFor(papers, ({ title }) => title)) return;
  const electronic = copies.filter(({ state }) => !isDropped(state));
  const onPaper = papers.filter(({ state }) => !isPaperDropped(state));
  if (electronic.length + onPaper.length === 0) return;
  if (electronic.some(({ state }) => state !== 'certified')) return;
  if (onPaper.some(({ state }) => state !== 'issued')) return;
  const proofs = electronic.map(({ id }) => w.proofs.find(id));
  if (proofs.some((proof) => proof !== undefined && isHeld(proof))) return;
  const dossier = w.dossiers.find(dossierId);
  if (dossier === undefined || !stateAfter(dossier.state, 'record-result').ok) return;
  writeResult(w, {
    dossierId,
    code: dossier.code,
    description: [...new Set([...electronic, ...onPaper].map(({ title }) => title))].join('; '),
    files: electronic.flatMap(({ certifiedSha256 }, index) => proofs[index]?.sha256 ?? certifiedSha256 ?? []),
    facts: { ...NOTHING_SAID, code: codeOf(w, dossier), validity: { kind: 'permanent' } },
    by,
  });
}

/** Whether something was given back and nothing of the same came after it; rows are in the order in which they were put up. */
function isWaitedFor<Row extends { state: string }>(
  rows: readonly Row[],
  sameOf: (row: Row) => string,
): boolean {
  return rows.some(
    (row, at) =>
      row.state === 'returned' && !rows.slice(at + 1).some((later) => sameOf(later) === sameOf(row)),
  );
}

/** The code of what the procedure gives, where it gives one thing. */
function codeOf({ catalogues }: Work, { catalogueVersion, procedureCode }: DossierRow): string | null {
  const results = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode)?.results ?? [];
  return results.length === 1 ? (results[0]?.code ?? null) : null;
}
