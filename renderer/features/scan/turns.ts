/** So many presses wait; more come only from a key that is held down. */
const MOST_WAITING = 8;

/** One thing at a time: keys are pressed faster than answers come, and each press is to see what the one before it left. */
export function createTurns() {
  let isBusy = false;
  const waiting: (() => void)[] = [];
  /** One that waits after the other, with time between them for the screen to show what the one before left. */
  function goOn(): void {
    if (isBusy) return;
    waiting.shift()?.();
    if (waiting.length > 0) setTimeout(goOn);
  }
  return {
    /** Does the work, unless other work is under way. */
    async take<T>(work: () => Promise<T>): Promise<T | undefined> {
      if (isBusy) return undefined;
      isBusy = true;
      try {
        return await work();
      } finally {
        isBusy = false;
        goOn();
      }
    },
    /** Begins at once, or after what is under way and what waits already. */
    whenFree(begin: () => void): void {
      if (!isBusy && waiting.length === 0) begin();
      else if (waiting.length < MOST_WAITING) waiting.push(begin);
    },
  };
}
