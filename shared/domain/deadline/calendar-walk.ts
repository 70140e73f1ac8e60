import type { Instant, PlainDate } from '../../types/clock.ts';
import type { Refusal } from '../../types/result.ts';
import { OFFICE_ZONE } from '../time/office-time.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import { isWeekend, type WorkingCalendar, yearOf } from './working-calendar.ts';

// The office's zone is seven hours ahead of UTC all year. The walk looks at thousands of days a second, so it counts in whole numbers.
const OFFICE_OFFSET_MINUTES = 7 * 60;
const ZONE_SUFFIX = `:00+07:00[${OFFICE_ZONE}]`;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

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
  | { kind: 'reappointed'; date: PlainDate; to: PlainDate }
  | { kind: 'imported'; date: PlainDate; name: string };

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

/** What a calendar says of one day; `windows` undefined: no opening times are entered for it. */
interface CalendarDay {
  kind: 'work' | 'weekend' | 'holiday' | 'compensatory-rest' | 'working-weekend';
  name: string | null;
  complete: boolean;
  windows: readonly Window[] | undefined;
  next: PlainDate;
}

// What was found out about the days of a calendar, which nobody changes in place: the walks of one calendar share it.
const knownDays = new WeakMap<WorkingCalendar, Map<PlainDate, CalendarDay>>();

function knownDaysOf(calendar: WorkingCalendar): Map<PlainDate, CalendarDay> {
  const known = knownDays.get(calendar) ?? new Map<PlainDate, CalendarDay>();
  knownDays.set(calendar, known);
  return known;
}

function lookUp(calendar: WorkingCalendar, day: PlainDate): CalendarDay {
  const year = yearOf(day);
  const listed = calendar.holidays.years.find((entry) => entry.year === year);
  if (listed === undefined) throw new Unreckonable({ code: 'CALENDAR_NOT_ANNOUNCED', data: { year } });
  const special = calendar.holidays.days.find(({ date }) => date === day);
  const period = calendar.officeHours.findLast(({ from, to }) => from <= day && (to === null || day <= to));
  return {
    kind: special?.kind ?? (isWeekend(day) ? 'weekend' : 'work'),
    name: special?.name ?? null,
    complete: listed.complete,
    windows: period?.windows.map(({ opens, closes }) => ({
      opens: minuteOf(opens),
      closes: minuteOf(closes),
    })),
    next: plus(day, 1),
  };
}

/** Walks over the days of a calendar and writes down every day that is not an ordinary one. */
export class CalendarWalk {
  readonly steps: DeadlineStep[] = [];
  readonly #calendar: WorkingCalendar;
  readonly #known: Map<PlainDate, CalendarDay>;

  constructor(calendar: WorkingCalendar) {
    this.#calendar = calendar;
    this.#known = knownDaysOf(calendar);
  }

  note(step: DeadlineStep): void {
    this.steps.push(step);
  }

  /**
   * Whether the office works on a day; says so when it is a worked weekend day, and once that a year's table is incomplete. A day of work for
   * which no opening times are entered is refused: nobody knows whether it counts.
   */
  isWorking(day: PlainDate): boolean {
    const { kind, name, complete } = this.#day(day);
    if (!complete) this.#noteIncomplete(day);
    if (kind === 'working-weekend') this.note({ kind: 'worked-weekend', date: day, name: name ?? '' });
    return (kind === 'work' || kind === 'working-weekend') && this.#windows(day).length > 0;
  }

  /** The first working day after a day; every rest day jumped over is written down. */
  nextWorkingDay(after: PlainDate): PlainDate {
    for (let day = this.#day(after).next; ; day = this.#day(day).next) {
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
    const windows = this.#windows(day);
    return windows.some(({ closes }) => closes === minute) && !windows.some(({ opens }) => opens === minute);
  }

  /** How many minutes of work lie between two moments; none when the second is not the later one. */
  workingMinutesBetween(from: Moment, to: Moment): number {
    let minutes = 0;
    for (let { day } = from; day <= to.day; day = this.#day(day).next) {
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
    return this.#day(day).name;
  }

  #opening(day: PlainDate): Moment {
    return this.insideOpening({ day, minute: 0 });
  }

  #windows(day: PlainDate): readonly Window[] {
    const { windows } = this.#day(day);
    if (windows === undefined) throw new Unreckonable({ code: 'OFFICE_HOURS_NOT_SET', data: { day } });
    return windows;
  }

  #day(date: PlainDate): CalendarDay {
    const known = this.#known.get(date);
    if (known !== undefined) return known;
    const found = lookUp(this.#calendar, date);
    this.#known.set(date, found);
    return found;
  }

  #noteIncomplete(day: PlainDate): void {
    const year = yearOf(day);
    if (!this.steps.some((step) => step.kind === 'incomplete-calendar' && step.year === year))
      this.note({ kind: 'incomplete-calendar', date: day, year });
  }

  #noteRest(day: PlainDate): void {
    const { kind, name } = this.#day(day);
    if (kind === 'weekend') this.note({ kind: 'skipped-weekend', date: day });
    else
      this.note({
        kind: kind === 'holiday' ? 'skipped-holiday' : 'compensatory',
        date: day,
        name: name ?? '',
      });
  }
}

/** The moment of the office's day at an instant; seconds are dropped, as on the slip. */
export function momentOf(instant: Instant): Moment {
  const minutes = Math.floor(Date.parse(instant) / MINUTE_MS) + OFFICE_OFFSET_MINUTES;
  const day = Math.floor(minutes / DAY_MINUTES);
  return { day: dayOfNumber(day), minute: minutes - day * DAY_MINUTES };
}

/** The instant at which a moment begins. */
export function instantOf({ day, minute }: Moment): Instant {
  const minutes = numberOfDay(day) * DAY_MINUTES + minute - OFFICE_OFFSET_MINUTES;
  return new Date(minutes * MINUTE_MS).toISOString();
}

/** A moment with the office's zone. */
export function zonedText({ day, minute }: Moment): string {
  return `${day}T${clock(minute)}${ZONE_SUFFIX}`;
}

/** The moment of a text of {@link zonedText}; throws on any other text. */
export function momentOfZoned(text: string): Moment {
  const moment = { day: text.slice(0, 10), minute: minuteOf(text.slice(11, 16)) };
  if (zonedText(moment) !== text) throw new Error(`not a moment of the office: ${text}`);
  return moment;
}

/** The day so many days later. */
export function plus(day: PlainDate, days: number): PlainDate {
  return dayOfNumber(numberOfDay(day) + days);
}

/** Whether one moment comes after another. */
export function isAfter(one: Moment, other: Moment): boolean {
  return one.day === other.day ? one.minute > other.minute : one.day > other.day;
}

/** Minutes by the clock from one moment to another. */
export function clockMinutesBetween(from: Moment, to: Moment): number {
  return daysBetween(from.day, to.day) * DAY_MINUTES + to.minute - from.minute;
}

/** Calendar days from one day to another. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return numberOfDay(to) - numberOfDay(from);
}

/** The moment so many minutes later by the clock. */
export function clockMinutesAfter({ day, minute }: Moment, minutes: number): Moment {
  const total = minute + minutes;
  return { day: plus(day, Math.floor(total / DAY_MINUTES)), minute: total % DAY_MINUTES };
}

/** The time of day of a minute, as on a clock. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Days since 1970. */
function numberOfDay(day: PlainDate): number {
  return Date.parse(day) / DAY_MS;
}

function dayOfNumber(number: number): PlainDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
