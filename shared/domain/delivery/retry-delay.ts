const FIRST_SECONDS = 5;
/** No wait is longer; one that seems so was written while the clock was wrong. */
export const LONGEST_SECONDS = 900;

/**
 * Seconds to wait after the given number of failures in a row: doubling from 5 s, capped at 15 minutes, and spread between half and the whole
 * by `chance` (0 to 1), so that the counters of a province do not all come back in the same second after an outage.
 */
export function retryDelay(failures: number, chance: number): number {
  const whole = Math.min(FIRST_SECONDS * 2 ** Math.min(failures - 1, 20), LONGEST_SECONDS);
  return whole / 2 + (whole / 2) * chance;
}
