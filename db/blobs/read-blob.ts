import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BlobDamaged, BlobPurged, type BlobRef } from './blob-ref.ts';
import { CHUNK_BYTES, openChunk } from './chunk-cipher.ts';
import { segmentFile } from './key-store.ts';
import type { SegmentReader } from './segment.ts';
import { inSegment, type StoreState } from './store-state.ts';

const CHUNKS_PER_TURN = 16;

function readChunk(reader: SegmentReader, ref: BlobRef, key: Buffer, index: number): Buffer {
  const file = segmentFile(ref.segment);
  const sealed = reader.findChunk(ref.keyId, index);
  if (!sealed) throw new BlobDamaged(file, `chunk ${index} of blob ${ref.sha256} is missing`);
  const plain = openChunk(key, ref.keyId, index, sealed);
  if (!plain) throw new BlobDamaged(file, `chunk ${index} of blob ${ref.sha256} is not authentic`);
  return plain;
}

/** Streams a blob: every chunk authenticated, the hash of the whole checked at the end. Throws BlobDamaged, BlobPurged. */
export async function* readBlob(state: StoreState, ref: BlobRef): AsyncGenerator<Buffer> {
  const key = state.keys.findKey(ref.keyId);
  if (!key) throw new BlobPurged(ref.sha256);
  const file = segmentFile(ref.segment);
  const row = inSegment(state, ref.segment, (reader) => reader.findBlob(ref.keyId));
  if (row?.sha256 !== ref.sha256 || row.size !== ref.size)
    throw new BlobDamaged(file, `blob ${ref.sha256} is not where it is said to be`);
  const digest = createHash('sha256');
  const count = Math.ceil(ref.size / CHUNK_BYTES);
  for (let index = 0; index < count; index++) {
    // Looked up each time: between two chunks the segment may have been sealed, or closed by the cache.
    const plain = inSegment(state, ref.segment, (reader) => readChunk(reader, ref, key, index));
    digest.update(plain);
    yield plain;
    if (index % CHUNKS_PER_TURN === CHUNKS_PER_TURN - 1) await nextTurn();
  }
  if (digest.digest('hex') !== ref.sha256) throw new BlobDamaged(file, `blob ${ref.sha256} has another hash`);
}
