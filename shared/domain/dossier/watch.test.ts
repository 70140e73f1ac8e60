import { describe, expect, it } from 'vitest';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import { workingDaysLater } from './watch.ts';

describe('working days later', () => {
  it.each([
    ['within a week', '2026-11-16', 2, '2026-11-18'],
    ['over a weekend', '2026-11-26', 2, '2026-11-30'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
    ['over the day of culture', '2026-11-23', 1, '2026-11-25'],
    ['into a year without a table', '2031-01-06', 1, null],
  ])('%s', (_case, day, count, later) => {
    expect(workingDaysLater(day, count, defaultCalendar)).toBe(later);
  });
});
