import { type IndirectObject, PdfError } from './value.ts';

/** Values that one file may make us hold: about 80 bytes each, so that they stay below the memory of the process. */
const MOST_VALUES = 1_500_000;
/** Entries of all cross-references of all revisions that are opened. */
const MOST_ENTRIES = 1_000_000;
/** All structure streams of all revisions together: a cross-reference stream of a million objects takes about 20 MB. */
const MOST_INFLATED_BYTES = 64 * 1024 * 1024;
/** How often the clock is looked at, in steps of work. */
const LOOK_EVERY = 1024;

/** What one file has cost so far, in all its revisions, and what is already known of its bytes. */
export interface Reading {
  /** One value was read, or something that takes as long was done. Throws {@link PdfError} when the file costs too much. */
  step(): void;
  /** One more entry of a cross-reference. */
  entry(): void;
  /** Bytes that may still come out of compressed streams. */
  inflatable(): number;
  inflated(bytes: number): void;
  /** Objects by their offset that read the same in every prefix of the file that holds them wholly. */
  readonly objects: Map<number, IndirectObject>;
  /** What is in object streams, by the stream. */
  readonly unpacked: WeakMap<IndirectObject, readonly IndirectObject[]>;
}

/** Starts to read one file; `deadline` is an instant of `performance.now()`. */
export function startReading(deadline = Number.POSITIVE_INFINITY): Reading {
  let steps = 0;
  let entries = 0;
  let bytes = 0;
  return {
    step() {
      steps += 1;
      if (steps > MOST_VALUES) throw new PdfError('pdf-too-complex', 'values');
      if (steps % LOOK_EVERY === 0 && performance.now() > deadline)
        throw new PdfError('pdf-too-complex', 'time');
    },
    entry() {
      entries += 1;
      if (entries > MOST_ENTRIES) throw new PdfError('pdf-too-complex', 'entries');
      if (entries % LOOK_EVERY === 0 && performance.now() > deadline)
        throw new PdfError('pdf-too-complex', 'time');
    },
    inflatable: () => MOST_INFLATED_BYTES - bytes,
    inflated(more) {
      bytes += more;
      if (bytes > MOST_INFLATED_BYTES || performance.now() > deadline)
        throw new PdfError('pdf-too-complex', 'compressed streams');
    },
    objects: new Map(),
    unpacked: new WeakMap(),
  };
}
