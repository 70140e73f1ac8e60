import { expect, it } from 'vitest';
import { RETRY_DELAY_CASES } from './retry-delay.cases.ts';
import { retryDelay } from './retry-delay.ts';

it.each(RETRY_DELAY_CASES)('waits $shortest to $longest s after $failures failures', (expected) => {
  expect(retryDelay(expected.failures, 0)).toBe(expected.shortest);
  expect(retryDelay(expected.failures, 1)).toBe(expected.longest);
});
