import { expect, it } from 'vitest';
import { parseDate, showClock, showInstant, showValue, untilThree } from './format.ts';

it('shows instants in the zone of the office', () => {
  expect(showInstant('2026-11-24T17:05:00.000Z')).toBe('00:05 25/11/2026');
  expect(showClock(Date.UTC(2026, 10, 24, 1, 30))).toBe('08:30');
});

it('counts down to 15:00 and stops there', () => {
  expect(untilThree(Date.UTC(2026, 10, 24, 1, 30))).toBe('06:30');
  expect(untilThree(Date.UTC(2026, 10, 24, 7, 59))).toBe('00:01');
  expect(untilThree(Date.UTC(2026, 10, 24, 8, 0))).toBeUndefined();
});

it('shows dates and instants of refusals in the office form and leaves the rest', () => {
  expect(showValue('until', '2026-11-24T01:31:00.000Z')).toBe('08:31 24/11/2026');
  expect(showValue('validFrom', '2026-12-01')).toBe('01/12/2026');
  expect(showValue('login', 'ngoclan')).toBe('ngoclan');
});

it('reads a day as it is written here, and only days that exist', () => {
  for (const text of ['24/11/2026', '24.11.2026', '24-11-2026', '24 11 2026', '24112026'])
    expect(parseDate(text)).toBe('2026-11-24');
  expect(parseDate('1/2/2027')).toBe('2027-02-01');
  for (const text of ['11/24/2026', '29/02/2026', '31/11/2026', '24/11/26', '24/11', '', 'mai'])
    expect(parseDate(text)).toBeUndefined();
});
