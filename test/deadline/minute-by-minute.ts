import type { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import type { WorkingCalendar } from '../../shared/domain/deadline/working-calendar.ts';

const MINUTE_MS = 60_000;
const DAY = 1440;
const OFFICE_OFFSET = 7 * 60;
const AFTER_15H = 15 * 60;

/** A minute of the office's time: minutes since 1970 in UTC+7. */
export type Minute = number;

/** The minute of an instant or of a zoned text's instant. */
export function minuteAt(instant: string): Minute {
  return Math.floor(Date.parse(instant) / MINUTE_MS) + OFFICE_OFFSET;
}

/** The instant at which a minute begins. */
export function instantOf(minute: Minute): string {
  return new Date((minute - OFFICE_OFFSET) * MINUTE_MS).toISOString();
}

/** Thrown where the engine refuses; the message is the refusal's code. */
export class NotReckonable extends Error {}

/**
 * A second reckoning of appointments that shares nothing with the engine: it knows of every single minute whether the office works in it, and
 * walks minute after minute. Slow, and short enough to be checked by reading.
 */
export function minuteByMinute(calendar: WorkingCalendar) {
  const days = new Map<number, Uint8Array>();

  function works(minute: Minute): boolean {
    const day = dayOf(minute);
    let minutes = days.get(day);
    if (minutes === undefined) {
      minutes = minutesOf(calendar, new Date(day * DAY * MINUTE_MS).toISOString().slice(0, 10));
      days.set(day, minutes);
    }
    return minutes[minute - day * DAY] === 1;
  }

  function firstWorking(from: Minute): Minute {
    let minute = from;
    while (!works(minute)) minute += 1;
    return minute;
  }

  /** The end of the `count`-th working minute from a minute on. */
  function endOfWorking(from: Minute, count: number): Minute {
    let left = count;
    let minute = from;
    for (; left > 0; minute += 1) if (works(minute)) left -= 1;
    return minute;
  }

  function countWorking(from: Minute, to: Minute): number {
    let count = 0;
    for (let minute = from; minute < to; minute += 1) if (works(minute)) count += 1;
    return count;
  }

  /** The end of the last working minute of the first day that is worked from this one on. */
  function closing(day: number): Minute {
    const first = firstWorking(day * DAY);
    let last = first;
    for (let minute = first; dayOf(minute) === dayOf(first); minute += 1) if (works(minute)) last = minute;
    return last + 1;
  }

  function sameTimeWorkingDaysLater(start: Minute, count: number): Minute {
    let minute = start;
    for (let day = 0; day < count; day += 1) minute = firstWorking((dayOf(minute) + 1) * DAY);
    const day = dayOf(minute);
    const end = closing(day);
    for (let at = day * DAY + (start % DAY); at < end; at += 1) if (works(at)) return at;
    return end;
  }

  return {
    due(received: Minute, { unit, value, after15h }: ProcessingLimit & { value: number }): Minute {
      if (unit === 'hour') return received + value * 60;
      let start = firstWorking(received);
      const cutOff = unit === 'same-day-15h' || after15h !== undefined;
      if (cutOff && dayOf(start) === dayOf(received) && received % DAY > AFTER_15H)
        start = firstWorking((dayOf(received) + 1) * DAY);
      if (unit === 'same-day-15h') return closing(dayOf(start));
      if (unit === 'working-hour') return endOfWorking(start, value * 60);
      if (unit === 'day') return closing(dayOf(start) + value);
      return sameTimeWorkingDaysLater(start, value);
    },

    resumed(due: Minute, unit: ProcessingLimit['unit'], pause: { from: Minute; to: Minute }): Minute {
      if (pause.from > due) return due;
      if (unit === 'hour') return pause.to + due - pause.from;
      if (unit === 'day') {
        const left = Math.max(0, dayOf(due) - dayOf(firstWorking(pause.from)));
        return closing(dayOf(firstWorking(pause.to)) + left);
      }
      const left = countWorking(pause.from, due);
      const atClosing = !works(due) && works(due - 1);
      const end = endOfWorking(firstWorking(pause.to), left);
      return unit === 'working-day' && !atClosing ? firstWorking(end) : end;
    },
  };
}

function dayOf(minute: Minute): number {
  return Math.floor(minute / DAY);
}

function minutesOf({ holidays, officeHours }: WorkingCalendar, day: string): Uint8Array {
  const minutes = new Uint8Array(DAY);
  if (!holidays.years.some(({ year }) => day.startsWith(`${year}-`)))
    throw new NotReckonable('CALENDAR_NOT_ANNOUNCED');
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const special = holidays.days.find(({ date }) => date === day);
  if (special === undefined ? weekend : special.kind !== 'working-weekend') return minutes;
  const hours = officeHours.filter(({ from, to }) => from <= day && (to === null || to >= day)).at(-1);
  if (hours === undefined) throw new NotReckonable('OFFICE_HOURS_NOT_SET');
  for (const { opens, closes } of hours.windows) minutes.fill(1, ofDay(opens), ofDay(closes));
  return minutes;
}

function ofDay(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
