import { contract } from '../../../shared/contract/index.ts';
import { unverifiedGroups } from '../../../shared/domain/catalogue/catalogue.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Procedures that take new dossiers today, by code, abbreviation or words with or without marks. */
export const searchCatalogue = queryHandler(
  contract.catalogue.search,
  ({ text, limit }, { clock, readers }) => {
    const day = officeDay(clock.now());
    const catalogue = readers.catalogues.on(day);
    const hits = catalogue.searchProcedures(text, { day, limit }).map(({ procedure, caseIds }) => ({
      code: procedure.code,
      shortName: procedure.shortName,
      name: procedure.name,
      field: procedure.field,
      abbreviations: procedure.abbreviations,
      caseIds,
      unverified: unverifiedGroups(procedure, day),
    }));
    return ok({ hits, version: catalogue.version, day });
  },
);
