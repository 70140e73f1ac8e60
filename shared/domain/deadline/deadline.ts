import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { OFFICE_ZONE } from '../time/office-time.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import { isWeekend, type WorkingCalendar, yearOf } from './working-calendar.ts';

/** The version of this arithmetic; a dossier records the one that reckoned its appointment. */
export const DEADLINE_ENGINE = 1;

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
  | { kind: 'incomplete-calendar'; date: PlainDate; year: number };

/** When a result is due, and why. Zoned texts are minutes in the office's zone: `2026-11-25T17:00:00+07:00[Asia/Ho_Chi_Minh]`. */
export interface Deadline {
  engine: typeof DEADLINE_ENGINE;
  startsAt: string;
  due: string;
  dueAt: Instant;
  explanation: DeadlineStep[];
}

/** Why no appointment can be given. */
export type DeadlineRefusal =
  | Refusal<'CALENDAR_NOT_ANNOUNCED', { year: number }>
  | Refusal<'OFFICE_HOURS_NOT_SET', { day: PlainDate }>
  | Refusal<'LIMIT_NOT_SET', { unit: ProcessingLimit['unit'] }>;

/** A moment of the office's day: minutes after midnight on a day. */
interface Moment {
  day: PlainDate;
  minute: number;
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
  const walk = new CalendarWalk(calendar);
  const arrival = momentOf(received);
  try {
    const { start, due } = reckon(walk, arrival, { ...limit, value: limit.value });
    const zonedDue = zoned(due);
    return ok({
      engine: DEADLINE_ENGINE,
      startsAt: zoned(start).toString(),
      due: zonedDue.toString(),
      dueAt: zonedDue.toInstant().toString({ fractionalSecondDigits: 3 }),
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
    const end = zoned(arrival).add({ hours: value });
    return { start: arrival, due: { day: end.toPlainDate().toString(), minute: end.hour * 60 + end.minute } };
  }
  const cutOff = unit === 'same-day-15h' || after15h !== undefined;
  const start = cutOff ? walk.startBefore15h(arrival) : walk.start(arrival);
  return { start, due: reckonFrom(walk, start, unit, value) };
}

function reckonFrom(
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
    case 'day': {
      const last = plus(start.day, value);
      const day = walk.isWorking(last) ? last : walk.nextWorkingDay(last);
      if (day !== last)
        walk.note({ kind: 'moved-from-rest-day', date: last, name: walk.nameOf(last), to: day });
      return { day, minute: walk.closing(day) };
    }
  }
}

/** Stops the arithmetic; caught by {@link computeDeadline} only. */
class Unreckonable extends Error {
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
class CalendarWalk {
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

  /** The same moment when the office is open, else the next opening of the day, else its closing. */
  insideOpening({ day, minute }: Moment): Moment {
    const window = this.#windows(day).find(({ closes }) => minute < closes);
    return { day, minute: window === undefined ? this.closing(day) : Math.max(minute, window.opens) };
  }

  /** The moment at which so many minutes of work have passed since a moment inside the opening times. */
  workingMinutesAfter(start: Moment, minutes: number): Moment {
    let left = minutes;
    for (let { day, minute } = start; ; ) {
      for (const [index, window] of this.#windows(day).entries()) {
        if (minute >= window.closes) continue;
        if (index > 0 && minute < window.opens) this.note({ kind: 'lunch', date: day });
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

function momentOf(instant: Instant): Moment {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  return { day: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute };
}

function zoned({ day, minute }: Moment): Temporal.ZonedDateTime {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: time });
}

function plus(day: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
