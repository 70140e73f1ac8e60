import { setTimeout as pause } from 'node:timers/promises';

/** A slow listing that nobody waits for longer than they want. */
interface RenewedListing<T> {
  /** The last listing at once, or the first one if it comes within `ms` milliseconds; undefined while there is none. */
  within(ms: number): Promise<readonly T[] | undefined>;
}

/** Keeps the last answer of a slow listing; one older than `freshMs` milliseconds is answered and renewed behind the answer. */
export function createRenewedListing<T>(
  list: () => Promise<readonly T[]>,
  freshMs: number,
): RenewedListing<T> {
  let known: { items: readonly T[]; at: number } | undefined;
  let asking: Promise<readonly T[]> | undefined;

  function renew(): Promise<readonly T[]> {
    asking ??= list()
      .then((items) => {
        known = { items, at: performance.now() };
        return items;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  return {
    async within(ms) {
      const last = known;
      if (last !== undefined) {
        if (performance.now() - last.at > freshMs) void renew();
        return last.items;
      }
      const waited = new AbortController();
      const late = pause(ms, undefined, { signal: waited.signal, ref: false }).catch(() => undefined);
      const first = await Promise.race([renew(), late]);
      waited.abort();
      return first ?? undefined;
    },
  };
}
