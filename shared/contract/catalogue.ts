import * as z from 'zod';
import { CHANGED_PARTS } from '../domain/catalogue/catalogue-changes.ts';
import { LINT_RULES } from '../domain/catalogue/lint.ts';
import { Procedure } from '../domain/catalogue/procedure-catalogue.ts';
import { ReceiptInput } from '../domain/dossier/receipt-input.ts';
import { Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing, PlainDateText } from '../types/text.ts';
import { DrawnFile } from './drawn-paper.ts';
import { LinkedExpectation, LinkedRefusals } from './linked.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { RowProblemView, TablesRefusals } from './tables.ts';

/** Parts of an entry that no source confirms; they are shown as such. */
const UnverifiedGroup = z.enum(['name', 'components', 'limit', 'fee', 'legalBasis', 'steps', 'law-changed']);

/** A procedure in the list of a search. */
const ProcedureHit = z.object({
  code: z.string(),
  shortName: z.string(),
  name: z.string(),
  field: z.string(),
  abbreviations: z.array(z.string()),
  caseIds: z.array(z.string()),
  unverified: z.array(UnverifiedGroup),
});

/** Something to put right; the case, component, fee or result in the entry's own words. */
const LintFinding = z.object({
  code: z.string(),
  shortName: z.string(),
  rule: z.enum(LINT_RULES),
  place: z.string().nullable(),
  days: z.object({ steps: z.number(), limit: z.number() }).optional(),
  day: PlainDateText.optional(),
});

const Entry = { code: z.string(), name: z.string() };

/** What a publication would change. */
const Changes = z.object({
  added: z.array(z.object(Entry)),
  changed: z.array(z.object({ ...Entry, parts: z.array(z.enum(CHANGED_PARTS)) })),
  ended: z.array(z.object({ ...Entry, replacedBy: z.string().nullable() })),
  same: z.number().int(),
});

/** A publication of the office's procedures. */
const Publication = z.object({
  number: z.number().int(),
  validFrom: PlainDateText,
  publishedBy: z.string(),
  sha256: Sha256,
  fileName: z.string(),
  takenAt: InstantText,
  takenBy: z.string(),
});

export const ProcedureRefusals = {
  PROCEDURE_UNKNOWN: { status: 404, data: z.object({ code: z.string() }) },
  PROCEDURE_NOT_IN_FORCE: {
    status: 409,
    data: z.object({
      code: z.string(),
      name: z.string(),
      standing: z.string(),
      replacedBy: z.string().nullable(),
    }),
  },
} as const;

/** One step of an appointment's explanation: what kind of day or hour it is about, and which. */
export const DeadlineStep = z.object({
  kind: z.enum([
    'received-before-opening',
    'received-at-lunch',
    'received-after-closing',
    'received-on-rest-day',
    'after-15h',
    'lunch',
    'skipped-weekend',
    'skipped-holiday',
    'compensatory',
    'worked-weekend',
    'moved-from-rest-day',
    'clock-hours',
    'incomplete-calendar',
    'paused-work',
    'paused-clock',
    'paused-days',
    'paused-late',
    'resumed-out-of-hours',
    'extended',
    'reappointed',
    'imported',
  ]),
  date: PlainDateText,
  name: z.string().nullish(),
  time: z.string().optional(),
  to: PlainDateText.optional(),
  hours: z.number().optional(),
  minutes: z.number().optional(),
  days: z.number().optional(),
  article: z.string().optional(),
  year: z.number().optional(),
});

/** The catalogue of procedures, as it is in force today, and the appointment that each of its limits gives. */
export const catalogue = {
  search: query('catalogue:see')
    .input(queryInput({ text: z.string().max(200), limit: z.number().int().min(1).max(200).default(100) }))
    .output(z.object({ hits: z.array(ProcedureHit), version: z.string(), day: PlainDateText })),
  get: query('catalogue:see')
    .input(queryInput({ code: z.string().max(60) }))
    .output(
      z.object({
        procedure: Procedure,
        unverified: z.array(UnverifiedGroup),
        sources: z.array(z.string()),
      }),
    )
    .errors(ProcedureRefusals),
  check: query('catalogue:see')
    .input(queryInput({}))
    .output(
      z.object({
        day: PlainDateText,
        version: z.string(),
        procedures: z.number().int(),
        findings: z.array(LintFinding),
      }),
    ),
  preview: query('office:administer')
    .input(queryInput({ sha256: Sha256 }))
    .output(
      z.object({
        problems: z.array(RowProblemView),
        /** The number that a publication would have now. */
        number: z.number().int(),
        publication: z
          .object({ validFrom: PlainDateText, publishedBy: z.string(), changes: Changes })
          .nullable(),
      }),
    )
    .errors(TablesRefusals),
  publish: command('office:administer')
    .input(commandInput({ sha256: Sha256, fileName: nameOfThing(200), number: z.number().int() }))
    .output(z.object({ number: z.number().int(), version: z.string(), validFrom: PlainDateText }))
    .errors({
      ...TablesRefusals,
      TABLE_PROBLEMS: { status: 422, data: z.object({ count: z.number().int() }) },
      CATALOGUE_MOVED_ON: { status: 409, data: z.object({}) },
    }),
  publications: query('catalogue:see')
    .input(queryInput({}))
    .output(z.object({ publications: z.array(Publication) })),
  template: command('office:administer')
    .input(commandInput({}))
    .output(z.object({ sha256: Sha256, size: z.number().int() }))
    .errors({ TABLES_NOT_READ: TablesRefusals.TABLES_NOT_READ }),
  drawNotice: command('catalogue:see')
    .input(commandInput({ code: z.string().max(60) }))
    .output(DrawnFile)
    .errors({
      ...ProcedureRefusals,
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  appointment: query('catalogue:see')
    .input(
      queryInput({
        code: z.string().max(60),
        caseId: z.string().max(60),
        receivedAt: InstantText.optional(),
        linkedChoices: ReceiptInput.shape.linkedChoices,
        /** Whether it is received for another office. */
        elsewhere: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        receivedAt: InstantText,
        startsAt: z.string(),
        due: z.string(),
        dueAt: InstantText,
        explanation: z.array(DeadlineStep),
        /** The procedures of a linked group, each with the appointment to be expected. */
        linked: z.array(LinkedExpectation),
        /** When the competent office is to have it, from which the limit will count; null where it counts from the reception here. */
        provisionalFrom: InstantText.nullable(),
      }),
    )
    .errors({
      ...ProcedureRefusals,
      ...LinkedRefusals,
      CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
      CALENDAR_NOT_ANNOUNCED: { status: 409, data: z.object({ year: z.number() }) },
      OFFICE_HOURS_NOT_SET: { status: 409, data: z.object({ day: z.string() }) },
      LIMIT_NOT_SET: { status: 409, data: z.object({ unit: z.string() }) },
    }),
};
