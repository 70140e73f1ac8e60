import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { dayBefore, OFFICE_ZONE, officeDay, secondsAfter, secondsBetween } from './office-time.ts';

it('counts the day in the zone of the office, not in UTC', () => {
  expect(officeDay('2026-11-23T16:59:59.999Z')).toBe('2026-11-23');
  expect(officeDay('2026-11-23T17:00:00.000Z')).toBe('2026-11-24');
});

it('gives the day that the calendar gives, also before the zone was what it is', () => {
  const byCalendar = (instant: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE).toPlainDate().toString();
  const anInstant = fc.date({
    min: new Date('1900-01-01'),
    max: new Date('2100-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(anInstant, (date) => {
      const instant = date.toISOString();
      expect(officeDay(instant)).toBe(byCalendar(instant));
    }),
  );
});

it('steps back over the end of a month and of a leap day', () => {
  expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  expect(dayBefore('2028-03-01')).toBe('2028-02-29');
});

it('keeps three digits of milliseconds so that instants sort as text', () => {
  expect(secondsAfter('2026-11-24T00:00:00.000Z', 90)).toBe('2026-11-24T00:01:30.000Z');
  expect(secondsBetween('2026-11-24T00:00:00.000Z', '2026-11-24T00:01:30.900Z')).toBe(90);
  expect(secondsBetween('2026-11-24T00:01:30.000Z', '2026-11-24T00:00:00.000Z')).toBe(-90);
});
