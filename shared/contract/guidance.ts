import * as z from 'zod';
import { GUIDANCE_FIELDS, LACKS } from '../domain/guidance/guidance.ts';
import { startOfOfficeDay } from '../domain/time/office-time.ts';
import { Sha256 } from '../types/ids.ts';
import { InstantText, PlainDateText } from '../types/text.ts';
import { ProcedureRefusals } from './catalogue.ts';
import { DrawnFile } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** A visit that ended with guidance, as people see it. */
export const GuidanceView = z.object({
  visitId: z.uuid(),
  reference: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseName: z.string(),
  personName: z.string(),
  phone: z.string(),
  items: z.array(z.object({ name: z.string(), lack: z.enum(LACKS).nullable(), todo: z.string() })),
  visitedAt: InstantText,
  /** The name of who guided. */
  visitedBy: z.string(),
  /** The paper that was given. */
  sha256: Sha256,
});
export type GuidanceView = z.infer<typeof GuidanceView>;

const MOST_DAYS = 366;

/** Visits at which nothing was received, because papers were missing or wrong: no dossier, no code, no clock, no packet. */
export const guidance = {
  /** Draws the paper that tells everything that is missing, and records the visit with it; nothing is recorded without the paper. */
  give: command('dossier:receive')
    .input(commandInput(GUIDANCE_FIELDS))
    .output(DrawnFile.extend({ visitId: z.uuid(), reference: z.string() }))
    .errors({
      ...ProcedureRefusals,
      CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
      COMPONENT_UNKNOWN: { status: 422, data: z.object({ componentId: z.string() }) },
      COMPONENT_TWICE: { status: 422, data: z.object({ componentId: z.string(), name: z.string() }) },
      PAPER_IN_DATABASE: { status: 409, data: z.object({ name: z.string(), database: z.string() }) },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** The visits of some days of a year at most, both included, the newest first, a hundred at a time; words of reference, name, phone or procedure. */
  list: query('dossier:see')
    .input(
      queryInput({
        from: PlainDateText,
        to: PlainDateText,
        text: z.string().max(200),
        skip: z.int().min(0).max(1_000_000),
      })
        .refine(({ from, to }) => from <= to, { path: ['to'], params: { code: 'before_first_day' } })
        .refine(({ from, to }) => startOfOfficeDay(from, MOST_DAYS) >= startOfOfficeDay(to), {
          path: ['from'],
          params: { code: 'more_than_a_year' },
        }),
    )
    .output(z.object({ visits: z.array(GuidanceView), total: z.int() })),
  /** What the same person was told about the same procedure in the last half year, the newest first. */
  earlier: query('dossier:see')
    .input(queryInput({ procedureCode: z.string().max(60), number: z.string().min(1).max(20) }))
    .output(z.object({ visits: z.array(GuidanceView) })),
};
