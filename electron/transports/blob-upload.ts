import * as z from 'zod';
import { Sha256 } from '../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import { createPieceCredit, cutPieces } from './piece-window.ts';
import { limitUpload, UploadTooLong } from './upload-limit.ts';

const Id = z.number().int();
/** A piece as it crosses a port. */
export const PieceBytes = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);

/** A file begins, goes on and is whole; a `cancel` says that it never will be. */
export const FromGiver = [
  z.object({ type: z.literal('give'), id: Id, mediaType: z.string() }),
  z.object({ type: z.literal('given'), id: Id, bytes: PieceBytes }),
  z.object({ type: z.literal('given-all'), id: Id }),
] as const;
type FromGiver = z.infer<(typeof FromGiver)[number]> | { type: 'cancel'; id: number };

const StoredAnswer = z.object({
  type: z.literal('stored'),
  id: Id,
  sha256: Sha256,
  size: z.number().int().nonnegative(),
});
/** The taker allows so many more pieces, or has the whole file on disk; `failed` says why it has not. */
export const FromTaker = [
  z.object({ type: z.literal('allow'), id: Id, pieces: z.number().int().positive() }),
  StoredAnswer,
] as const;
type FromTaker =
  | z.infer<(typeof FromTaker)[number]>
  | { type: 'failed'; id: number; code: string; data: Record<string, unknown> };

/** A file that the host has on disk. */
export interface StoredUpload {
  sha256: string;
  size: number;
}

/** Keeps a file for one client, who may or may not be allowed to give one. */
export type StoreUpload = (
  bytes: AsyncIterable<Uint8Array>,
  mediaType: string,
) => Promise<Result<StoredUpload, Refusal>>;

class GivenUp extends Error {}

/** The host's end: stores files while their pieces come, and allows the next piece when one has been taken. */
export function createUploadTaker(
  store: StoreUpload,
  tell: (message: FromTaker) => void,
  onError: (error: unknown) => void,
) {
  const open = new Map<number, PieceQueue>();

  async function take(id: number, mediaType: string, queue: PieceQueue): Promise<void> {
    try {
      const stored = await store(limitUpload(queue.pieces()), mediaType);
      if (stored.ok) tell(StoredAnswer.parse({ type: 'stored', id, ...stored.value }));
      else tell({ type: 'failed', id, code: stored.refusal.code, data: { ...stored.refusal.data } });
    } catch (error) {
      if (error instanceof GivenUp) return;
      const tooLong = error instanceof UploadTooLong;
      if (!tooLong) onError(error);
      tell({ type: 'failed', id, code: tooLong ? 'BODY_TOO_LARGE' : 'INTERNAL', data: {} });
    } finally {
      open.delete(id);
    }
  }

  return {
    /** Pieces of a file that was refused are still on their way for a moment; nothing is done with them. */
    hear(message: FromGiver): void {
      const { id } = message;
      if (message.type === 'give') {
        const queue = createPieceQueue(() => tell({ type: 'allow', id, pieces: 1 }));
        open.set(id, queue);
        void take(id, message.mediaType, queue);
      } else if (message.type === 'given') open.get(id)?.push(message.bytes);
      else open.get(id)?.end(message.type === 'given-all' ? 'whole' : 'given-up');
    },
    /** The giver is gone: nothing of its unfinished files is kept. */
    drop(): void {
      for (const queue of open.values()) queue.end('given-up');
    },
  };
}

interface PieceQueue {
  push(bytes: Uint8Array): void;
  end(how: 'whole' | 'given-up'): void;
  pieces(): AsyncGenerator<Uint8Array>;
}

function createPieceQueue(taken: () => void): PieceQueue {
  const waiting: Uint8Array[] = [];
  let ending: 'whole' | 'given-up' | undefined;
  let wake: () => void = () => undefined;
  return {
    push(bytes) {
      waiting.push(bytes);
      wake();
    },
    end(how) {
      ending ??= how;
      wake();
    },
    async *pieces() {
      while (true) {
        if (ending === 'given-up') throw new GivenUp();
        const piece = waiting.shift();
        if (piece !== undefined) {
          yield piece;
          taken();
        } else if (ending === 'whole') return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

/** The window's end: sends a file in pieces, no more at once than a window of them. */
export function createUploadGiver(tell: (message: FromGiver) => void) {
  const open = new Map<number, { allow(pieces: number): void; settle(result: GivenResult): void }>();

  async function pump(id: number, body: AsyncIterable<Uint8Array>, mayGo: () => Promise<boolean>) {
    for await (const chunk of body) {
      for (const bytes of cutPieces(chunk)) {
        if (!(await mayGo())) return;
        tell({ type: 'given', id, bytes });
      }
    }
    tell({ type: 'given-all', id });
  }

  return {
    /** Refuses with the host's code, with HOST_ABSENT when the port goes, with UPLOAD_BROKEN_OFF when the bytes do not all come. */
    give(id: number, body: AsyncIterable<Uint8Array>, mediaType: string): Promise<GivenResult> {
      const { promise, resolve } = Promise.withResolvers<GivenResult>();
      const credit = createPieceCredit();
      const settle = (result: GivenResult) => {
        open.delete(id);
        credit.cancel();
        resolve(result);
      };
      open.set(id, { allow: credit.allow, settle });
      tell({ type: 'give', id, mediaType });
      pump(id, body, credit.mayGo).catch(() => {
        if (!open.has(id)) return;
        tell({ type: 'cancel', id });
        settle(refuse('UPLOAD_BROKEN_OFF', {}));
      });
      return promise;
    },
    hear(message: FromTaker): void {
      const giving = open.get(message.id);
      if (message.type === 'allow') giving?.allow(message.pieces);
      else if (message.type === 'failed') giving?.settle(refuse(message.code, message.data));
      else giving?.settle(ok({ sha256: message.sha256, size: message.size }));
    },
    /** The host is gone. */
    drop(): void {
      for (const giving of open.values()) giving.settle(refuse('HOST_ABSENT', {}));
    },
  };
}
type GivenResult = Result<StoredUpload, Refusal>;
