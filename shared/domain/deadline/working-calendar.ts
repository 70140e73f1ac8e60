import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import holidayJson from '../../data/holidays.json' with { type: 'json' };
import type { PlainDate } from '../../types/clock.ts';
import { PlainDateText } from '../../types/text.ts';

/**
 * A day of the yearly table that is not what its weekday says: a public holiday (Điều 112 Bộ luật Lao động, Nghị quyết 28/2026/QH16), a rest
 * day given for another day (Điều 111 khoản 3, or a swap), or a Saturday or Sunday worked in exchange.
 */
const CalendarDay = z.strictObject({
  date: PlainDateText,
  kind: z.enum(['holiday', 'compensatory-rest', 'working-weekend']),
  name: z.string().min(1),
  swapWith: PlainDateText.optional(),
  legal: z.string().optional(),
  note: z.string().optional(),
  verified: z.boolean(),
  sources: z.array(z.string()).min(1),
});

/** The table of rest days and worked weekend days. A year that it does not list has not been announced. */
export const HolidayTable = z
  .strictObject({
    version: z.string(),
    about: z.string(),
    sources: z.record(z.string(), z.string()),
    rules: z.array(z.strictObject({ text: z.string(), verified: z.boolean(), sources: z.array(z.string()) })),
    years: z
      .array(
        z.strictObject({
          year: z.int().min(2000).max(2999),
          complete: z.boolean(),
          note: z.string().optional(),
        }),
      )
      .min(1),
    days: z.array(CalendarDay),
  })
  .superRefine((table, context) => {
    for (const message of tableProblems(table)) context.addIssue({ code: 'custom', message });
  });
export type HolidayTable = z.infer<typeof HolidayTable>;

function tableProblems({ years, days, sources }: Pick<HolidayTable, 'years' | 'days' | 'sources'>): string[] {
  const listed = new Set(years.map(({ year }) => year));
  const byDate = new Map(days.map((day) => [day.date, day]));
  const problems: string[] = [];
  for (const [index, { date, kind, swapWith, sources: cited }] of days.entries()) {
    const before = days[index - 1];
    if (before !== undefined && before.date >= date) problems.push(`${date} is out of order`);
    if (!listed.has(yearOf(date))) problems.push(`${date} lies in a year that is not listed`);
    if (kind !== 'holiday' && isWeekend(date) !== (kind === 'working-weekend'))
      problems.push(`${date} is on the wrong weekday`);
    if (swapWith !== undefined && byDate.get(swapWith)?.swapWith !== date)
      problems.push(`${date} is swapped with no partner`);
    if (cited.some((key) => sources[key] === undefined)) problems.push(`${date} names an unknown source`);
  }
  return problems;
}

/** The shipped table of rest days. */
const holidayTable: HolidayTable = HolidayTable.parse(holidayJson);

/** A time of day to the minute, `HH:mm`. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** Opening times of the office in one period; windows in order, without overlap, inside one day. */
const OfficeHoursPeriod = z
  .strictObject({
    from: PlainDateText,
    to: PlainDateText.nullable(),
    windows: z.array(z.strictObject({ opens: TimeOfDay, closes: TimeOfDay })).min(1),
  })
  .refine(
    ({ windows }) =>
      windows.every(
        ({ opens, closes }, index) => opens < closes && opens >= (windows[index - 1]?.closes ?? '00:00'),
      ),
    {
      params: { code: 'windows_overlap' },
    },
  );

/** Opening times with validity; of two periods that hold a day the later one in the list counts. */
export const OfficeHours = z.array(OfficeHoursPeriod).min(1);
export type OfficeHours = z.infer<typeof OfficeHours>;

/** What offices keep where nothing else is entered: 07:00-11:30 and 13:30-17:00, eight hours. */
const defaultOfficeHours: OfficeHours = [
  {
    from: '2000-01-01',
    to: null,
    windows: [
      { opens: '07:00', closes: '11:30' },
      { opens: '13:30', closes: '17:00' },
    ],
  },
];

/** The calendar that deadlines are reckoned by. */
export interface WorkingCalendar {
  holidays: Pick<HolidayTable, 'years' | 'days'>;
  officeHours: OfficeHours;
}

/** The shipped holiday table with the default opening times. */
export const defaultCalendar: WorkingCalendar = { holidays: holidayTable, officeHours: defaultOfficeHours };

/** The year of a day. */
export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: PlainDate): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek >= 6;
}
