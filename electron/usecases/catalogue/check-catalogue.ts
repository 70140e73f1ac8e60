import { contract } from '../../../shared/contract/index.ts';
import { lintCatalogue } from '../../../shared/domain/catalogue/lint.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** What an official should put right in the catalogue as of today. */
export const checkCatalogue = queryHandler(contract.catalogue.check, (_input, { clock, readers }) => {
  const day = officeDay(clock.now());
  const { data, version } = readers.catalogues.on(day);
  return ok({ day, version, procedures: data.procedures.length, findings: lintCatalogue(data, day) });
});
