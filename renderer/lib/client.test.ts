import { expect, it } from 'vitest';
import { reconnectDelay } from './client.ts';

it('waits longer from try to try, up to five seconds and a spread', () => {
  expect([0, 1, 2, 3].map((attempt) => reconnectDelay(attempt, 0.5))).toEqual([250, 500, 1000, 2000]);
  expect(reconnectDelay(20, 0.5)).toBe(5000);
  expect(reconnectDelay(20, 0)).toBe(3750);
  expect(reconnectDelay(20, 1)).toBe(6250);
});
