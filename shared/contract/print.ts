import * as z from 'zod';
import { PAPER_SIZES } from '../domain/print/paper-size.ts';
import { PrintChoice, PrinterRef } from '../domain/print/print-choice.ts';
import { PRINT_STATES, PRINT_TROUBLES } from '../domain/print/print-outcome.ts';
import { DeviceId, Sha256 } from '../types/ids.ts';
import { InstantText, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput, resumableCommand } from './procedure.ts';

const none = z.object({});
const PaperSize = z.enum(PAPER_SIZES);

/** One act of printing as people follow it. */
export const PrintView = z.object({
  runId: z.uuid(),
  formId: z.string(),
  /** The title of its form, as it is printed. */
  title: z.string(),
  /** The sheet it was drawn for; null for several that differ. */
  paper: PaperSize.nullable(),
  /** Exactly what was sent, or is to be shown. */
  sha256: Sha256,
  route: z.enum(['printer', 'viewer']),
  deviceId: DeviceId,
  printer: z.string(),
  copies: z.number().int(),
  /** The how manieth print of its papers: 1 the first, 2 the first reprint. */
  number: z.number().int(),
  papers: z.number().int(),
  dossierCode: z.string().nullable(),
  /** Of the visit whose paper it is, where there is no dossier. */
  guidanceReference: z.string().nullable(),
  state: z.enum(PRINT_STATES),
  trouble: z.enum(PRINT_TROUBLES).nullable(),
  mayHavePrinted: z.boolean(),
  askedAt: InstantText,
  byName: z.string(),
  endedAt: InstantText.nullable(),
});
export type PrintView = z.infer<typeof PrintView>;

/** A printer that a desk lends, as it stands now. */
export const PrinterView = PrinterRef.extend({
  name: z.string(),
  deviceName: z.string(),
  papers: z.array(PaperSize),
  trays: z.array(z.string()),
  duplex: z.boolean(),
  ready: z.boolean(),
});
export type PrinterView = z.infer<typeof PrinterView>;

const Target = z.discriminatedUnion('route', [
  /** As an administrator chose for this kind of paper. */
  z.strictObject({ route: z.literal('chosen') }),
  z.strictObject({ route: z.literal('viewer') }),
  z.strictObject({
    route: z.literal('printer'),
    printer: PrinterRef,
    /** A larger sheet on which the paper is printed unscaled; null: its own. */
    onto: PaperSize.nullable(),
  }),
]);

const PaperUnknown = { PAPER_UNKNOWN: { status: 404, data: z.object({ paperId: z.string() }) } } as const;
const PrintUnknown = { PRINT_UNKNOWN: { status: 404, data: none } } as const;
const NotReadied = { PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) } } as const;

/** Printing papers and following what became of it; who chose which printer for which paper. */
export const print = {
  /**
   * Prints papers that are kept with dossiers, in their order as one file. What stands between them and the printer (gone, wrong sheet, not
   * accepting) ends the print before anything was sent and is told by its state; the papers stay.
   */
  papers: resumableCommand('dossier:see')
    .input(commandInput({ paperIds: z.array(z.uuid()).min(1).max(500), to: Target }))
    .output(PrintView)
    .errors({ ...PaperUnknown, ...NotReadied }),
  /** The same for a notice to be posted, which belongs to no dossier. */
  notice: resumableCommand('catalogue:see')
    .input(commandInput({ sha256: Sha256, to: Target }))
    .output(PrintView)
    .errors({ ...PaperUnknown, ...NotReadied }),
  /** The same for a book of dossiers, which belongs to many. */
  register: resumableCommand('dossier:export')
    .input(commandInput({ exportId: z.uuid(), to: Target }))
    .output(PrintView)
    .errors({ ...PaperUnknown, ...NotReadied }),
  /** The same for the paper of a visit that ended with guidance. */
  guidance: resumableCommand('dossier:see')
    .input(commandInput({ visitId: z.uuid(), to: Target }))
    .output(PrintView)
    .errors({ ...PaperUnknown, ...NotReadied }),
  /** A trial sheet of the statement of paper copies, with lines to measure where the chosen printer puts it. */
  trial: resumableCommand('certify:compare')
    .input(commandInput({}))
    .output(PrintView)
    .errors({ ...PaperUnknown, ...NotReadied }),
  /** The same papers to another printer, or once more: an earlier print that is still under way is given up first. */
  again: resumableCommand('dossier:see')
    .input(commandInput({ runId: z.uuid(), to: Target }))
    .output(PrintView)
    .errors({ ...PrintUnknown, ...PaperUnknown, ...NotReadied }),
  /** Gives a print up; for one in the system's print window a person says so that nothing came out. */
  cancel: command('dossier:see')
    .input(commandInput({ runId: z.uuid() }))
    .output(PrintView)
    .errors({
      ...PrintUnknown,
      PRINT_OVER: { status: 409, data: none },
      PRINT_NOT_CANCELLED: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** Somebody knows of a print that did not come out: it is no longer told. */
  see: command('dossier:see')
    .input(commandInput({ runId: z.uuid() }))
    .output(none)
    .errors(PrintUnknown),
  /** The caller's prints that are under way, came out a moment ago, or did not come out. */
  mine: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ prints: z.array(PrintView) })),
  get: query('dossier:see')
    .input(queryInput({ runId: z.uuid() }))
    .output(PrintView)
    .errors(PrintUnknown),
  /** The log of a day, newest first. */
  log: query('dossier:see')
    .input(queryInput({ day: PlainDateText }))
    .output(z.object({ prints: z.array(PrintView), more: z.boolean() })),
  /** Every printer of every desk that answers; `complete` is false while a desk's print system does not answer. */
  printers: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ printers: z.array(PrinterView), complete: z.boolean() })),
  choices: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ kinds: z.array(PrintChoice.extend({ papers: z.array(PaperSize) })) })),
  choose: command('device:administer')
    .input(commandInput({ choice: PrintChoice }))
    .output(none),
};
