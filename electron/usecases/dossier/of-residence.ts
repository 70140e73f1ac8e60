import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { Readers } from '../../host/repositories.ts';

/** Whether a dossier's slips are those of residence (Thông tư 116/2026/TT-BCA), by the catalogue that it was received under. */
export function isOfResidence(
  { catalogues }: Pick<Readers, 'catalogues'>,
  { catalogueVersion, procedureCode }: DossierRow,
): boolean {
  return catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode)?.slips === 'residence';
}
