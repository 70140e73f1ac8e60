import { createHash, createSecretKey, hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BlobRef } from './blob-ref.ts';
import { CHUNK_BYTES, chunksOf, sealChunk } from './chunk-cipher.ts';
import type { SegmentWriter, StoredBlob } from './segment.ts';
import { type StoreState, toRef } from './store-state.ts';

// Bytes that are written in one transaction; longer input is stored as a stream so that the host stays responsive.
export const BATCH_BYTES = 16 * CHUNK_BYTES;

function findLive(state: StoreState, writer: SegmentWriter, sha256: string): StoredBlob | undefined {
  const found = writer.findBySha256(sha256).find(({ keyId }) => state.keys.findKey(keyId) !== undefined);
  if (found) state.answeredAgain.set(found.keyId, state.clock.now());
  return found;
}

function takeKey({ pool }: StoreState) {
  const { id, key } = pool.take();
  return { id, key: createSecretKey(key) };
}

/** The arrival of one page: hash, encrypt, one transaction, one fsync. */
export function putWhole(state: StoreState, bytes: Buffer, mediaType: string): BlobRef {
  const { number, writer } = state.shelf.current;
  const sha256 = hash('sha256', bytes, 'hex');
  const existing = findLive(state, writer, sha256);
  if (existing) return toRef(number, existing);
  const { id, key } = takeKey(state);
  const blob: StoredBlob = { keyId: id, sha256, size: bytes.length, mediaType, storedAt: state.clock.now() };
  writer.immediate(() => {
    let index = 0;
    for (const chunk of chunksOf(bytes)) {
      writer.insertChunk(id, index, sealChunk(key, id, index, chunk));
      index++;
    }
    writer.insertBlob(blob);
  });
  return toRef(number, blob);
}

async function* inBatches(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    // A piece may be reused by its source after this turn.
    pending.push(Uint8Array.from(piece));
    length += piece.length;
    if (length < BATCH_BYTES) continue;
    const joined = Buffer.concat(pending);
    let at = 0;
    for (; at + BATCH_BYTES <= joined.length; at += BATCH_BYTES) yield joined.subarray(at, at + BATCH_BYTES);
    pending = [joined.subarray(at)];
    length = joined.length - at;
  }
  yield Buffer.concat(pending);
}

/** A long blob: several transactions; only the last writes the row that makes it visible. */
export async function putStream(
  state: StoreState,
  pieces: AsyncIterable<Uint8Array>,
  mediaType: string,
): Promise<BlobRef> {
  const { number, writer } = state.shelf.current;
  const { id, key } = takeKey(state);
  const digest = createHash('sha256');
  let size = 0;
  let index = 0;
  try {
    for await (const batch of inBatches(pieces)) {
      digest.update(batch);
      size += batch.length;
      writer.immediate(() => {
        for (const chunk of chunksOf(batch)) {
          writer.insertChunk(id, index, sealChunk(key, id, index, chunk));
          index++;
        }
      });
      await nextTurn();
    }
    const sha256 = digest.digest('hex');
    const existing = findLive(state, writer, sha256);
    if (existing) {
      writer.removeBlobs([id]);
      return toRef(number, existing);
    }
    const blob: StoredBlob = { keyId: id, sha256, size, mediaType, storedAt: state.clock.now() };
    writer.immediate(() => writer.insertBlob(blob));
    return toRef(number, blob);
  } catch (error) {
    removeUnfinished(writer, id);
    throw error;
  }
}

function removeUnfinished(writer: SegmentWriter, keyId: number): void {
  try {
    writer.removeBlobs([keyId]);
  } catch {
    // A full disk may refuse this too. The chunks have no blob row, nothing can name them, and the next open sweeps them.
  }
}

/** A long buffer as a stream, without copying. */
export async function* slices(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += BATCH_BYTES) yield bytes.subarray(at, at + BATCH_BYTES);
}
