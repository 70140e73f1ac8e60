import * as z from 'zod';
import { InstantText, PlainDateText } from '../types/text.ts';
import { query, queryInput } from './procedure.ts';

/** The work lists of the Today screen. */
const WORK_LISTS = [
  'mine',
  'unassigned',
  'promises',
  'online',
  'due-today',
  'overdue',
  'due-soon',
  'asked',
  'to-call',
  'to-return',
  'unacknowledged',
  'to-sign',
  'to-seal',
  'to-transfer',
  'awaited',
  'codeless',
  'to-verify',
  'originals',
  'differences',
  'unsent',
] as const;

/** What waits for the caller; counts are derived from the records at the moment of the question. */
export const today = {
  get: query('today:see')
    .input(queryInput({}))
    .output(
      z.object({
        date: PlainDateText,
        now: InstantText,
        lists: z.array(
          z.object({
            list: z.enum(WORK_LISTS),
            count: z.number().int().nonnegative(),
            oldestAt: InstantText.nullable(),
          }),
        ),
      }),
    ),
};
