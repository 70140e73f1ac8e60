import { contract } from '../../../shared/contract/index.ts';
import { placeTable, searchCommunes } from '../../../shared/domain/geography/places.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Communes of the shipped table by present or former name, with or without marks. */
export const searchCommunesQuery = queryHandler(contract.geography.searchCommunes, (input) =>
  ok({
    communes: searchCommunes(input.text, input.limit).map(({ commune, province }) => ({
      placeId: commune.id,
      type: commune.type,
      name: commune.name,
      provinceName: `${province.type} ${province.name}`,
      formerProvince: commune.formerProvince,
      formerUnits: commune.formerUnits,
      validFrom: commune.validFrom,
      verified: commune.verified,
    })),
    asOf: placeTable.asOf,
  }),
);
