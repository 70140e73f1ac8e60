import type { StoreState } from './store-state.ts';

/** A segment is sealed when its file has grown to this many bytes. */
const SEGMENT_LIMIT_BYTES = 4 * 1024 ** 3;

/** Sealing: waits for streams and backups, ends the segment, then has the sealed file hashed in the background. */
export function createSealing(state: StoreState) {
  const abort = new AbortController();
  const background = new Set<Promise<void>>();
  let holds = 0;
  let waiting: (() => void)[] = [];
  let problem: string | undefined;
  const limit = state.options.segmentLimitBytes ?? SEGMENT_LIMIT_BYTES;

  const hold = (): (() => void) => {
    let held = true;
    holds++;
    return () => {
      if (!held) return;
      held = false;
      holds--;
      if (holds > 0) return;
      const ready = waiting;
      waiting = [];
      for (const go of ready) go();
    };
  };
  async function recordHash(number: number): Promise<void> {
    try {
      const sha256 = await state.options.hashFile(state.shelf.source(number).path, abort.signal);
      state.keys.sealSegment(number, sha256, state.clock.now());
    } catch (error) {
      // Closing cuts the hashing off; the segment stays `sealing` and the next open takes it up again.
      if (!abort.signal.aborted) throw error;
    }
  }
  function noteProblem(error: unknown): void {
    problem = String(error);
  }
  function inBackground(number: number): Promise<void> {
    const done = recordHash(number);
    const settled = done.catch(noteProblem).finally(() => background.delete(settled));
    background.add(settled);
    return done;
  }
  return {
    hold,
    /** Seals when the open segment has reached its limit and nobody is in the way; otherwise a later put tries again. */
    sealWhenFull(): void {
      if (holds > 0 || state.shelf.current.writer.size() < limit) return;
      const { number } = state.shelf.current;
      try {
        if (!state.shelf.rotate()) return;
        problem = undefined;
      } catch (error) {
        // The blob that filled the segment is stored; its put must not fail because the next file cannot be made.
        noteProblem(error);
        return;
      }
      inBackground(number).catch(noteProblem);
    },
    problem: () => problem,
    async seal(): Promise<boolean> {
      while (holds > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const { number } = state.shelf.current;
      if (!state.shelf.rotate()) return false;
      await inBackground(number);
      await Promise.all(background);
      return true;
    },
    resume(): void {
      for (const { number, state: standing } of state.keys.segments()) {
        if (standing === 'sealing') inBackground(number).catch(noteProblem);
      }
    },
    async close(): Promise<void> {
      abort.abort();
      await Promise.all(background);
    },
  };
}
