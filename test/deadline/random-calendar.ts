import * as fc from 'fast-check';
import type { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { OfficeHours, type WorkingCalendar } from '../../shared/domain/deadline/working-calendar.ts';

const DAY_MS = 86_400_000;
/** Ten weeks around the turn of a year: receptions, holidays and changes of the opening times fall together. */
const FIRST = Date.parse('2026-11-16T00:00:00Z');
const SPAN = 70;

function dayText(offset: number): string {
  return new Date(FIRST + offset * DAY_MS).toISOString().slice(0, 10);
}

function time(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const offset = fc.integer({ min: 0, max: SPAN });

const specialDay = fc
  .record({ offset, kind: fc.constantFrom('holiday' as const, 'moved' as const) })
  .map(({ offset: at, kind }) => {
    const date = dayText(at);
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const moved = weekend ? ('working-weekend' as const) : ('compensatory-rest' as const);
    return { date, kind: kind === 'moved' ? moved : kind, name: 'day', verified: true, sources: ['made up'] };
  });

/** One to three windows; now and then one begins in the minute in which the one before closes. */
const windows = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 6 })
  .chain((points) => fc.tuple(fc.constant([...points].sort((a, b) => a - b)), fc.boolean()))
  .map(([points, touching]) => {
    const cuts = touching ? points.flatMap((at, index) => (index === 1 ? [at, at] : [at])) : points;
    return Array.from({ length: Math.floor(cuts.length / 2) }, (_, index) => ({
      opens: time((cuts[index * 2] ?? 0) * 15),
      closes: time((cuts[index * 2 + 1] ?? 0) * 15),
    })).filter(({ opens, closes }) => opens < closes);
  });

const laterHours = fc
  .record({ from: offset, length: fc.option(fc.integer({ min: 0, max: 20 })), windows })
  .map(({ from, length, windows: open }) => ({
    from: dayText(from),
    to: length === null ? null : dayText(from + length),
    windows: open,
  }));

/** A calendar with its own rest days, worked weekend days and opening times; sometimes the next year is not announced. */
export const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    days: fc.uniqueArray(specialDay, { maxLength: 20, selector: ({ date }) => date }),
    first: windows,
    firstFrom: fc.constantFrom('2000-01-01', '2000-01-01', '2000-01-01', dayText(10)),
    later: fc.array(laterHours, { maxLength: 2 }),
    announced: fc.constantFrom(2030, 2030, 2030, 2026),
  })
  .map(({ days, first, firstFrom, later, announced }) => ({
    holidays: {
      years: [2026, 2027, 2028, 2029, 2030]
        .filter((year) => year <= announced)
        .map((year) => ({ year, complete: true })),
      days: days.sort((a, b) => (a.date < b.date ? -1 : 1)),
    },
    officeHours: OfficeHours.parse([{ from: firstFrom, to: null, windows: first }, ...later]),
  }));

/** An instant in those weeks: at any second, or at a quarter of an hour, where offices open and close. */
export const anyInstant = fc
  .oneof(
    fc.integer({ min: 0, max: SPAN * 86_400 }),
    fc.integer({ min: 0, max: SPAN * 96 }).map((quarter) => quarter * 900),
  )
  .map((second) => new Date(FIRST + second * 1000).toISOString());

/** A limit of any unit, short enough to be walked minute by minute. */
export const anyLimit: fc.Arbitrary<ProcessingLimit & { value: number }> = fc
  .record({
    unit: fc.constantFrom<ProcessingLimit['unit'][]>(
      'working-day',
      'day',
      'working-hour',
      'hour',
      'same-day-15h',
    ),
    value: fc.integer({ min: 1, max: 15 }),
    late: fc.boolean(),
  })
  .map(({ unit, value, late }) => ({
    unit,
    value: unit === 'same-day-15h' ? 1 : value,
    ...(late && unit === 'working-day' ? { after15h: 'next-working-day' as const } : {}),
  }));

const minutes = (most: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: most }),
    fc.integer({ min: 0, max: Math.floor(most / 15) }).map((quarter) => quarter * 15),
  );

/** How long after the beginning a pause begins and how long it lasts, in minutes. */
export const anyPause = fc.record({
  after: minutes(20 * 1440),
  lasts: fc.oneof(fc.constant(0), minutes(600), minutes(30 * 1440)),
});
