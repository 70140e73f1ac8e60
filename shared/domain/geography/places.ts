import * as z from 'zod';
import placesJson from '../../data/places.json' with { type: 'json' };
import { PlaceId } from '../../types/ids.ts';
import { PlainDateText } from '../../types/text.ts';
import { searchForm } from './search-text.ts';

const Province = z.object({
  id: PlaceId,
  type: z.string(),
  name: z.string(),
  validFrom: PlainDateText.nullable(),
  validTo: PlainDateText.nullable(),
  successorId: PlaceId.optional(),
  verified: z.boolean(),
  source: z.string(),
});

const Commune = z.object({
  id: PlaceId,
  provinceId: PlaceId,
  type: z.string(),
  name: z.string(),
  formerProvince: z.string().nullable(),
  formerUnits: z.array(z.string()),
  validFrom: PlainDateText,
  verified: z.boolean(),
  source: z.string(),
});

const PlaceTable = z.object({
  asOf: PlainDateText,
  provinces: z.array(Province),
  communes: z.array(Commune),
});

/** The shipped table of places: provinces on both sides of 1 July 2025 and sample communes with the units merged into them. */
export const placeTable = PlaceTable.parse(placesJson);

/** A commune of the table with its province. */
export interface ListedCommune {
  commune: z.infer<typeof Commune>;
  province: z.infer<typeof Province>;
}

const provinceById = new Map(placeTable.provinces.map((province) => [province.id, province]));

const listed = placeTable.communes.map((commune) => {
  const province = provinceById.get(commune.provinceId);
  if (province === undefined) throw new Error(`commune ${commune.id} names an unknown province`);
  return {
    commune,
    province,
    nameForm: searchForm(`${commune.type} ${commune.name}`),
    wholeForm: searchForm(
      [commune.type, commune.name, province.name, commune.formerProvince ?? '', ...commune.formerUnits].join(
        ' ',
      ),
    ),
  };
});

/** The commune of an id, if the table has it. */
export function findCommune(id: PlaceId): ListedCommune | undefined {
  return listed.find(({ commune }) => commune.id === id);
}

/**
 * Communes whose present or former names hold every typed word (as a beginning of a word), with or without marks; present names first.
 * An empty text lists the table in its order.
 */
export function searchCommunes(text: string, limit: number): ListedCommune[] {
  const words = searchForm(text).split(' ').filter(Boolean);
  const holdsAll = (form: string) => words.every((word) => ` ${form}`.includes(` ${word}`));
  const found = listed.filter(({ wholeForm }) => holdsAll(wholeForm));
  const presentFirst = [
    ...found.filter((place) => holdsAll(place.nameForm)),
    ...found.filter((place) => !holdsAll(place.nameForm)),
  ];
  return presentFirst.slice(0, limit);
}
