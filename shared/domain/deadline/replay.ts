import type { Instant } from '../../types/clock.ts';
import { ok, type Result } from '../../types/result.ts';
import { type DeadlineRefusal, momentOfZoned } from './calendar-walk.ts';
import { answered, computeDeadline, type Deadline } from './deadline.ts';
import { extendDeadline } from './extend-deadline.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import { resumeDeadline } from './resume-deadline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What moved an appointment after the reception, in the order of `at`. */
export type AppointmentChange =
  | { kind: 'pause'; at: Instant; from: Instant }
  | {
      kind: 'extension';
      at: Instant;
      article: string;
      value: number;
      unit: Exclude<ProcessingLimit['unit'], 'same-day-15h'>;
    }
  /** A person chose it: no calendar moves it. */
  | { kind: 'reappointment'; at: Instant; due: string };

/**
 * Every appointment of a dossier again, the first and that of each change, each by the calendar that `calendarAt` names for its moment. With the
 * calendar of that time it gives what was printed; with today's it gives what would be printed.
 */
export function replayAppointment(
  { received, limit }: { received: Instant; limit: ProcessingLimit },
  changes: readonly AppointmentChange[],
  calendarAt: (at: Instant) => WorkingCalendar,
): Result<[Deadline, ...Deadline[]], DeadlineRefusal> {
  const first = computeDeadline(received, limit, calendarAt(received));
  if (!first.ok) return first;
  const all: [Deadline, ...Deadline[]] = [first.value];
  for (const change of changes) {
    const next = changed(all.at(-1)?.due ?? first.value.due, limit, change, calendarAt(change.at));
    if (!next.ok) return next;
    all.push(next.value);
  }
  return ok(all);
}

function changed(
  due: string,
  { unit }: ProcessingLimit,
  change: AppointmentChange,
  calendar: WorkingCalendar,
): Result<Deadline, DeadlineRefusal> {
  switch (change.kind) {
    case 'pause':
      return resumeDeadline({ due, unit }, { from: change.from, to: change.at }, calendar);
    case 'extension': {
      const moved = extendDeadline({ due, extendedBy: [] }, { ...change, decidedAt: change.at }, calendar);
      // A shorter calendar may end the limit before its extension was decided: then it would not have been one.
      if (moved.ok || isDeadlineRefusal(moved.refusal)) return moved as Result<Deadline, DeadlineRefusal>;
      return keepAt(due, calendar);
    }
    case 'reappointment':
      return keepAt(change.due, calendar);
  }
}

function keepAt(due: string, calendar: WorkingCalendar): Result<Deadline, DeadlineRefusal> {
  return answered(calendar, () => ({ start: momentOfZoned(due), due: momentOfZoned(due) }));
}

function isDeadlineRefusal({ code }: { code: string }): boolean {
  return code !== 'EXTENDED_ALREADY' && code !== 'EXTENSION_AFTER_DUE';
}
