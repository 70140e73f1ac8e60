import { expect, it } from 'vitest';
import {
  parseDate,
  showClock,
  showDate,
  showDayInWords,
  showInstant,
  showValue,
  untilThree,
} from './format.ts';

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
  expect(showValue('2026-11-24T01:31:00.000Z')).toBe('08:31 24/11/2026');
  expect(showValue('2026-12-01')).toBe('01/12/2026');
  expect(showValue('ngoclan')).toBe('ngoclan');
});

it('reads a day as people type it, and only days that exist', () => {
  for (const typed of ['1/7/2025', '01-07-2025', '01.07.2025', ' 01072025 ', '1 7 2025'])
    expect(parseDate(typed)).toBe('2025-07-01');
  expect(parseDate('29/02/2028')).toBe('2028-02-29');
  for (const typed of [
    '',
    '1/7',
    '31/02/2026',
    '2026-07-01',
    '1/7/25',
    '00/01/2026',
    '11/24/2026',
    '29/02/2026',
    'mai',
  ])
    expect(parseDate(typed)).toBeUndefined();
});

it('writes a day out in full and leaves what is no day', () => {
  expect(showDate('2025-07-01')).toBe('01/07/2025');
  expect(showDate('1/7')).toBe('1/7');
});

it('says the day of the office in words, though it is still the day before in UTC', () => {
  expect(showDayInWords(Date.UTC(2026, 10, 23, 17, 30), 'vi')).toBe('Thứ Ba, 24/11/2026');
  expect(showDayInWords(Date.UTC(2026, 10, 23, 17, 30), 'en')).toBe('Tuesday, 24/11/2026');
});
