import { describe, expect, it } from 'vitest';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import { workingDaysEarlier, workingDaysLater } from './watch.ts';

describe('working days later', () => {
  it.each([
    ['within a week', '2026-11-16', 2, '2026-11-18'],
    ['over a weekend', '2026-11-26', 2, '2026-11-30'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
    ['over the day of culture', '2026-11-23', 1, '2026-11-25'],
    ['over Tết', '2026-02-13', 1, '2026-02-23'],
    ['to the last day before Tết', '2026-02-12', 1, '2026-02-13'],
    ['into a year without a table', '2031-01-06', 1, null],
  ])('%s', (_case, day, count, later) => {
    expect(workingDaysLater(day, count, defaultCalendar)).toBe(later);
  });
});

describe('working days earlier', () => {
  it.each([
    ['within a week', '2026-11-20', 2, '2026-11-18'],
    ['over a weekend', '2026-11-30', 2, '2026-11-26'],
    ['on a Sunday, the days of the week before are over', '2026-11-29', 5, '2026-11-19'],
    ['over Tết', '2026-02-24', 2, '2026-02-22'],
    ['in a year without a table', '2031-01-20', 1, null],
  ])('%s', (_case, day, count, earlier) => {
    expect(workingDaysEarlier(day, count, defaultCalendar)).toBe(earlier);
  });
});
