import * as z from 'zod';
import { Sha256 } from '../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import type { PlainPort } from '../host/ports/plain-port.ts';
import {
  createUploadGiver,
  createUploadTaker,
  FromGiver,
  FromTaker,
  PieceBytes,
  type StoredUpload,
  type StoreUpload,
} from './blob-upload.ts';
import { createPieceCredit, cutPieces, type PieceCredit } from './piece-window.ts';

/** One byte range as HTTP states it (RFC 9110 section 14.1.2): `first` null means the last `last` bytes, `last` null means to the end. */
export const ByteRange = z.object({
  first: z.number().int().nonnegative().nullable(),
  last: z.number().int().nonnegative().nullable(),
});
export type ByteRange = z.infer<typeof ByteRange>;

const Id = z.number().int();
const FromReader = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), id: Id, sha256: Sha256, range: ByteRange.optional() }),
  /** Allows so many more pieces. */
  z.object({ type: z.literal('credit'), id: Id, pieces: z.number().int().positive() }),
  /** Of a file that is read as of one that is given. */
  z.object({ type: z.literal('cancel'), id: Id }),
  ...FromGiver,
]);
type FromReader = z.infer<typeof FromReader>;
const FromHost = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('head'),
    id: Id,
    size: z.number().int(),
    mediaType: z.string(),
    start: z.number().int(),
    end: z.number().int(),
  }),
  z.object({ type: z.literal('piece'), id: Id, bytes: PieceBytes }),
  z.object({ type: z.literal('end'), id: Id }),
  z.object({ type: z.literal('failed'), id: Id, code: z.string(), data: z.record(z.string(), z.unknown()) }),
  ...FromTaker,
]);
type FromHost = z.infer<typeof FromHost>;

/** A stored file as the host reads it. */
export interface BlobSource {
  size: number;
  mediaType: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** Reads for one client, who may or may not be allowed to; an end is exclusive. */
export type ReadBlob = (
  sha256: string,
  range?: { start: number; end: number },
) => Promise<Result<BlobSource, Refusal>>;

/** What one client may do with files. */
export interface FileAccess {
  read: ReadBlob;
  store: StoreUpload;
}

/**
 * Serves stored files on a port and takes new ones: a piece leaves only on credit, so that a reader that stalls stops the reading of the disk
 * too, and a giver sends no faster than the disk takes.
 */
export function serveBlobPort(
  port: PlainPort,
  { read, store }: FileAccess,
  onError: (error: unknown) => void,
): void {
  const open = new Map<number, PieceCredit>();
  const tell = (message: FromHost) => port.post(message);
  const taker = createUploadTaker(store, tell, onError);
  port.onMessage((received) => {
    const message = FromReader.parse(received);
    if (message.type === 'credit') return open.get(message.id)?.allow(message.pieces);
    if (message.type === 'cancel') open.get(message.id)?.cancel();
    if (message.type !== 'open') return taker.hear(message);
    const { id } = message;
    const sending = createPieceCredit();
    open.set(id, sending);
    send(message, { read, tell, sending })
      .catch((error: unknown) => {
        onError(error);
        tell({ type: 'failed', id, code: 'BLOB_UNREADABLE', data: {} });
      })
      .finally(() => open.delete(id));
  });
  port.onClose(() => {
    for (const sending of open.values()) sending.cancel();
    taker.drop();
  });
  port.start();
}

interface SendTools {
  read: ReadBlob;
  tell(message: FromHost): void;
  sending: PieceCredit;
}

async function send(
  { id, sha256, range }: Extract<FromReader, { type: 'open' }>,
  { read, tell, sending }: SendTools,
): Promise<void> {
  const whole = await read(sha256);
  if (!whole.ok)
    return tell({ type: 'failed', id, code: whole.refusal.code, data: { ...whole.refusal.data } });
  const { size, mediaType } = whole.value;
  const wanted = range === undefined ? { start: 0, end: size } : resolveRange(range, size);
  if (wanted === undefined) return tell({ type: 'failed', id, code: 'RANGE_UNSATISFIABLE', data: { size } });
  const part = range === undefined ? whole : await read(sha256, wanted);
  if (!part.ok) return tell({ type: 'failed', id, code: part.refusal.code, data: { ...part.refusal.data } });
  if (sending.cancelled) return;
  tell({ type: 'head', id, size, mediaType, ...wanted });
  const chunks = part.value.chunks[Symbol.asyncIterator]();
  try {
    while (await sending.mayGo()) {
      const next = await chunks.next();
      if (next.done === true) return tell({ type: 'end', id });
      if (next.value.length === 0) sending.allow(1);
      let first = true;
      for (const bytes of cutPieces(next.value)) {
        if (!first && !(await sending.mayGo())) return;
        first = false;
        tell({ type: 'piece', id, bytes });
      }
    }
  } finally {
    await chunks.return?.();
  }
}

/** The range within a file of `size` bytes, end made exclusive; undefined when there is no such byte. */
function resolveRange({ first, last }: ByteRange, size: number): { start: number; end: number } | undefined {
  const start = first ?? Math.max(0, size - (last ?? 0));
  const end = first === null || last === null ? size : Math.min(size, last + 1);
  return start < end ? { start, end } : undefined;
}

/** A stored file on its way from the host. */
export interface OpenBlob {
  size: number;
  mediaType: string;
  start: number;
  /** Exclusive. */
  end: number;
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** The other end of a port that {@link serveBlobPort} serves. */
export interface HostFiles {
  /** Refuses with the host's code, or with BLOB_UNREADABLE when the port is gone. */
  open(sha256: string, range?: ByteRange): Promise<Result<OpenBlob, Refusal>>;
  /** Hands a file to the host; refuses with the host's code, or with HOST_ABSENT when the port is gone. */
  store(body: AsyncIterable<Uint8Array>, mediaType: string): Promise<Result<StoredUpload, Refusal>>;
  close(): void;
}

interface Receiving {
  hear(message: Exclude<FromHost, { type: 'allow' | 'stored' }>): void;
}

/** Reads and gives files through a port; a body that is not read holds at most a window of pieces, and one that is dropped is cancelled. */
export function createHostFiles(port: PlainPort): HostFiles {
  const receiving = new Map<number, Receiving>();
  let lastId = 0;
  let gone = false;
  const tell = (message: FromReader) => port.post(message);
  const giver = createUploadGiver(tell);
  port.onMessage((received) => {
    const message = FromHost.parse(received);
    if (message.type === 'allow' || message.type === 'stored') giver.hear(message);
    else if (message.type === 'failed' && !receiving.has(message.id)) giver.hear(message);
    else receiving.get(message.id)?.hear(message);
  });
  port.onClose(() => {
    gone = true;
    for (const [id, one] of receiving) one.hear({ type: 'failed', id, code: 'BLOB_UNREADABLE', data: {} });
    giver.drop();
  });
  port.start();
  return {
    open(sha256, range) {
      const asked = Sha256.safeParse(sha256);
      if (gone || !asked.success)
        return Promise.resolve(refuse(gone ? 'BLOB_UNREADABLE' : 'BLOB_NOT_FOUND', { sha256 }));
      const id = ++lastId;
      const { receiver, opened } = createReceiving({
        taken: () => tell({ type: 'credit', id, pieces: 1 }),
        dropped: () => tell({ type: 'cancel', id }),
        over: () => receiving.delete(id),
      });
      receiving.set(id, receiver);
      tell(
        range === undefined
          ? { type: 'open', id, sha256: asked.data }
          : { type: 'open', id, sha256: asked.data, range },
      );
      return opened;
    },
    store: async (body, mediaType) =>
      gone ? refuse('HOST_ABSENT', {}) : await giver.give(++lastId, body, mediaType),
    close: () => port.close(),
  };
}

interface ReceivingEvents {
  taken(): void;
  dropped(): void;
  over(): void;
}

function createReceiving({ taken, dropped, over }: ReceivingEvents) {
  const { promise: opened, resolve } = Promise.withResolvers<Result<OpenBlob, Refusal>>();
  const queue: Uint8Array<ArrayBuffer>[] = [];
  let ending: { error?: Error } | undefined;
  let wake: () => void = () => undefined;

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        while (queue.length === 0 && ending === undefined) {
          await new Promise<void>((done) => {
            wake = done;
          });
        }
        const piece = queue.shift();
        if (piece !== undefined) {
          controller.enqueue(piece);
          if (ending === undefined) taken();
        } else if (ending?.error !== undefined) controller.error(ending.error);
        else controller.close();
      },
      cancel() {
        over();
        if (ending === undefined) dropped();
        ending = {};
        wake();
      },
    },
    { highWaterMark: 0 },
  );

  function hear(message: Parameters<Receiving['hear']>[0]): void {
    if (message.type === 'head') {
      const { size, mediaType, start, end } = message;
      resolve(ok({ size, mediaType, start, end, body }));
    } else if (message.type === 'piece') queue.push(message.bytes);
    else {
      over();
      if (message.type === 'failed') {
        resolve(refuse(message.code, message.data));
        ending = { error: new Error(message.code) };
      } else ending = {};
    }
    wake();
  }
  return { receiver: { hear } satisfies Receiving, opened };
}
