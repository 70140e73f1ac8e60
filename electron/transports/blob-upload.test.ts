import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok, refuse } from '../../shared/types/result.ts';
import { plainNodePort } from '../host/ports/plain-port.ts';
import { createHostFiles, serveBlobPort } from './blob-port.ts';
import type { StoreUpload } from './blob-upload.ts';
import { PIECE_BYTES, WINDOW_PIECES } from './piece-window.ts';
import { UPLOAD_LIMIT_BYTES } from './upload-limit.ts';

const SHA256 = 'ab'.repeat(32);
const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Keeps what is given in memory, as the host keeps it on disk. */
function aStore() {
  const kept: { bytes: Buffer; mediaType: string }[] = [];
  const broken: unknown[] = [];
  const store: StoreUpload = async (pieces, mediaType) => {
    const parts: Uint8Array[] = [];
    try {
      for await (const piece of pieces) parts.push(piece);
    } catch (error) {
      broken.push(error);
      throw error;
    }
    const bytes = Buffer.concat(parts);
    kept.push({ bytes, mediaType });
    return ok({ sha256: SHA256, size: bytes.length });
  };
  return { kept, broken, store };
}

function connect(store: StoreUpload) {
  const { port1, port2 } = new MessageChannel();
  const errors: unknown[] = [];
  const sent: { type: string; bytes?: Uint8Array }[] = [];
  const read = async () => refuse('BLOB_NOT_FOUND', {});
  serveBlobPort(plainNodePort(port2), { read, store }, (error) => errors.push(error));
  const port = plainNodePort(port1);
  const files = createHostFiles({
    ...port,
    post: (message) => {
      sent.push(message as { type: string });
      port.post(message);
    },
  });
  open.push(() => port1.close());
  return { files, sent, errors, port1, port2 };
}

/** Bytes that are n mod 251, in chunks; counts what was asked for and whether the rest was let go. */
function aBody(size: number, chunkBytes: number) {
  const counted = { chunks: 0, returned: false };
  async function* chunks() {
    try {
      for (let at = 0; at < size; at += chunkBytes) {
        counted.chunks++;
        const length = Math.min(chunkBytes, size - at);
        yield Uint8Array.from({ length }, (_unused, index) => (at + index) % 251);
      }
    } finally {
      counted.returned = true;
    }
  }
  return { counted, body: chunks() };
}

const emptyChunks = (count: number) =>
  ReadableStream.from(Array<Uint8Array>(count).fill(new Uint8Array(PIECE_BYTES)));

describe('files given through a port', () => {
  it.each([
    { size: 3 * PIECE_BYTES + 5, chunkBytes: 100_000 },
    { size: 9 * PIECE_BYTES, chunkBytes: 9 * PIECE_BYTES },
    { size: 0, chunkBytes: 1 },
  ])('brings every byte of $size in pieces no larger than allowed', async ({ size, chunkBytes }) => {
    const { kept, store } = aStore();
    const { files, sent } = connect(store);
    expect(await files.store(aBody(size, chunkBytes).body, 'image/png')).toEqual(
      ok({ sha256: SHA256, size }),
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]?.mediaType).toBe('image/png');
    expect(kept[0]?.bytes.length).toBe(size);
    expect(kept[0]?.bytes.every((byte, at) => byte === at % 251)).toBe(true);
    for (const { bytes } of sent) {
      expect(bytes?.length ?? 0).toBeLessThanOrEqual(PIECE_BYTES);
      expect(bytes?.buffer.byteLength ?? 0).toBeLessThanOrEqual(PIECE_BYTES);
    }
  });

  it('sends no more than a window while the host takes nothing', async () => {
    const taking = Promise.withResolvers<void>();
    const { files, sent } = connect(async (pieces) => {
      await taking.promise;
      let size = 0;
      for await (const piece of pieces) size += piece.length;
      return ok({ sha256: SHA256, size });
    });
    const stored = files.store(emptyChunks(20), 'image/png');
    await pause(100);
    expect(sent.filter(({ type }) => type === 'given')).toHaveLength(WINDOW_PIECES);
    taking.resolve();
    expect(await stored).toEqual(ok({ sha256: SHA256, size: 20 * PIECE_BYTES }));
  });

  it('takes a file of exactly the limit, refuses a longer one and keeps nothing of it', async () => {
    const { kept, broken, store } = aStore();
    const { files, errors } = connect(store);
    const most = UPLOAD_LIMIT_BYTES / PIECE_BYTES;
    expect(await files.store(emptyChunks(most), 'image/png')).toMatchObject({ ok: true });
    expect(await files.store(emptyChunks(most + 40), 'image/png')).toEqual(refuse('BODY_TOO_LARGE', {}));
    expect([kept.length, broken.length, errors.length]).toEqual([1, 1, 0]);
  });

  it('passes on why the host takes no file, and asks for no more of it', async () => {
    const { files } = connect(async () => refuse('NOT_SIGNED_IN', {}));
    const { counted, body } = aBody(200 * PIECE_BYTES, PIECE_BYTES);
    expect(await files.store(body, 'image/png')).toEqual(refuse('NOT_SIGNED_IN', {}));
    await vi.waitFor(() => expect(counted.returned).toBe(true));
    expect(counted.chunks).toBeLessThanOrEqual(WINDOW_PIECES + 1);
  });

  it('keeps nothing of a file that breaks off', async () => {
    const { kept, broken, store } = aStore();
    const { files, errors } = connect(store);
    async function* body() {
      yield new Uint8Array(10);
      throw new Error('the page is gone');
    }
    expect(await files.store(body(), 'image/png')).toEqual(refuse('UPLOAD_BROKEN_OFF', {}));
    await vi.waitFor(() => expect(broken).toHaveLength(1));
    expect([kept, errors]).toEqual([[], []]);
  });

  it('keeps nothing of a file whose giver goes away', async () => {
    const { kept, broken, store } = aStore();
    const { files, sent, port1 } = connect(store);
    const never = Promise.withResolvers<void>();
    async function* body() {
      yield new Uint8Array(10);
      await never.promise;
    }
    void files.store(body(), 'image/png');
    await vi.waitFor(() => expect(sent.some(({ type }) => type === 'given')).toBe(true));
    await pause(20);
    port1.close();
    await vi.waitFor(() => expect(broken).toHaveLength(1));
    expect(kept).toEqual([]);
  });

  it('says that the host is gone in the middle of a file and before the next', async () => {
    const { files, port2 } = connect(async (pieces) => {
      for await (const _piece of pieces) port2.close();
      return refuse('NEVER_HEARD', {});
    });
    expect(await files.store(emptyChunks(20), 'image/png')).toEqual(refuse('HOST_ABSENT', {}));
    expect(await files.store(emptyChunks(1), 'image/png')).toEqual(refuse('HOST_ABSENT', {}));
  });

  it('tells the log, and not the window, what went wrong in the host', async () => {
    const { files, errors } = connect(async () => {
      throw new Error('the disk is full');
    });
    expect(await files.store(emptyChunks(1), 'image/png')).toEqual(refuse('INTERNAL', {}));
    expect(errors).toHaveLength(1);
  });

  it('carries several files at once', async () => {
    const { kept, store } = aStore();
    const { files } = connect(store);
    const given = [1, 2, 3].map((count) => files.store(emptyChunks(count), 'image/png'));
    await Promise.all(given);
    expect(kept.map(({ bytes }) => bytes.length / PIECE_BYTES).sort()).toEqual([1, 2, 3]);
  });
});
