import * as z from 'zod';
import { PublicNotice } from '../domain/catalogue/public-notice.ts';
import { PlainDateText } from '../types/text.ts';
import { ProcedureRefusals } from './catalogue.ts';
import { query, queryInput } from './procedure.ts';

/** What citizens may read without a sign-in, at a second display or a kiosk: procedures in force today, and nothing of any dossier. */
export const publicView = {
  search: query('anyone')
    .input(queryInput({ text: z.string().max(200) }))
    .output(
      z.object({
        hits: z.array(z.object({ code: z.string(), shortName: z.string(), field: z.string() })),
        day: PlainDateText,
      }),
    ),
  get: query('anyone')
    .input(queryInput({ code: z.string().max(60) }))
    .output(z.object({ notice: PublicNotice, day: PlainDateText }))
    .errors(ProcedureRefusals),
};
