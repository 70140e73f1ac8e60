import * as z from 'zod';
import { DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { Sha256 } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { RowProblemView, TablesRefusals } from './tables.ts';

/** A dossier of a file as it would be taken over. `standing`: new, taken over before, or taken over before with other words. */
const DossierOfFile = z.object({
  row: z.number().int(),
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  state: z.enum(DOSSIER_STATES),
  receivedAt: InstantText,
  dueAt: InstantText,
  standing: z.enum(['new', 'there', 'there-otherwise']),
});

/** A file of dossiers that was taken. */
const DossierImportView = z.object({
  number: z.number().int(),
  source: z.string(),
  fileName: z.string(),
  sha256: Sha256,
  dossiers: z.number().int(),
  takenAt: InstantText,
  takenBy: z.string(),
});

const SeriesOfNumbers = z.object({
  seriesId: z.string(),
  kind: z.enum(['dossier-code', 'certification-book']),
  symbol: z.string(),
  period: z.string(),
  first: z.number().int(),
  last: z.number().int().nullable(),
  /** The number that would be given next, and the lowest that may be stated. */
  next: z.number().int(),
  lowest: z.number().int(),
  openedOn: PlainDateText,
  start: z.object({ reason: z.string(), setAt: InstantText, setBy: z.string() }).nullable(),
});

/** Going over from another system or from paper: open dossiers with their own codes and dates, and where numbers and books go on. */
export const goingLive = {
  preview: query('office:administer')
    .input(queryInput({ sha256: Sha256, source: oneLine(200) }))
    .output(
      z.object({
        problems: z.array(RowProblemView),
        /** The number that the import would have now. */
        number: z.number().int(),
        dossiers: z.array(DossierOfFile),
      }),
    )
    .errors(TablesRefusals),
  take: command('office:administer')
    .input(
      commandInput({
        sha256: Sha256,
        fileName: oneLine(200),
        source: oneLine(200),
        number: z.number().int(),
      }),
    )
    .output(z.object({ number: z.number().int(), taken: z.number().int(), packetSeq: z.number().int() }))
    .errors({
      ...TablesRefusals,
      TABLE_PROBLEMS: { status: 422, data: z.object({ count: z.number().int() }) },
      IMPORT_MOVED_ON: { status: 409, data: z.object({}) },
      NOTHING_NEW: { status: 409, data: z.object({ there: z.number().int() }) },
    }),
  imports: query('office:administer')
    .input(queryInput({}))
    .output(z.object({ imports: z.array(DossierImportView) })),
  template: command('office:administer')
    .input(commandInput({}))
    .output(z.object({ sha256: Sha256, size: z.number().int() }))
    .errors({ TABLES_NOT_READ: TablesRefusals.TABLES_NOT_READ }),
  numbers: query('office:administer')
    .input(queryInput({}))
    .output(z.object({ today: PlainDateText, series: z.array(SeriesOfNumbers) })),
  startNumbers: command('office:administer')
    .input(
      commandInput({
        seriesId: z.uuid(),
        next: z.int().min(1).max(9_999_999),
        openedOn: PlainDateText,
        reason: oneLine(500, 5),
      }),
    )
    .output(z.object({ next: z.number().int(), packetSeq: z.number().int() }))
    .errors({
      SERIES_UNKNOWN: { status: 404, data: z.object({ seriesId: z.string() }) },
      NUMBERS_STARTED_BEFORE: { status: 409, data: z.object({ setAt: InstantText }) },
      NUMBER_USED: { status: 422, data: z.object({ lowest: z.number().int() }) },
      NUMBER_OUT_OF_RANGE: {
        status: 422,
        data: z.object({ first: z.number().int(), last: z.number().int() }),
      },
      OPENING_DAY_OUT: { status: 422, data: z.object({ from: PlainDateText, to: PlainDateText }) },
    }),
};
export type SeriesOfNumbers = z.infer<typeof SeriesOfNumbers>;
