import * as z from 'zod';
import { DossierId } from '../types/ids.ts';
import { InstantText } from '../types/text.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** As many results as one list takes: what one person carries. */
export const MOST_LISTED = 200;

/** A result that waits to be returned. */
const WaitingResult = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  description: z.string(),
  ownerName: z.string(),
  recordedAt: InstantText,
  /** Who recorded it: a person here, or the agency of which the province told. */
  recordedBy: z.string(),
  byPost: z.boolean(),
  /** When it last stood on a printed list; null: on none yet. */
  listedAt: InstantText.nullable(),
});
export type WaitingResult = z.infer<typeof WaitingResult>;

/** Results on their way from those who made them to the counter that returns them (phiếu bàn giao kết quả). */
export const results = {
  /** Results in and not returned, those on no list first, the newest first; at most 500. */
  waiting: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ results: z.array(WaitingResult) })),
  /** Draws the list of some of them in two copies and keeps it with each dossier. */
  drawList: command('dossier:process')
    .input(commandInput({ dossierIds: z.array(DossierId).min(1).max(MOST_LISTED) }))
    .output(DrawnPaper)
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_VOIDED: { status: 409, data: z.object({}) },
      NO_RESULT_WAITS: { status: 409, data: z.object({ codes: z.array(z.string()) }) },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
};
