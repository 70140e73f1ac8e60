import type { Instant } from '../../types/clock.ts';
import { type Refusal, type Result, refuse } from '../../types/result.ts';
import {
  clockMinutesAfter,
  type DeadlineRefusal,
  isAfter,
  momentOf,
  momentOfZoned,
} from './calendar-walk.ts';
import { answered, type Deadline, reckonFrom } from './deadline.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** A ground of the catalogue that makes a limit longer; `article` names it and is what counts as the same ground. */
export interface ExtensionGround {
  article: string;
  value: number;
  unit: Exclude<ProcessingLimit['unit'], 'same-day-15h'>;
  decidedAt: Instant;
}

/**
 * The appointment made longer by a ground that the law names, for example up to three working days when another commune has to verify: so
 * much is counted on from the old appointment, as from a reception at that moment. Each ground counts once for a dossier. A limit that has
 * ended cannot be extended, so that late time never disappears; then only a re-appointment gives another date.
 */
export function extendDeadline(
  running: { due: string; extendedBy: readonly string[] },
  { article, value, unit, decidedAt }: ExtensionGround,
  calendar: WorkingCalendar,
): Result<
  Deadline,
  | DeadlineRefusal
  | Refusal<'EXTENDED_ALREADY', { article: string }>
  | Refusal<'EXTENSION_AFTER_DUE', { due: string }>
> {
  if (running.extendedBy.includes(article)) return refuse('EXTENDED_ALREADY', { article });
  const old = momentOfZoned(running.due);
  if (isAfter(momentOf(decidedAt), old)) return refuse('EXTENSION_AFTER_DUE', { due: running.due });
  return answered(calendar, (walk) => {
    const start = unit === 'working-hour' ? walk.nextWork(old) : old;
    const due = unit === 'hour' ? clockMinutesAfter(start, value * 60) : reckonFrom(walk, start, unit, value);
    walk.note({ kind: 'extended', date: old.day, to: due.day, article });
    return { start, due };
  });
}
