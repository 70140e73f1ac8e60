import type { Clock } from '../../shared/types/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
};
