/** The largest piece of a file that crosses a port. */
export const PIECE_BYTES = 256 * 1024;
/** Pieces that may be on their way before the taker has taken one: what bounds the memory of both sides. */
export const WINDOW_PIECES = 4;

/** How many pieces a sender may still send. */
export interface PieceCredit {
  allow(pieces: number): void;
  cancel(): void;
  /** Resolves to true with one piece's credit, to false once cancelled. */
  mayGo(): Promise<boolean>;
  readonly cancelled: boolean;
}

/** The credit of one file that begins to be sent: one window. */
export function createPieceCredit(): PieceCredit {
  let credit = WINDOW_PIECES;
  let cancelled = false;
  let wake: () => void = () => undefined;
  return {
    get cancelled() {
      return cancelled;
    },
    allow(pieces) {
      credit += pieces;
      wake();
    },
    cancel() {
      cancelled = true;
      wake();
    },
    async mayGo() {
      while (credit === 0 && !cancelled) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      credit -= 1;
      return !cancelled;
    },
  };
}

/**
 * Copies of at most {@link PIECE_BYTES}, each made when it is asked for: a view would take its whole underlying buffer across, and Electron's
 * ports transfer only ports.
 */
export function* cutPieces(chunk: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES)
    yield Uint8Array.from(chunk.subarray(at, at + PIECE_BYTES));
}
