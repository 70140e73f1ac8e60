import type { BlobRef } from './blob-ref.ts';
import { createKeyPool, KEY_POOL_SIZE } from './key-pool.ts';
import { BATCH_BYTES, putStream, putWhole, slices } from './put-blob.ts';
import { readBlob } from './read-blob.ts';
import { createSealing } from './sealing.ts';
import { createSegmentShelf, type FileDamage } from './segment-shelf.ts';
import type { BlobStoreOptions, StoreState } from './store-state.ts';
import { purgeKeys, type SweepReport, sweep } from './sweep-blobs.ts';

export { BlobDamaged, BlobPurged, type BlobRef } from './blob-ref.ts';

/** Figures for the health check. */
export interface BlobStats {
  readonly segments: number;
  readonly openSegment: number;
  readonly openSegmentBytes: number;
  readonly sealedBytes: number;
  readonly keysLeft: number;
  /** Why the last attempt to seal a full segment failed; the pages in it are safe, and each later put tries again. */
  readonly sealProblem: string | undefined;
}

/** Content-addressed, write-once store of pages and documents. */
export interface BlobStore {
  /** Stores bytes; they are on disk when it resolves. The same bytes again in the open segment answer the reference they have. */
  put(bytes: Buffer | AsyncIterable<Uint8Array>, about: { mediaType: string }): Promise<BlobRef>;
  /** Streams a blob; throws {@link BlobDamaged} (also after the last chunk, if the whole is not what was stored) or {@link BlobPurged}. */
  read(ref: BlobRef): AsyncGenerator<Buffer>;
  readAll(ref: BlobRef): Promise<Buffer>;
  /** Destroys the blobs' keys: from here on neither this machine nor, once keys.db's backups have expired, any backup can read them. */
  purge(...refs: readonly BlobRef[]): void;
  /** Whether somebody who gave the same bytes since an instant was answered this blob, and may be about to name it. */
  isWanted(ref: BlobRef, since: string): boolean;
  /**
   * Purges blobs that nothing names and that were stored before `olderThan` (an instant): the record that names a blob is committed
   * after it, so a young unnamed blob may be in use. `named` is asked per stored copy.
   */
  sweep(named: (sha256: string, ref: BlobRef) => boolean, olderThan: string): Promise<SweepReport>;
  /** Ends the open segment now; resolves when the hash of every ended segment is recorded. False when a reader was in the way. */
  seal(): Promise<boolean>;
  stats(): BlobStats;
  damage(): readonly FileDamage[];
  /** Keeps segments from being sealed while a backup copies them; call the answer to end it. */
  holdSealing(): () => void;
  source(segment: number): { path: string; key: Buffer };
  close(): Promise<void>;
}

function openState(options: BlobStoreOptions): StoreState {
  const { keys, clock } = options;
  const shelf = createSegmentShelf(options);
  try {
    const { writer } = shelf.current;
    const unfinished = writer.unfinishedKeyIds();
    if (unfinished.length > 0) {
      keys.destroyKeys(unfinished);
      writer.removeBlobs(unfinished);
    }
    const maxUsed = Math.max(writer.maxKeyId(), ...keys.segments().map(({ maxKeyId }) => maxKeyId ?? 0));
    const pool = createKeyPool(keys, keys.replaceUnused(maxUsed, KEY_POOL_SIZE));
    return { options, keys, clock, shelf, pool, answeredAgain: new Map() };
  } catch (error) {
    shelf.close();
    throw error;
  }
}

/** Opens the blobs of a data folder. A damaged segment is reported by `damage()` and does not keep the others from being read. */
export function openBlobStore(options: BlobStoreOptions): BlobStore {
  const state = openState(options);
  const sealing = createSealing(state);
  sealing.resume();
  const { shelf, keys, pool } = state;

  async function put(
    bytes: Buffer | AsyncIterable<Uint8Array>,
    { mediaType }: { mediaType: string },
  ): Promise<BlobRef> {
    let ref: BlobRef;
    if (Buffer.isBuffer(bytes) && bytes.length <= BATCH_BYTES) {
      ref = putWhole(state, bytes, mediaType);
    } else {
      const release = sealing.hold();
      try {
        ref = await putStream(state, Buffer.isBuffer(bytes) ? slices(bytes) : bytes, mediaType);
      } finally {
        release();
      }
    }
    sealing.sealWhenFull();
    return ref;
  }

  return {
    put,
    read: (ref) => readBlob(state, ref),
    async readAll(ref) {
      const chunks: Buffer[] = [];
      for await (const chunk of readBlob(state, ref)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    purge(...refs) {
      for (const [segment, each] of Map.groupBy(refs, (ref) => ref.segment))
        purgeKeys(
          state,
          segment,
          each.map(({ keyId }) => keyId),
        );
    },
    isWanted: ({ keyId }, since) => (state.answeredAgain.get(keyId) ?? '') >= since,
    sweep: (named, olderThan) => sweep(state, named, olderThan),
    seal: () => sealing.seal(),
    stats() {
      const rows = keys.segments();
      const sealedBytes = rows.reduce((sum, { size }) => sum + (size ?? 0), 0);
      const { number, writer } = shelf.current;
      return {
        segments: rows.length,
        openSegment: number,
        openSegmentBytes: writer.size(),
        sealedBytes,
        keysLeft: pool.left,
        sealProblem: sealing.problem(),
      };
    },
    damage: () => shelf.damage(),
    holdSealing: () => sealing.hold(),
    source: (segment) => shelf.source(segment),
    async close() {
      await sealing.close();
      pool.close();
      shelf.close();
    },
  };
}
