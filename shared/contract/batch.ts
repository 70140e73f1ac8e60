import * as z from 'zod';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine } from '../types/text.ts';
import { ProcedureRefusals } from './catalogue.ts';
import { ReceiptRefusals } from './dossier.ts';
import { command, commandInput, query, queryInput, resumableCommand } from './procedure.ts';
import { RowProblemView, TablesRefusals } from './tables.ts';

/** A row that can be received. `there`: the same row was received before, under `code`. */
const RowOfBatch = z.object({
  row: z.number().int(),
  ownerName: z.string(),
  ownerNumber: z.string().nullable(),
  standing: z.enum(['new', 'there']),
  code: z.string().nullable(),
  check: z.enum(['none', 'paper']),
});

/** A list whose rows were or are being received. */
const BatchView = z.object({
  number: z.number().int(),
  /** Who brought it. */
  source: z.string(),
  fileName: z.string(),
  sha256: Sha256,
  dossiers: z.number().int(),
  takenAt: InstantText,
  takenBy: z.string(),
});

const BatchUnknown = {
  BATCH_UNKNOWN: { status: 404, data: z.object({ number: z.number().int() }) },
} as const;

const FileOfTables = z.object({ sha256: Sha256, size: z.number().int() });
/** Rows that one call receives at most: after each call the clerk may stop. */
const MOST_AT_ONCE = 20;

/** New dossiers of one procedure from a list: each row is received as at the window, once, however often the list comes. */
export const batch = {
  /** The empty workbook of a case, with a column for each of its papers and fees. */
  template: command('dossier:receive')
    .input(commandInput({ procedureCode: z.string().max(60), caseId: z.string().max(60) }))
    .output(FileOfTables)
    .errors({
      ...ProcedureRefusals,
      CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
      BATCH_NOT_FIT: { status: 409, data: z.object({ name: z.string() }) },
      TABLES_NOT_READ: TablesRefusals.TABLES_NOT_READ,
    }),
  preview: query('dossier:receive')
    .input(queryInput({ sha256: Sha256 }))
    .output(
      z.object({
        problems: z.array(RowProblemView),
        /** Rows of the file with something to put right. */
        wrong: z.number().int(),
        procedureName: z.string(),
        caseName: z.string(),
        rows: z.array(RowOfBatch),
        /** The number of the list when it was begun before. */
        number: z.number().int().nullable(),
      }),
    )
    .errors(TablesRefusals),
  /** The rows that are wrong as a workbook, with what to do in a column of its own. */
  wrongRows: command('dossier:receive')
    .input(commandInput({ sha256: Sha256 }))
    .output(FileOfTables)
    .errors({ ...TablesRefusals, NO_WRONG_ROWS: { status: 409, data: z.object({}) } }),
  /** Gives a list its number; the same file keeps the one it has. */
  open: command('dossier:receive')
    .input(commandInput({ sha256: Sha256, fileName: nameOfThing(200), source: oneLine(200) }))
    .output(z.object({ number: z.number().int() }))
    .errors({
      ...TablesRefusals,
      NOTHING_NEW: { status: 409, data: z.object({ there: z.number().int() }) },
    }),
  /** Receives the next rows of a list, each in a transaction of its own. */
  receive: resumableCommand('dossier:receive')
    .input(commandInput({ number: z.int().min(1), most: z.int().min(1).max(MOST_AT_ONCE) }))
    .output(z.object({ received: z.number().int(), remaining: z.number().int() }))
    .errors({ ...TablesRefusals, ...ReceiptRefusals, ...BatchUnknown }),
  list: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ batches: z.array(BatchView) })),
  /** The dossiers of a list in the order of its rows, with the newest slip of each. */
  get: query('dossier:see')
    .input(queryInput({ number: z.int().min(1) }))
    .output(
      BatchView.extend({
        received: z.array(
          z.object({
            row: z.number().int(),
            dossierId: DossierId,
            code: z.string(),
            ownerName: z.string(),
            dueAt: InstantText,
            voided: z.boolean(),
            slip: z.object({ paperId: z.uuid(), sha256: Sha256, printed: z.number().int() }).nullable(),
          }),
        ),
      }),
    )
    .errors(BatchUnknown),
  /** The newest slips of a list as one file to print; dossiers that have none are left out. */
  joinSlips: command('dossier:receive')
    .input(commandInput({ number: z.int().min(1) }))
    .output(FileOfTables.extend({ slips: z.number().int() }))
    .errors({
      ...BatchUnknown,
      NO_SLIPS: { status: 409, data: z.object({}) },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
};
