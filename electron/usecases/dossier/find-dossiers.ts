import type { HitRow } from '../../../db/repositories/dossier-repository.ts';
import type { DossierSearch } from '../../../db/repositories/search-reader.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { ListFilter } from '../../../shared/domain/dossier/list-view.ts';
import { dayEndsAt, officeDay, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

/** Beyond this many a list says that there are more. */
const COUNTED = 1000;

/** Dossiers by code, name, number, address, procedure or any word of the request, narrowed by a filter; an empty text lists the newest. */
export const searchDossiers = queryHandler(
  contract.dossier.search,
  ({ limit, after, ...asked }, { readers, clock }) => {
    const { hits, next } = readers.search.find({ ...dossierSearch(asked, clock.now()), limit, after });
    return ok({ hits: hits.map(toHit(readers)), next });
  },
);

/** How many dossiers a search finds. */
export const countDossiers = queryHandler(contract.dossier.count, (asked, { readers, clock }) => {
  const count = readers.search.count(dossierSearch(asked, clock.now()), COUNTED + 1);
  return ok({ count: Math.min(count, COUNTED), more: count > COUNTED });
});

/** What a list asks of the index at a moment: days as instants, lateness by the clock. */
export function dossierSearch(
  { from, to, ...asked }: ListFilter & { text: string },
  now: Instant,
): Omit<DossierSearch, 'limit'> {
  return {
    ...asked,
    from: from === undefined ? undefined : startOfOfficeDay(from),
    to: to === undefined ? undefined : dayEndsAt(to),
    now,
    dayEnd: dayEndsAt(officeDay(now)),
  };
}

/** Open dossiers of the same person and procedure: a warning before a second one is received. */
export const findOpenDossiers = queryHandler(
  contract.dossier.openOf,
  ({ identityNumber, oldNumber, procedureCode }, { readers }) =>
    ok({
      hits: readers.dossiers.openOf(identityNumber, oldNumber ?? null, procedureCode).map(toHit(readers)),
    }),
);

function toHit({ catalogues }: Readers) {
  const catalogue = catalogues.newest();
  return (hit: HitRow) => ({
    ...hit,
    shortName: catalogue.shortNameOf(hit.procedureCode) ?? hit.procedureName,
  });
}
