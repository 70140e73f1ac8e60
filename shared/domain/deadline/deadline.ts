import type { Instant } from '../../types/clock.ts';
import { ok, type Result, refuse } from '../../types/result.ts';
import {
  CalendarWalk,
  clockMinutesAfter,
  type DeadlineRefusal,
  type DeadlineStep,
  instantOf,
  type Moment,
  momentOf,
  plus,
  Unreckonable,
  zonedText,
} from './calendar-walk.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** The version of this arithmetic; a dossier records the one that reckoned its appointment. */
export const DEADLINE_ENGINE = 1;

/** When a result is due, and why. Zoned texts are minutes in the office's zone: `2026-11-25T17:00:00+07:00[Asia/Ho_Chi_Minh]`. */
export interface Deadline {
  engine: typeof DEADLINE_ENGINE;
  startsAt: string;
  due: string;
  dueAt: Instant;
  explanation: DeadlineStep[];
}

/**
 * The appointment for a dossier received complete at an instant (Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP), to the minute; seconds are
 * dropped, as on the slip.
 * - Reception outside the opening times counts from the next moment of work.
 * - A working day is a whole day of work: the result is due so many working days later at the same time of day.
 * - Working hours run through the opening times; hours that end at closing are due at closing.
 * - Calendar days do not count the day of reception and end at closing of the last day, or of the next working day when that is a rest day
 *   (Điều 147, 148 Bộ luật Dân sự 2015).
 * - A same-day result is due at closing.
 * Days of a year whose table is not announced are refused, never guessed.
 */
export function computeDeadline(
  received: Instant,
  limit: ProcessingLimit,
  calendar: WorkingCalendar,
): Result<Deadline, DeadlineRefusal> {
  if (limit.value === null) return refuse('LIMIT_NOT_SET', { unit: limit.unit });
  const { value } = limit;
  return answered(calendar, (walk) => reckon(walk, momentOf(received), { ...limit, value }));
}

/** Runs one reckoning over a calendar and puts its moments, or why there are none, into an answer. */
export function answered(
  calendar: WorkingCalendar,
  work: (walk: CalendarWalk) => { start: Moment; due: Moment },
): Result<Deadline, DeadlineRefusal> {
  const walk = new CalendarWalk(calendar);
  try {
    const { start, due } = work(walk);
    return ok({
      engine: DEADLINE_ENGINE,
      startsAt: zonedText(start),
      due: zonedText(due),
      dueAt: instantOf(due),
      explanation: walk.steps,
    });
  } catch (error) {
    if (error instanceof Unreckonable) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function reckon(
  walk: CalendarWalk,
  arrival: Moment,
  { unit, value, after15h }: ProcessingLimit & { value: number },
) {
  if (unit === 'hour') {
    walk.note({ kind: 'clock-hours', date: arrival.day, hours: value });
    return { start: arrival, due: clockMinutesAfter(arrival, value * 60) };
  }
  const cutOff = unit === 'same-day-15h' || after15h !== undefined;
  const start = cutOff ? walk.startBefore15h(arrival) : walk.start(arrival);
  return { start, due: reckonFrom(walk, start, unit, value) };
}

/** The moment at which a limit that starts at a moment of work ends. */
export function reckonFrom(
  walk: CalendarWalk,
  start: Moment,
  unit: Exclude<ProcessingLimit['unit'], 'hour'>,
  value: number,
): Moment {
  switch (unit) {
    case 'same-day-15h':
      return { day: start.day, minute: walk.closing(start.day) };
    case 'working-hour':
      return walk.workingMinutesAfter(start, value * 60);
    case 'working-day': {
      let day = start.day;
      for (let counted = 0; counted < value; counted += 1) day = walk.nextWorkingDay(day);
      return walk.insideOpening({ day, minute: start.minute });
    }
    case 'day':
      return walk.closingOffRestDay(plus(start.day, value));
  }
}
