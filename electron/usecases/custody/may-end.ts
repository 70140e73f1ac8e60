import { decideEnding } from '../../../shared/domain/dossier/kept-original.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** Whether a dossier may end: no original that the office kept is still out. */
export function mayEnd(w: Pick<Work, 'custody'>, dossierId: DossierId) {
  return decideEnding(w.custody.ofDossier(dossierId).filter(({ backAt }) => backAt === null));
}
