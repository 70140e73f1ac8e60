import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { isElectronic } from '../../../shared/domain/digitisation/result-facts.ts';
import { answersByDocument } from '../../../shared/domain/dossier/electronic-result.ts';
import type { Readers } from '../../host/repositories.ts';

/** Whether a dossier is answered by a document, as its procedure was when it was received, and whether its result is electronic. */
export function electronicResult(
  { catalogues, results }: Pick<Readers, 'catalogues' | 'results'>,
  { id, catalogueVersion, procedureCode }: DossierRow,
): { document: boolean; electronic: boolean } {
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  const document = answersByDocument(procedure?.results ?? []);
  return { document, electronic: isElectronic(results.find(id) ?? null) };
}
