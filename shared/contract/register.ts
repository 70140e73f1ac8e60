import * as z from 'zod';
import { InstantText, PlainDateText } from '../types/text.ts';
import { DrawnFile } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** Days of reception, both included, and a field of work; null: all fields. */
const Span = {
  from: PlainDateText,
  to: PlainDateText,
  field: z.string().min(1).max(200).nullable(),
};

/** The book of dossiers (sổ theo dõi hồ sơ): Mẫu số 07 Thông tư 03/2025/TT-VPCP, or the form in force on the last day. */
export const register = {
  /** How many dossiers it would hold, of how many at most; the fields for which it can be kept. */
  look: query('dossier:export')
    .input(queryInput(Span))
    .output(z.object({ rows: z.int(), most: z.int(), fields: z.array(z.string()) })),
  /**
   * Draws the book into a file that is kept for a day, and for good once it was printed. The caller makes the id, by which the pushed progress is
   * known and the drawing stopped (`lists.cancelExport`). Nothing is left of one that was stopped or failed.
   */
  draw: command('dossier:export')
    .input(
      commandInput({ exportId: z.uuid(), ...Span, paper: z.enum(['A4', 'A3']) }).refine(
        ({ from, to }) => from <= to,
        { path: ['to'], params: { code: 'before_first_day' } },
      ),
    )
    .output(
      DrawnFile.extend({
        rows: z.int(),
        pages: z.int(),
        fileName: z.string(),
        keepUntil: InstantText,
      }),
    )
    .errors({
      EXPORT_RUNNING: { status: 409, data: none },
      EXPORT_CANCELLED: { status: 409, data: none },
      NOTHING_TO_EXPORT: { status: 409, data: none },
      REGISTER_TOO_LONG: { status: 422, data: z.object({ rows: z.int(), most: z.int() }) },
      PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) },
    }),
};
