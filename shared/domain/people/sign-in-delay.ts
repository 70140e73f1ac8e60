import type { Instant } from '../../types/clock.ts';
import { secondsAfter } from '../time/office-time.ts';

/** Wrong passwords in a row before the next sign-in has to wait. */
export const TRIES_BEFORE_DELAY = 5;

const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 15 * 60;

/**
 * Until when sign-in waits after `failures` wrong passwords in a row, or null for no wait. The wait doubles with every further failure and
 * is capped, so that a forgotten password never needs another person and a guesser gets at most four tries an hour.
 */
export function delayedUntil(failures: number, now: Instant): Instant | null {
  if (failures < TRIES_BEFORE_DELAY) return null;
  const doublings = Math.min(failures - TRIES_BEFORE_DELAY, 20);
  return secondsAfter(now, Math.min(FIRST_DELAY_SECONDS * 2 ** doublings, LONGEST_DELAY_SECONDS));
}
