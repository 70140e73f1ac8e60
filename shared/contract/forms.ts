import * as z from 'zod';
import { FORM_KINDS } from '../forms/form-definition.ts';
import { TEMPLATE_PROBLEMS } from '../forms/form-template.ts';
import { Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** What identifies a form to people. */
const FormView = z.object({
  formId: z.string(),
  kind: z.enum(FORM_KINDS),
  title: z.string(),
  formNumber: z.string(),
  circular: z.string(),
  validity: z.object({ from: PlainDateText, to: PlainDateText.nullable() }),
  source: z.array(z.string()),
  /** It came with the program; otherwise an administrator gave it. */
  shipped: z.boolean(),
});

const FileRefusals = {
  FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
  TEMPLATE_TOO_LARGE: { status: 413, data: none },
  PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) },
} as const;

/** The forms that papers are printed by: which are in force, and new ones given as files without a release of the program. */
export const forms = {
  list: query('office:administer')
    .input(queryInput({}))
    .output(
      z.object({
        kinds: z.array(
          z.object({
            kind: z.enum(FORM_KINDS),
            inForce: FormView.nullable(),
            /** What was said for a day to come. */
            next: FormView.extend({ from: PlainDateText }).nullable(),
            /** What may be put in force. */
            choices: z.array(FormView),
          }),
        ),
        said: z.array(
          z.object({
            number: z.number().int(),
            kind: z.enum(FORM_KINDS),
            formId: z.string(),
            title: z.string(),
            validFrom: PlainDateText,
            takenAt: InstantText,
            takenBy: z.string(),
          }),
        ),
      }),
    ),
  /** A file as it is read: what is wrong, or the form with a sample of it drawn on paper; nothing is in force by it. */
  preview: command('office:administer')
    .input(commandInput({ sha256: Sha256 }))
    .output(
      z.object({
        problems: z.array(z.object({ problem: z.enum(TEMPLATE_PROBLEMS), value: z.string() })),
        form: FormView.nullable(),
        sample: z.object({ sha256: Sha256, size: z.number().int() }).nullable(),
      }),
    )
    .errors(FileRefusals),
  /** Puts the form of a file in force from its own day on. */
  give: command('office:administer')
    .input(commandInput({ sha256: Sha256, fileName: nameOfThing(200) }))
    .output(z.object({ number: z.number().int(), formId: z.string(), from: PlainDateText }))
    .errors({
      ...FileRefusals,
      TEMPLATE_PROBLEMS: { status: 422, data: z.object({ count: z.number().int() }) },
    }),
  /** Puts a form that is known in force from a day on. */
  use: command('office:administer')
    .input(commandInput({ formId: z.string().max(200), from: PlainDateText }))
    .output(z.object({ number: z.number().int() }))
    .errors({
      FORM_UNKNOWN: { status: 404, data: z.object({ formId: z.string() }) },
      FORM_TOO_EARLY: { status: 422, data: z.object({ earliest: PlainDateText }) },
    }),
  /** A form as the file of a template, to be changed and given back. */
  template: command('office:administer')
    .input(commandInput({ formId: z.string().max(200) }))
    .output(z.object({ sha256: Sha256, size: z.number().int() }))
    .errors({ FORM_UNKNOWN: { status: 404, data: z.object({ formId: z.string() }) } }),
};
