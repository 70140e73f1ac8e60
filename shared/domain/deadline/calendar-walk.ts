import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate } from '../../types/clock.ts';
import type { Refusal } from '../../types/result.ts';
import { OFFICE_ZONE } from '../time/office-time.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import { isWeekend, type WorkingCalendar, yearOf } from './working-calendar.ts';

/** After this time of day a same-day procedure is answered on the next working day (Điều 7 Nghị định 23/2015/NĐ-CP). */
const SAME_DAY_UNTIL = '15:00';

/**
 * Why the day or the hour is what it is, in the order in which it came up; `date` is the day that the step is about. `name` is the name of
 * the holiday or of the exchanged day as announced, null on an ordinary weekend.
 */
export type DeadlineStep =
  | { kind: 'received-before-opening'; date: PlainDate; time: string }
  | { kind: 'received-at-lunch'; date: PlainDate; time: string }
  | { kind: 'received-after-closing'; date: PlainDate }
  | { kind: 'received-on-rest-day'; date: PlainDate; name: string | null }
  | { kind: 'after-15h'; date: PlainDate }
  | { kind: 'lunch'; date: PlainDate }
  | { kind: 'skipped-weekend'; date: PlainDate }
  | { kind: 'skipped-holiday'; date: PlainDate; name: string }
  | { kind: 'compensatory'; date: PlainDate; name: string }
  | { kind: 'worked-weekend'; date: PlainDate; name: string }
  | { kind: 'moved-from-rest-day'; date: PlainDate; name: string | null; to: PlainDate }
  | { kind: 'clock-hours'; date: PlainDate; hours: number }
  | { kind: 'incomplete-calendar'; date: PlainDate; year: number }
  | { kind: 'paused-work'; date: PlainDate; to: PlainDate; hours: number; minutes: number }
  | { kind: 'paused-clock'; date: PlainDate; to: PlainDate; hours: number; minutes: number }
  | { kind: 'paused-days'; date: PlainDate; to: PlainDate; days: number }
  | { kind: 'paused-late'; date: PlainDate; to: PlainDate }
  | { kind: 'resumed-out-of-hours'; date: PlainDate; to: PlainDate; time: string }
  | { kind: 'extended'; date: PlainDate; to: PlainDate; article: string }
  | { kind: 'reappointed'; date: PlainDate; to: PlainDate };

/** Why no appointment can be given. */
export type DeadlineRefusal =
  | Refusal<'CALENDAR_NOT_ANNOUNCED', { year: number }>
  | Refusal<'OFFICE_HOURS_NOT_SET', { day: PlainDate }>
  | Refusal<'LIMIT_NOT_SET', { unit: ProcessingLimit['unit'] }>;

/** A moment of the office's day: minutes after midnight on a day. */
export interface Moment {
  day: PlainDate;
  minute: number;
}

/** Stops the arithmetic; caught by {@link answered} only. */
export class Unreckonable extends Error {
  readonly refusal: DeadlineRefusal;
  constructor(refusal: DeadlineRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

interface Window {
  opens: number;
  closes: number;
}

/** Walks over the days of a calendar and writes down every day that is not an ordinary one. */
export class CalendarWalk {
  readonly steps: DeadlineStep[] = [];
  readonly #calendar: WorkingCalendar;
  readonly #special: ReadonlyMap<PlainDate, WorkingCalendar['holidays']['days'][number]>;

  constructor(calendar: WorkingCalendar) {
    this.#calendar = calendar;
    this.#special = new Map(calendar.holidays.days.map((day) => [day.date, day]));
  }

  note(step: DeadlineStep): void {
    this.steps.push(step);
  }

  /** Whether the office works on a day; says so when it is a worked weekend day, and once that a year's table is incomplete. */
  isWorking(day: PlainDate): boolean {
    const kind = this.#kindOf(day);
    if (kind === 'working-weekend')
      this.note({ kind: 'worked-weekend', date: day, name: this.#special.get(day)?.name ?? '' });
    return kind === 'work' || kind === 'working-weekend';
  }

  /** The first working day after a day; every rest day jumped over is written down. */
  nextWorkingDay(after: PlainDate): PlainDate {
    for (let day = plus(after, 1); ; day = plus(day, 1)) {
      if (this.isWorking(day)) return day;
      this.#noteRest(day);
    }
  }

  /** The moment from which a dossier counts: the arrival, or the next moment of work. */
  start(arrival: Moment): Moment {
    if (!this.isWorking(arrival.day)) {
      this.note({ kind: 'received-on-rest-day', date: arrival.day, name: this.nameOf(arrival.day) });
      return this.#opening(this.nextWorkingDay(arrival.day));
    }
    const inside = this.insideOpening(arrival);
    if (inside.minute < arrival.minute || arrival.minute === this.closing(arrival.day)) {
      this.note({ kind: 'received-after-closing', date: arrival.day });
      return this.#opening(this.nextWorkingDay(arrival.day));
    }
    if (inside.minute > arrival.minute) {
      const early = inside.minute === this.#opening(arrival.day).minute;
      this.note({
        kind: early ? 'received-before-opening' : 'received-at-lunch',
        date: arrival.day,
        time: clock(inside.minute),
      });
    }
    return inside;
  }

  /** As {@link start}, but what arrives after 15:00 counts from the opening of the next working day. */
  startBefore15h(arrival: Moment): Moment {
    const start = this.start(arrival);
    if (start.day !== arrival.day || arrival.minute <= minuteOf(SAME_DAY_UNTIL)) return start;
    this.note({ kind: 'after-15h', date: arrival.day });
    return this.#opening(this.nextWorkingDay(arrival.day));
  }

  closing(day: PlainDate): number {
    const last = this.#windows(day).at(-1);
    if (last === undefined) throw new Error('an office without opening times');
    return last.closes;
  }

  /** The closing of a day, or of the next working day when the office rests on it (Điều 148 Bộ luật Dân sự 2015). */
  closingOffRestDay(last: PlainDate): Moment {
    const day = this.isWorking(last) ? last : this.nextWorkingDay(last);
    if (day !== last)
      this.note({ kind: 'moved-from-rest-day', date: last, name: this.nameOf(last), to: day });
    return { day, minute: this.closing(day) };
  }

  /** The same moment when the office is open, else the next opening of the day, else its closing. */
  insideOpening({ day, minute }: Moment): Moment {
    const window = this.#windows(day).find(({ closes }) => minute < closes);
    return { day, minute: window === undefined ? this.closing(day) : Math.max(minute, window.opens) };
  }

  /** The same moment while the office works, else the next moment of work; what is jumped over is written down. */
  nextWork(at: Moment): Moment {
    return this.isWorking(at.day) ? this.opensAfter(at) : this.#opening(this.nextWorkingDay(at.day));
  }

  /** As {@link nextWork}, for a moment of a day that is known to be a working day. */
  opensAfter(at: Moment): Moment {
    const inside = this.insideOpening(at);
    return at.minute < this.closing(at.day) ? inside : this.#opening(this.nextWorkingDay(at.day));
  }

  /** Whether a person can come to the counter at a moment; the minute of closing counts. */
  isOpen({ day, minute }: Moment): boolean {
    return (
      this.isWorking(day) &&
      this.#windows(day).some(({ opens, closes }) => opens <= minute && minute <= closes)
    );
  }

  /** Whether the office closes, for lunch or for the day, at this very minute. */
  closesAt({ day, minute }: Moment): boolean {
    return this.#windows(day).some(({ closes }) => closes === minute);
  }

  /** How many minutes of work lie between two moments; none when the second is not the later one. */
  workingMinutesBetween(from: Moment, to: Moment): number {
    let minutes = 0;
    for (let day = from.day; day <= to.day; day = plus(day, 1)) {
      if (!this.isWorking(day)) continue;
      for (const { opens, closes } of this.#windows(day)) {
        const begin = day === from.day ? Math.max(opens, from.minute) : opens;
        const end = day === to.day ? Math.min(closes, to.minute) : closes;
        minutes += Math.max(0, end - begin);
      }
    }
    return minutes;
  }

  /** The moment at which so many minutes of work have passed since a moment inside the opening times. */
  workingMinutesAfter(start: Moment, minutes: number, lunch: 'told' | 'untold' = 'told'): Moment {
    let left = minutes;
    for (let { day, minute } = start; ; ) {
      for (const [index, window] of this.#windows(day).entries()) {
        if (minute >= window.closes) continue;
        if (lunch === 'told' && index > 0 && minute < window.opens) this.note({ kind: 'lunch', date: day });
        const from = Math.max(minute, window.opens);
        if (left <= window.closes - from) return { day, minute: from + left };
        left -= window.closes - from;
        minute = window.closes;
      }
      day = this.nextWorkingDay(day);
      minute = 0;
    }
  }

  /** The announced name of a day that is not an ordinary one. */
  nameOf(day: PlainDate): string | null {
    return this.#special.get(day)?.name ?? null;
  }

  #opening(day: PlainDate): Moment {
    return this.insideOpening({ day, minute: 0 });
  }

  #windows(day: PlainDate): Window[] {
    const period = this.#calendar.officeHours.findLast(
      ({ from, to }) => from <= day && (to === null || day <= to),
    );
    if (period === undefined) throw new Unreckonable({ code: 'OFFICE_HOURS_NOT_SET', data: { day } });
    return period.windows.map(({ opens, closes }) => ({ opens: minuteOf(opens), closes: minuteOf(closes) }));
  }

  #kindOf(day: PlainDate): 'work' | 'weekend' | 'holiday' | 'compensatory-rest' | 'working-weekend' {
    const year = yearOf(day);
    const listed = this.#calendar.holidays.years.find((entry) => entry.year === year);
    if (listed === undefined) throw new Unreckonable({ code: 'CALENDAR_NOT_ANNOUNCED', data: { year } });
    if (
      !listed.complete &&
      !this.steps.some((step) => step.kind === 'incomplete-calendar' && step.year === year)
    ) {
      this.note({ kind: 'incomplete-calendar', date: day, year });
    }
    return this.#special.get(day)?.kind ?? (isWeekend(day) ? 'weekend' : 'work');
  }

  #noteRest(day: PlainDate): void {
    const special = this.#special.get(day);
    if (special === undefined) this.note({ kind: 'skipped-weekend', date: day });
    else
      this.note({
        kind: special.kind === 'holiday' ? 'skipped-holiday' : 'compensatory',
        date: day,
        name: special.name,
      });
  }
}

/** The moment of the office's day at an instant; seconds are dropped, as on the slip. */
export function momentOf(instant: Instant): Moment {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  return { day: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute };
}

/** A moment with the office's zone. */
export function zoned({ day, minute }: Moment): Temporal.ZonedDateTime {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: time });
}

/** The day so many days later. */
export function plus(day: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The time of day of a minute, as on a clock. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The moment of a zoned text of {@link zoned}. */
export function momentOfZoned(text: string): Moment {
  const local = Temporal.ZonedDateTime.from(text);
  return { day: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute };
}

/** Whether one moment comes after another. */
export function isAfter(one: Moment, other: Moment): boolean {
  return one.day === other.day ? one.minute > other.minute : one.day > other.day;
}

/** Minutes by the clock from one moment to another. */
export function clockMinutesBetween(from: Moment, to: Moment): number {
  return daysBetween(from.day, to.day) * 1440 + to.minute - from.minute;
}

/** Calendar days from one day to another. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** The moment so many minutes later by the clock. */
export function clockMinutesAfter({ day, minute }: Moment, minutes: number): Moment {
  const total = minute + minutes;
  return { day: plus(day, Math.floor(total / 1440)), minute: total % 1440 };
}
