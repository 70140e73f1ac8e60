import { expect, it } from 'vitest';
import { expiryOfDay, expiryOfInstant } from './expiry.ts';

it.each([
  ['2026-12-31', 31, 'far'],
  ['2026-12-30', 30, 'month'],
  ['2026-12-08', 8, 'month'],
  ['2026-12-07', 7, 'week'],
  ['2026-12-02', 2, 'week'],
  ['2026-12-01', 1, 'day'],
  ['2026-11-30', 0, 'day'],
  ['2026-11-29', -1, 'ended'],
])('on 30/11/2026 what ends with %s has %i days left: %s', (until, daysLeft, stage) => {
  expect(expiryOfDay(until, '2026-11-30')).toEqual({ until, daysLeft, stage });
});

it('counts the days of the office and the very instant', () => {
  // Five in the afternoon of the 30th in Greenwich is the 1st here.
  const notAfter = '2026-11-30T17:00:00.000Z';
  expect(expiryOfInstant(notAfter, '2026-11-30T16:59:59.000Z')).toEqual({
    until: '2026-12-01',
    daysLeft: 1,
    stage: 'day',
  });
  expect(expiryOfInstant(notAfter, '2026-11-30T17:00:01.000Z')).toEqual({
    until: '2026-12-01',
    daysLeft: 0,
    stage: 'ended',
  });
});
