import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createKeyPool, KEY_POOL_SIZE } from './key-pool.ts';
import type { BlobKey, KeyStore } from './key-store.ts';

/** Numbers keys as keys.db does; fails while `full`. */
function aKeyStore() {
  let last = 0;
  const state = { full: false, commits: 0 };
  const makeKeys = (count: number): BlobKey[] => {
    if (state.full) throw new Error('disk full');
    state.commits++;
    return Array.from({ length: count }, () => ({ id: ++last, key: Buffer.alloc(32, last) }));
  };
  return { state, keys: { makeKeys } as unknown as KeyStore, makeKeys };
}

describe('the key pool', () => {
  it('costs one commit for many keys and gives each once', async () => {
    const { keys, state, makeKeys } = aKeyStore();
    const pool = createKeyPool(keys, makeKeys(KEY_POOL_SIZE));
    const taken = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      taken.add(pool.take().id);
      await nextTurn();
    }
    expect(taken.size).toBe(1000);
    expect(state.commits).toBeLessThanOrEqual(5);
  });

  it('fills up at once when it is emptied within one turn', () => {
    const { keys, makeKeys } = aKeyStore();
    const pool = createKeyPool(keys, makeKeys(2));
    expect(Array.from({ length: 300 }, () => pool.take().id)).toEqual(
      Array.from({ length: 300 }, (_, i) => i + 1),
    );
    pool.close();
  });

  it('meets a full disk only when a key is really wanted, and recovers', async () => {
    const { keys, state, makeKeys } = aKeyStore();
    const pool = createKeyPool(keys, makeKeys(3));
    state.full = true;
    for (let i = 0; i < 3; i++) {
      pool.take();
      await nextTurn();
    }
    expect(() => pool.take()).toThrow('disk full');
    state.full = false;
    expect(pool.take().id).toBe(4);
    pool.close();
  });
});
