import * as z from 'zod';
import { OfficeId } from '../types/ids.ts';
import { oneLine, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** Id of an agency by Quyết định 20/2020/QĐ-TTg: groups of digits and capitals separated by dots, 35 characters at most. */
export const AgencyCode = z
  .string()
  .transform((text) => text.trim().toUpperCase())
  .pipe(
    z
      .string()
      .max(35)
      .regex(/^[0-9A-Z]+(?:\.[0-9A-Z]+)*$/),
  );

/** The office in one period of validity. */
const OfficeVersion = z.object({
  validFrom: PlainDateText,
  validTo: PlainDateText.nullable(),
  name: z.string(),
  superiorName: z.string(),
  agencyCode: z.string(),
  placeId: z.string(),
  placeName: z.string(),
  provinceName: z.string(),
  address: z.string(),
  phone: z.string(),
});

export const OfficeView = z.object({
  officeId: OfficeId,
  current: OfficeVersion,
  history: z.array(OfficeVersion),
});
export type OfficeView = z.infer<typeof OfficeView>;

/** The office that owns this installation. */
export const office = {
  get: query('office:see').input(queryInput({})).output(OfficeView),
  rename: command('office:administer')
    .input(commandInput({ name: oneLine(200, 3), validFrom: PlainDateText.optional() }))
    .output(
      z.object({
        officeId: OfficeId,
        name: z.string(),
        validFrom: PlainDateText,
        packetSeq: z.number().int(),
      }),
    )
    .errors({
      NAME_UNCHANGED: { status: 409, data: z.object({ name: z.string() }) },
      STARTS_BEFORE_CURRENT: {
        status: 422,
        data: z.object({ validFrom: z.string(), currentFrom: z.string() }),
      },
    }),
};
