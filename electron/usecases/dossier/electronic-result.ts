import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { isElectronic } from '../../../shared/domain/digitisation/result-facts.ts';
import { answersByDocument } from '../../../shared/domain/dossier/electronic-result.ts';
import type { Readers } from '../../host/repositories.ts';

/**
 * Whether a dossier is answered by a document, as its procedure was when it was received, and whether its result is electronic. Of copies that are certified on
 * paper nothing is kept (Điều 14 Nghị định 23/2015/NĐ-CP): there is no document that could be electronic as well.
 */
export function electronicResult(
  { catalogues, results, paperCopies }: Pick<Readers, 'catalogues' | 'results' | 'paperCopies'>,
  { id, catalogueVersion, procedureCode }: DossierRow,
): { document: boolean; electronic: boolean } {
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  const isPaper = paperCopies.ofDossier(id).some(({ state }) => state === 'issued');
  const document = !isPaper && answersByDocument(procedure?.results ?? []);
  return { document, electronic: isElectronic(results.find(id) ?? null) };
}
