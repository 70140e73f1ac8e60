import { expect, it } from 'vitest';
import { expectedArrival } from './expected-arrival.ts';
import { defaultCalendar } from './working-calendar.ts';

// 24/11/2026 is a rest day, 28/11 a Saturday; all times of the office are seven hours ahead.
it.each([
  ['in the morning', '2026-11-25T02:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ['before the opening', '2026-11-24T23:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ['at 15:00', '2026-11-25T08:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ['after 15:00', '2026-11-25T08:01:00.000Z', '2026-11-26T00:00:00.000Z'],
  ['after 15:00 on a Friday', '2026-11-27T09:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['on a rest day', '2026-11-24T02:00:00.000Z', '2026-11-25T00:00:00.000Z'],
])('what is received %s is to be there', (_when, received, expected) => {
  expect(expectedArrival(received, defaultCalendar)).toEqual({ ok: true, value: expected });
});

it('is not guessed in a year whose table is not announced', () => {
  expect(expectedArrival('2031-01-02T02:00:00.000Z', defaultCalendar)).toMatchObject({
    refusal: { code: 'CALENDAR_NOT_ANNOUNCED' },
  });
});
