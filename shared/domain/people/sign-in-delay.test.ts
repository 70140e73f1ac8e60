import { expect, it } from 'vitest';
import { delayedUntil } from './sign-in-delay.ts';

const NOW = '2026-11-24T01:00:00.000Z';

it.each([
  [0, null],
  [4, null],
  [5, '2026-11-24T01:00:30.000Z'],
  [6, '2026-11-24T01:01:00.000Z'],
  [7, '2026-11-24T01:02:00.000Z'],
  [9, '2026-11-24T01:08:00.000Z'],
  [10, '2026-11-24T01:15:00.000Z'],
  [1000, '2026-11-24T01:15:00.000Z'],
])('after %i wrong passwords in a row the next try waits until %s', (failures, until) => {
  expect(delayedUntil(failures, NOW)).toBe(until);
});
