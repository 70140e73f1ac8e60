import type { HitRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

/** Dossiers by code, name or number; an empty text lists the newest. */
export const searchDossiers = queryHandler(contract.dossier.search, ({ text, states, limit }, { readers }) =>
  ok({ hits: readers.dossiers.search({ text, states, limit }).map(toHit(readers)) }),
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
