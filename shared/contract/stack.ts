import * as z from 'zod';
import { DossierId } from '../types/ids.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput } from './procedure.ts';

const none = z.object({});

/** A whole dossier, or several, through the feeder at once: sheets between the components say where the pages go. */
export const stack = {
  /** Draws a separator for each component whose pages are still to come. */
  drawSeparators: command('dossier:receive')
    .input(commandInput({ dossierId: DossierId, paper: z.enum(['A5', 'A4']) }))
    .output(DrawnPaper.extend({ sheets: z.int().positive() }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      NOTHING_TO_SCAN: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
};
