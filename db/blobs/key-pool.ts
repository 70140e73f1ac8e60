import type { BlobKey, KeyStore } from './key-store.ts';

/** Keys made ahead: 256 at once cost one commit, so that a page's arrival itself costs one. */
export const KEY_POOL_SIZE = 256;
const LOW_WATER = 64;

/**
 * Hands out each key once. The pool is made anew at every open, under numbers never used before, so a key that an earlier run may have
 * used without a trace (a commit that was lost) is never used again.
 */
export function createKeyPool(keys: KeyStore, first: BlobKey[]) {
  let pool = first;
  let refill: NodeJS.Immediate | undefined;
  const fill = (): void => {
    if (refill) clearImmediate(refill);
    refill = undefined;
    pool.push(...keys.makeKeys(KEY_POOL_SIZE));
  };
  const fillAhead = (): void => {
    try {
      fill();
    } catch {
      // A full disk, say. Nobody waits for these keys yet; the arrival that finds the pool empty makes them itself and meets the error.
    }
  };
  return {
    take(): BlobKey {
      if (pool.length === 0) fill();
      const key = pool.shift() as BlobKey;
      // After this call's own work, so that the arrival that takes a late key does not wait for the next keys.
      if (pool.length < LOW_WATER) refill ??= setImmediate(fillAhead);
      return key;
    },
    get left(): number {
      return pool.length;
    },
    close(): void {
      if (refill) clearImmediate(refill);
      refill = undefined;
      pool = [];
    },
  };
}
export type KeyPool = ReturnType<typeof createKeyPool>;
