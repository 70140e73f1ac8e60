import * as z from 'zod';
import { PlaceId } from '../types/ids.ts';
import { PlainDateText } from '../types/text.ts';
import { query, queryInput } from './procedure.ts';

/** A commune of today's map with the older names it took over. */
export const CommuneChoice = z.object({
  placeId: PlaceId,
  type: z.string(),
  name: z.string(),
  provinceName: z.string(),
  formerProvince: z.string().nullable(),
  formerUnits: z.array(z.string()),
  validFrom: PlainDateText,
  verified: z.boolean(),
});
export type CommuneChoice = z.infer<typeof CommuneChoice>;

/** The shipped table of provinces and communes, with its vintage. */
export const geography = {
  searchCommunes: query('anyone')
    .input(queryInput({ text: z.string().max(200), limit: z.number().int().min(1).max(100).default(20) }))
    .output(z.object({ communes: z.array(CommuneChoice), asOf: PlainDateText })),
};
