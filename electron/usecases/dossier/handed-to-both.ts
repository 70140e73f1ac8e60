import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { Readers } from '../../host/repositories.ts';

/** Whether two parties take the result together, by the catalogue that the dossier was received under. */
export function isHandedToBoth(
  { catalogues }: Pick<Readers, 'catalogues'>,
  { catalogueVersion, procedureCode }: DossierRow,
): boolean {
  return catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode)?.handedToBoth === true;
}
