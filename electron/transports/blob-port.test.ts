import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok, refuse } from '../../shared/types/result.ts';
import { plainNodePort } from '../host/ports/plain-port.ts';
import { createHostFiles, type HostFiles, type OpenBlob, type ReadBlob, serveBlobPort } from './blob-port.ts';
import type { StoreUpload } from './blob-upload.ts';
import { PIECE_BYTES, WINDOW_PIECES } from './piece-window.ts';

const SHA256 = 'ab'.repeat(32);
const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A blob whose byte at n is n mod 251, read in chunks of `chunkBytes`; counts what the disk was asked for. */
function aBlob(size: number, chunkBytes: number) {
  const counted = { chunks: 0, returned: false };
  async function* chunks(start: number, end: number) {
    try {
      for (let at = start; at < end; at += chunkBytes) {
        counted.chunks++;
        const length = Math.min(chunkBytes, end - at);
        yield Uint8Array.from({ length }, (_unused, index) => (at + index) % 251);
      }
    } finally {
      counted.returned = true;
    }
  }
  const read: ReadBlob = async (_sha256, range = { start: 0, end: size }) =>
    ok({ size, mediaType: 'image/jpeg', chunks: chunks(range.start, range.end) });
  return { counted, read };
}

const storesNothing: StoreUpload = async () => refuse('NOT_SIGNED_IN', {});

function connect(read: ReadBlob, onError: (error: unknown) => void = () => undefined) {
  const { port1, port2 } = new MessageChannel();
  const sent: { type: string; bytes?: Uint8Array }[] = [];
  const port = plainNodePort(port2);
  serveBlobPort(
    {
      ...port,
      post: (message) => {
        sent.push(message as { type: string });
        port.post(message);
      },
    },
    { read, store: storesNothing },
    onError,
  );
  const reader: HostFiles = createHostFiles(plainNodePort(port1));
  open.push(() => port1.close());
  return { reader, sent, port1 };
}

async function opened(reader: HostFiles, ...args: Parameters<HostFiles['open']>): Promise<OpenBlob> {
  const result = await reader.open(...args);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const bytesOf = async (body: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  new Uint8Array(await new Response(body).arrayBuffer());

describe('stored files on a port', () => {
  it('brings every byte of a file, in pieces no larger than allowed', async () => {
    const size = 3 * 1024 * 1024 + 5;
    const { reader, sent } = connect(aBlob(size, 700_000).read);
    const blob = await opened(reader, SHA256);
    const bytes = await bytesOf(blob.body);
    expect(blob).toMatchObject({ size, mediaType: 'image/jpeg', start: 0, end: size });
    expect(bytes.length).toBe(size);
    expect(bytes.every((byte, at) => byte === at % 251)).toBe(true);
    expect(Math.max(...sent.map((message) => message.bytes?.length ?? 0))).toBeLessThanOrEqual(PIECE_BYTES);
  });

  it('brings an empty file', async () => {
    const { reader } = connect(aBlob(0, 10).read);
    expect((await bytesOf((await opened(reader, SHA256)).body)).length).toBe(0);
  });

  it('is not stopped by empty chunks', async () => {
    async function* chunks() {
      for (let at = 0; at < 20; at++) yield new Uint8Array(0);
      yield Uint8Array.of(1);
    }
    const { reader } = connect(async () => ok({ size: 1, mediaType: 'image/png', chunks: chunks() }));
    expect([...(await bytesOf((await opened(reader, SHA256)).body))]).toEqual([1]);
  });

  it.each([
    { range: { first: 10, last: 19 }, start: 10, end: 20 },
    { range: { first: 990, last: null }, start: 990, end: 1000 },
    { range: { first: null, last: 5 }, start: 995, end: 1000 },
    { range: { first: 500, last: 5000 }, start: 500, end: 1000 },
    { range: { first: null, last: 5000 }, start: 0, end: 1000 },
  ])('brings the bytes of the range $range', async ({ range, start, end }) => {
    const { reader } = connect(aBlob(1000, 64).read);
    const blob = await opened(reader, SHA256, range);
    expect(blob).toMatchObject({ size: 1000, start, end });
    expect([...(await bytesOf(blob.body))]).toEqual(
      Array.from({ length: end - start }, (_unused, at) => (start + at) % 251),
    );
  });

  it('refuses a range beyond the end and says how long the file is', async () => {
    const { reader } = connect(aBlob(1000, 64).read);
    const refused = await reader.open(SHA256, { first: 1000, last: null });
    expect(refused).toEqual({ ok: false, refusal: { code: 'RANGE_UNSATISFIABLE', data: { size: 1000 } } });
  });

  it('passes on why the host does not give the file', async () => {
    const { reader } = connect(async () => refuse('NOT_SIGNED_IN', {}));
    expect(await reader.open(SHA256)).toEqual({ ok: false, refusal: { code: 'NOT_SIGNED_IN', data: {} } });
  });

  it('asks the host nothing for a name that is no hash', async () => {
    const read = vi.fn<ReadBlob>();
    const { reader } = connect(read);
    expect(await reader.open('../keys.db')).toMatchObject({ ok: false, refusal: { code: 'BLOB_NOT_FOUND' } });
    expect(read).not.toHaveBeenCalled();
  });

  it('reads no further than the window while its reader takes nothing', async () => {
    const { counted, read } = aBlob(200 * PIECE_BYTES, PIECE_BYTES);
    const { reader, sent } = connect(read);
    const { body } = await opened(reader, SHA256);
    await pause(200);
    expect(counted.chunks).toBe(WINDOW_PIECES);
    const taking = body.getReader();
    for (let taken = 1; taken <= 50; taken++) {
      await taking.read();
      await pause(2);
      expect(sent.filter(({ type }) => type === 'piece').length).toBeLessThanOrEqual(taken + WINDOW_PIECES);
      expect(counted.chunks).toBeLessThanOrEqual(taken + WINDOW_PIECES);
    }
    await taking.cancel();
  });

  it('splits a chunk that is larger than the window without sending it all at once', async () => {
    const { reader, sent } = connect(aBlob(40 * PIECE_BYTES, 40 * PIECE_BYTES).read);
    const { body } = await opened(reader, SHA256);
    await pause(200);
    expect(sent.filter(({ type }) => type === 'piece').length).toBe(WINDOW_PIECES);
    expect((await bytesOf(body)).length).toBe(40 * PIECE_BYTES);
  });

  it('stops reading and lets go of the file when the reader cancels', async () => {
    const { counted, read } = aBlob(200 * PIECE_BYTES, PIECE_BYTES);
    const { reader } = connect(read);
    const { body } = await opened(reader, SHA256);
    await body.cancel();
    await vi.waitFor(() => expect(counted.returned).toBe(true));
    expect(counted.chunks).toBeLessThanOrEqual(WINDOW_PIECES);
  });

  it('lets go of the file when the port closes', async () => {
    const { counted, read } = aBlob(200 * PIECE_BYTES, PIECE_BYTES);
    const { reader, port1 } = connect(read);
    await opened(reader, SHA256);
    port1.close();
    await vi.waitFor(() => expect(counted.returned).toBe(true));
  });

  it('breaks the body off when the host finds the file damaged at its end', async () => {
    async function* chunks() {
      yield Uint8Array.of(1, 2, 3);
      throw new Error('hash differs');
    }
    const errors: unknown[] = [];
    const { reader } = connect(
      async () => ok({ size: 6, mediaType: 'image/png', chunks: chunks() }),
      (error) => errors.push(error),
    );
    const { body } = await opened(reader, SHA256);
    const taking = body.getReader();
    expect((await taking.read()).value).toEqual(Uint8Array.of(1, 2, 3));
    await expect(taking.read()).rejects.toThrow('BLOB_UNREADABLE');
    expect(errors).toHaveLength(1);
  });

  it('breaks off what is open and refuses the rest when the host is gone', async () => {
    const { read } = aBlob(200 * PIECE_BYTES, PIECE_BYTES);
    const { port1, port2 } = new MessageChannel();
    serveBlobPort(plainNodePort(port2), { read, store: storesNothing }, () => undefined);
    const reader = createHostFiles(plainNodePort(port1));
    const { body } = await opened(reader, SHA256);
    port2.close();
    await expect(bytesOf(body)).rejects.toThrow('BLOB_UNREADABLE');
    expect(await reader.open(SHA256)).toMatchObject({ ok: false, refusal: { code: 'BLOB_UNREADABLE' } });
  });

  it('carries several files at once', async () => {
    const { reader } = connect(aBlob(20 * PIECE_BYTES, PIECE_BYTES).read);
    const bodies = await Promise.all([1, 2, 3].map(async () => (await opened(reader, SHA256)).body));
    expect((await Promise.all(bodies.map(bytesOf))).map(({ length }) => length)).toEqual(
      Array(3).fill(20 * PIECE_BYTES),
    );
  });
});
