import { contract } from '../../../shared/contract/index.ts';
import { unverifiedGroups } from '../../../shared/domain/catalogue/catalogue.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** One procedure with its cases, what of it no source confirms, and where the rest was read. */
export const getProcedure = queryHandler(contract.catalogue.get, ({ code }, { clock, readers }) => {
  const day = officeDay(clock.now());
  const catalogue = readers.catalogues.on(day);
  const found = catalogue.findProcedure(code, day);
  if (!found.ok) return found;
  const procedure = found.value;
  const sources = procedure.sources.flatMap((key) => catalogue.sources[key] ?? []);
  return ok({ procedure, unverified: unverifiedGroups(procedure, day), sources });
});
