import type { Instant } from '../../types/clock.ts';
import type { Result } from '../../types/result.ts';
import {
  CalendarWalk,
  clock,
  clockMinutesAfter,
  clockMinutesBetween,
  type DeadlineRefusal,
  daysBetween,
  isAfter,
  type Moment,
  momentOf,
  momentOfZoned,
  plus,
} from './calendar-walk.ts';
import { answered, type Deadline } from './deadline.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** A pause between two moments of the office's day, and the appointment that ran when it began. */
interface Paused {
  from: Moment;
  to: Moment;
  due: Moment;
}

/**
 * The appointment after a pause: what was left of the limit when the pause began runs on from the moment of resumption. The time in which the
 * office waits for a supplement, for a financial duty or by a lawful stop is no part of the limit (Điều 17, 21 Nghị định 118/2025/NĐ-CP;
 * indicator 2.1 of Quyết định 766/QĐ-TTg takes it out as well).
 * - `working-day`, `working-hour`, `same-day-15h`: the minutes of work that were left. A remainder of working days that ends with a closing is
 *   due at the next opening, as working days are counted, unless the old appointment stood at a closing; the 15:00 rule is about receptions
 *   and does not come up again.
 * - `day`: the calendar days that were left, counted to the printed day; the last ends at closing and moves off a rest day (Điều 147, 148 Bộ
 *   luật Dân sự 2015).
 * - `hour`: the minutes of the clock that were left, from the resumption itself.
 * A pause or a resumption outside the opening times counts from the next moment of work; a pause shorter than a minute changes nothing.
 *
 * A limit that has ended can no longer be suspended: when the pause begins after the appointment, the appointment stays as printed and the
 * dossier stays late. Only a re-appointment (Mẫu 04) gives another date; how late the dossier is, with the pause taken out, says `lateness`.
 */
export function resumeDeadline(
  running: { due: string; unit: ProcessingLimit['unit'] },
  pause: { from: Instant; to: Instant },
  calendar: WorkingCalendar,
): Result<Deadline, DeadlineRefusal> {
  const paused = { from: momentOf(pause.from), to: momentOf(pause.to), due: momentOfZoned(running.due) };
  if (isAfter(paused.from, paused.to)) throw new Error('a pause that ends before it begins');
  return answered(calendar, (walk) => {
    if (isAfter(paused.from, paused.due)) return alreadyLate(walk, paused);
    switch (running.unit) {
      case 'hour':
        return resumeClock(walk, paused);
      case 'day':
        return resumeDays(walk, paused, calendar);
      default:
        return resumeWork(walk, paused, { unit: running.unit, calendar });
    }
  });
}

function alreadyLate(walk: CalendarWalk, { from, to, due }: Paused) {
  walk.note({ kind: 'paused-late', date: due.day, to: from.day });
  return { start: to, due };
}

function resumeClock(walk: CalendarWalk, { from, to, due }: Paused) {
  const left = clockMinutesBetween(from, due);
  walk.note({ kind: 'paused-clock', date: from.day, to: to.day, ...hoursAndMinutes(left) });
  return { start: to, due: clockMinutesAfter(to, left) };
}

function resumeDays(walk: CalendarWalk, { from, to, due }: Paused, calendar: WorkingCalendar) {
  const before = new CalendarWalk(calendar).nextWork(from);
  const days = Math.max(0, daysBetween(before.day, due.day));
  walk.note({ kind: 'paused-days', date: from.day, to: to.day, days });
  const start = startAgain(walk, to, calendar);
  return { start, due: walk.closingOffRestDay(plus(start.day, days)) };
}

function resumeWork(
  walk: CalendarWalk,
  { from, to, due }: Paused,
  { unit, calendar }: { unit: ProcessingLimit['unit']; calendar: WorkingCalendar },
) {
  // The days before the pause were explained when the old appointment was given: they are walked without a word.
  const before = new CalendarWalk(calendar);
  const left = before.workingMinutesBetween(from, due);
  walk.note({ kind: 'paused-work', date: from.day, to: to.day, ...hoursAndMinutes(left) });
  const start = startAgain(walk, to, calendar);
  const end = walk.workingMinutesAfter(start, left, 'untold');
  return { start, due: unit === 'working-day' && !before.closesAt(due) ? walk.opensAfter(end) : end };
}

function startAgain(walk: CalendarWalk, to: Moment, calendar: WorkingCalendar): Moment {
  const start = new CalendarWalk(calendar).nextWork(to);
  if (isAfter(start, to))
    walk.note({ kind: 'resumed-out-of-hours', date: to.day, to: start.day, time: clock(start.minute) });
  return walk.nextWork(to);
}

function hoursAndMinutes(minutes: number): { hours: number; minutes: number } {
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
