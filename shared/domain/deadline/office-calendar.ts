import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { oneLine, PlainDateText } from '../../types/text.ts';
import { isWeekend, OfficeHours, type WorkingCalendar, yearOf } from './working-calendar.ts';

/** What the office says of one day: as the shipped table names them, or that a day of that table is an ordinary one after all. */
export const OFFICE_DAY_KINDS = ['holiday', 'compensatory-rest', 'working-weekend', 'ordinary'] as const;
const OfficeDay = z.strictObject({
  date: PlainDateText,
  kind: z.enum(OFFICE_DAY_KINDS),
  name: oneLine(100),
  /** The paper that orders it. */
  legal: oneLine(200),
});
export type OfficeDay = z.infer<typeof OfficeDay>;

/** All that an office says of its calendar beside the shipped table; a version holds the whole of it. */
export const OfficeCalendar = z.strictObject({
  days: z.array(OfficeDay).max(400),
  officeHours: z.union([z.tuple([]), OfficeHours]),
});
export type OfficeCalendar = z.infer<typeof OfficeCalendar>;

/** Why the calendar cannot be changed like that. */
type OfficeCalendarRefusal =
  | Refusal<'CALENDAR_DAY_TWICE', { date: PlainDate }>
  | Refusal<'CALENDAR_DAY_WRONG', { date: PlainDate }>
  | Refusal<'CALENDAR_NOT_ANNOUNCED', { year: number }>
  | Refusal<'CALENDAR_UNCHANGED', Record<string, never>>;

/**
 * Checks a whole calendar of the office: each day once, in a year that the shipped table lists, a worked weekend day on a weekend, a rest day not on
 * one, an ordinary day only where the table names another; and that it says something new.
 */
export function decideOfficeCalendar(
  before: OfficeCalendar,
  after: OfficeCalendar,
  shipped: WorkingCalendar,
): Result<OfficeCalendar, OfficeCalendarRefusal> {
  const seen = new Set<PlainDate>();
  for (const { date, kind } of after.days) {
    if (seen.has(date)) return refuse('CALENDAR_DAY_TWICE', { date });
    seen.add(date);
    if (!shipped.holidays.years.some(({ year }) => year === yearOf(date)))
      return refuse('CALENDAR_NOT_ANNOUNCED', { year: yearOf(date) });
    const listed = shipped.holidays.days.some((day) => day.date === date);
    const fits = {
      holiday: true,
      'compensatory-rest': !isWeekend(date),
      'working-weekend': isWeekend(date),
      ordinary: listed,
    }[kind];
    if (!fits) return refuse('CALENDAR_DAY_WRONG', { date });
  }
  const sorted = { ...after, days: [...after.days].sort((a, b) => a.date.localeCompare(b.date)) };
  return JSON.stringify(sorted) === JSON.stringify(before) ? refuse('CALENDAR_UNCHANGED', {}) : ok(sorted);
}

/** The calendar that deadlines are reckoned by: the shipped one with what the office says laid over it. */
export function layCalendarOver(
  shipped: WorkingCalendar,
  { days, officeHours }: OfficeCalendar,
): WorkingCalendar {
  const said = new Set(days.map(({ date }) => date));
  const own = days.flatMap(({ kind, ...day }) =>
    kind === 'ordinary' ? [] : [{ ...day, kind, verified: false, sources: ['office'] }],
  );
  const kept = shipped.holidays.days.filter(({ date }) => !said.has(date));
  return {
    holidays: {
      years: shipped.holidays.years,
      days: [...kept, ...own].sort((a, b) => a.date.localeCompare(b.date)),
    },
    officeHours: [...shipped.officeHours, ...officeHours],
  };
}
