/** So many presses wait; more come only from a key that is held down. */
const MOST_WAITING = 8;

/** One thing at a time: keys are pressed faster than answers come, and each press is to see what the one before it left. */
export function createTurns() {
  let isBusy = false;
  const waiting: (() => void)[] = [];
  return {
    /** Does the work, unless other work is under way. */
    async take<T>(work: () => Promise<T>): Promise<T | undefined> {
      if (isBusy) return undefined;
      isBusy = true;
      try {
        return await work();
      } finally {
        isBusy = false;
        while (!isBusy && waiting.length > 0) waiting.shift()?.();
      }
    },
    /** Begins at once, or after what is under way and what waits already. */
    whenFree(begin: () => void): void {
      if (!isBusy) begin();
      else if (waiting.length < MOST_WAITING) waiting.push(begin);
    },
  };
}
