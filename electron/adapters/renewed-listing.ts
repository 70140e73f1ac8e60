import { setTimeout as pause } from 'node:timers/promises';

/** A slow listing that nobody waits for longer than they want. */
interface RenewedListing<T> {
  /** The last listing at once, or the first one if it comes within `ms` milliseconds; undefined while there is none. */
  within(ms: number): Promise<readonly T[] | undefined>;
}

/**
 * Keeps the last answer of a slow listing; one older than `freshMs` milliseconds is answered and renewed behind the answer. When `where` says
 * that other places are looked at now, what was found at the earlier ones no longer counts.
 */
export function createRenewedListing<T>(
  list: () => Promise<readonly T[]>,
  freshMs: number,
  where: () => string = () => '',
): RenewedListing<T> {
  let known: { items: readonly T[]; at: number } | undefined;
  let asking: Promise<readonly T[]> | undefined;
  let looksAt = where();

  function renew(): Promise<readonly T[]> {
    if (asking !== undefined) return asking;
    const places = looksAt;
    const mine = list()
      .then((items) => {
        if (places === looksAt) known = { items, at: performance.now() };
        return items;
      })
      .finally(() => {
        if (asking === mine) asking = undefined;
      });
    asking = mine;
    return mine;
  }

  return {
    async within(ms) {
      const places = where();
      if (places !== looksAt) {
        looksAt = places;
        known = undefined;
        asking = undefined;
      }
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
