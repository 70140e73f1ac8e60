import type { HitRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { dayEndsAt, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

/** Dossiers by code, name, number, address, procedure or any word of the request, narrowed by a filter; an empty text lists the newest. */
export const searchDossiers = queryHandler(
  contract.dossier.search,
  ({ from, to, ...search }, { readers, clock }) => {
    const { hits, next } = readers.search.find({
      ...search,
      from: from === undefined ? undefined : startOfOfficeDay(from),
      to: to === undefined ? undefined : dayEndsAt(to),
      now: clock.now(),
    });
    return ok({ hits: hits.map(toHit(readers)), next });
  },
);

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
  return ({ procedureCode, ...hit }: HitRow) => ({
    ...hit,
    shortName: catalogue.shortNameOf(procedureCode) ?? hit.procedureName,
  });
}
