import { LONGEST_SECONDS, retryDelay } from '../../shared/domain/delivery/retry-delay.ts';
import { secondsAfter, secondsBetween } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { Lane, LaneView } from '../host/delivery.ts';
import type { Cause } from '../host/delivery-book.ts';

interface LaneState {
  running: number;
  failures: number;
  restsUntil: Instant | null;
  lastError: (Cause & { at: Instant }) | null;
}

/** How each lane fares: a lane that failed rests, longer each time; a success ends the row of failures. Lives in memory: a restart tries at once. */
export function createLanes(clock: Clock, chance: () => number) {
  const fresh = (): LaneState => ({ running: 0, failures: 0, restsUntil: null, lastError: null });
  const states: Record<Lane, LaneState> = {
    packets: fresh(),
    files: fresh(),
    submissions: fresh(),
    progress: fresh(),
  };
  const rests = (lane: Lane) => {
    const { restsUntil } = states[lane];
    const now = clock.now();
    return restsUntil !== null && restsUntil > now && restsUntil <= secondsAfter(now, LONGEST_SECONDS + 1);
  };
  return {
    rests,
    moving(lane: Lane, by: 1 | -1): void {
      states[lane].running += by;
    },
    succeeded(lane: Lane): void {
      Object.assign(states[lane], { failures: 0, restsUntil: null, lastError: null });
    },
    failed(lane: Lane, cause: Cause): void {
      const state = states[lane];
      const now = clock.now();
      // Calls that were under way together fail together: that is one failure of the lane.
      if (!rests(lane)) state.failures += 1;
      state.restsUntil = secondsAfter(now, Math.ceil(retryDelay(state.failures, chance())));
      state.lastError = { ...cause, at: now };
    },
    hurry(): void {
      for (const state of Object.values(states)) state.restsUntil = null;
    },
    /** Seconds until a resting lane may move again; undefined when none rests. */
    restSeconds(): number | undefined {
      const now = clock.now();
      const waits = Object.values(states).flatMap(({ restsUntil }) =>
        restsUntil === null || restsUntil <= now ? [] : [secondsBetween(now, restsUntil)],
      );
      return waits.length === 0 ? undefined : Math.min(...waits);
    },
    view(lane: Lane): LaneView {
      const { running, lastError, restsUntil } = states[lane];
      return { moving: running > 0, lastError, nextAttemptAt: rests(lane) ? restsUntil : null };
    },
  };
}
export type Lanes = ReturnType<typeof createLanes>;
