import { setImmediate as nextTurn } from 'node:timers/promises';
import { BlobDamaged, type BlobRef } from './blob-ref.ts';
import type { FileDamage } from './segment-shelf.ts';
import { inSegment, type StoreState, toRef } from './store-state.ts';

/** What a sweep did. */
export interface SweepReport {
  readonly examined: number;
  readonly swept: number;
  /** Bytes of content that became unreadable. */
  readonly sweptBytes: number;
  /** Segments that could not be looked through. */
  readonly unreadable: readonly FileDamage[];
}

/** Destroys the keys of blobs of one segment. */
export function purgeKeys(state: StoreState, segment: number, keyIds: readonly number[]): void {
  // The key first: it alone decides whether the bytes can be read. The rows of the open segment then only free their space.
  state.keys.destroyKeys(keyIds);
  if (segment === state.shelf.current.number) state.shelf.current.writer.removeBlobs(keyIds);
}

/** One segment's share of a sweep, without a pause, so that nothing is named between the question and the purge. */
function sweepSegment(
  state: StoreState,
  segment: number,
  named: (sha256: string, ref: BlobRef) => boolean,
  olderThan: string,
) {
  const rows = inSegment(state, segment, (reader) => reader.blobsOlderThan(olderThan));
  const isOpen = segment === state.shelf.current.number;
  const doomed = rows.filter((row) => {
    if (state.keys.findKey(row.keyId) === undefined) return isOpen; // rows that a cut-off purge left behind
    if ((state.answeredAgain.get(row.keyId) ?? '') >= olderThan) return false;
    return !named(row.sha256, toRef(segment, row));
  });
  if (doomed.length > 0)
    purgeKeys(
      state,
      segment,
      doomed.map(({ keyId }) => keyId),
    );
  return {
    examined: rows.length,
    swept: doomed.length,
    bytes: doomed.reduce((sum, { size }) => sum + size, 0),
  };
}

/** Purges unnamed blobs of every readable segment; see BlobStore. */
export async function sweep(
  state: StoreState,
  named: (sha256: string, ref: BlobRef) => boolean,
  olderThan: string,
): Promise<SweepReport> {
  const unreadable: FileDamage[] = [];
  let [examined, swept, sweptBytes] = [0, 0, 0];
  for (const { number, state: standing } of state.keys.segments()) {
    if (standing === 'damaged') continue;
    try {
      const found = sweepSegment(state, number, named, olderThan);
      examined += found.examined;
      swept += found.swept;
      sweptBytes += found.bytes;
    } catch (error) {
      if (!(error instanceof BlobDamaged)) throw error;
      unreadable.push(error.data);
    }
    await nextTurn();
  }
  for (const [keyId, at] of state.answeredAgain) if (at < olderThan) state.answeredAgain.delete(keyId);
  return { examined, swept, sweptBytes, unreadable };
}
