import type { Clock } from '../../shared/types/clock.ts';
import type { BlobRef } from './blob-ref.ts';
import type { KeyPool } from './key-pool.ts';
import type { KeyStore } from './key-store.ts';
import type { SegmentReader, StoredBlob } from './segment.ts';
import { asBlobDamage, type SegmentShelf, type ShelfOptions } from './segment-shelf.ts';

export interface BlobStoreOptions extends ShelfOptions {
  /** Bytes; 4 GB when absent. */
  readonly segmentLimitBytes?: number;
  /** SHA-256 of a file in hexadecimal, computed elsewhere than on the host's own thread. */
  readonly hashFile: (path: string, signal: AbortSignal) => Promise<string>;
}

/** What the parts of an open blob store share. */
export interface StoreState {
  readonly options: BlobStoreOptions;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly shelf: SegmentShelf;
  readonly pool: KeyPool;
  /** When a stored blob was last answered to somebody who put the same bytes, by key number. */
  readonly answeredAgain: Map<number, string>;
}

/** The reference that a record keeps of a stored blob. */
export function toRef(segment: number, { sha256, size, mediaType, keyId }: StoredBlob): BlobRef {
  return { sha256, size, mediaType, segment, keyId };
}

/** Runs one read of a segment; SQLite's complaint about the file becomes {@link BlobDamaged}. */
export function inSegment<T>(state: StoreState, segment: number, work: (reader: SegmentReader) => T): T {
  const reader = state.shelf.reader(segment);
  try {
    return work(reader);
  } catch (error) {
    throw asBlobDamage(error, segment);
  }
}
