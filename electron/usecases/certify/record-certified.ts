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
 * Records the result of a dossier when the last of its copies, electronic or on paper, is certified and may be given out: none is kept back for
 * its time stamp.
 */
export function recordResultOfLast(w: Work, by: UserId, dossierId: DossierId): void {
  const electronic = w.copies.ofDossier(dossierId).filter(({ state }) => !isDropped(state));
  const onPaper = w.paperCopies.ofDossier(dossierId).filter(({ state }) => !isPaperDropped(state));
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

/** The code of what the procedure gives, where it gives one thing. */
function codeOf({ catalogues }: Work, { catalogueVersion, procedureCode }: DossierRow): string | null {
  const results = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode)?.results ?? [];
  return results.length === 1 ? (results[0]?.code ?? null) : null;
}
