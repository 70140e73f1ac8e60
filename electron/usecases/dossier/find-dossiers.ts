import type { HitRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { shortNameOf } from '../../../shared/domain/catalogue/catalogue.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Dossiers by code, name or number; an empty text lists the newest. */
export const searchDossiers = queryHandler(contract.dossier.search, ({ text, states, limit }, { readers }) =>
  ok({ hits: readers.dossiers.search({ text, states, limit }).map(toHit) }),
);

/** Open dossiers of the same person and procedure: a warning before a second one is received. */
export const findOpenDossiers = queryHandler(
  contract.dossier.openOf,
  ({ identityNumber, procedureCode }, { readers }) =>
    ok({ hits: readers.dossiers.openOf(identityNumber, procedureCode).map(toHit) }),
);

function toHit({ procedureCode, ...hit }: HitRow) {
  return { ...hit, shortName: shortNameOf(procedureCode) ?? hit.procedureName };
}
