import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Clock } from '../../shared/types/clock.ts';
import { sqliteCode } from '../open.ts';
import { BlobDamaged } from './blob-ref.ts';
import { type KeyStore, type PreviousSegment, type SegmentRow, segmentFile } from './key-store.ts';
import {
  createSegment,
  openSegmentForReading,
  openSegmentForWriting,
  type SegmentReader,
  type SegmentWriter,
  segmentPath,
} from './segment.ts';

const OPEN_SEALED_SEGMENTS = 4;
const READ_ONLY = 0o444;
const OWNER_ONLY = 0o600;

/** What the shelf needs of the folder it stands in. */
export interface ShelfOptions {
  readonly folder: string;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly newKey: () => Buffer;
  readonly wrap: (file: string, key: Buffer) => string;
  readonly unwrap: (file: string, wrapped: string) => Buffer;
  readonly generation: () => number;
}

/** A file that is not as it was written. */
export interface FileDamage {
  readonly file: string;
  readonly detail: string;
}

interface OpenSegment {
  readonly number: number;
  readonly writer: SegmentWriter;
}

/** Turns SQLite's words about a segment into {@link BlobDamaged}; anything else is thrown as it is. */
export function asBlobDamage(error: unknown, number: number): BlobDamaged {
  if (error instanceof BlobDamaged) return error;
  const code = sqliteCode(error) ?? '';
  if (/^SQLITE_(CORRUPT|NOTADB|CANTOPEN|IOERR_SHORT_READ)/.test(code)) {
    return new BlobDamaged(segmentFile(number), `${code}: ${(error as Error).message}`, error);
  }
  throw error;
}

function segmentKey(options: ShelfOptions, number: number): Buffer {
  const wrapped = options.keys.segmentKey(number, options.generation());
  if (wrapped === undefined) throw new BlobDamaged('keys.db', `the key of ${segmentFile(number)} is missing`);
  return options.unwrap(segmentFile(number), wrapped);
}

/**
 * A file that keys.db does not list was made by a start that was cut off before anything was put into it, or belongs to another state
 * of keys.db. It is kept apart, never deleted.
 */
function setAside(folder: string, number: number, at: string): void {
  const path = segmentPath(folder, number);
  if (!existsSync(path)) return;
  const damaged = join(folder, 'damaged');
  mkdirSync(damaged, { recursive: true, mode: 0o700 });
  const stamp = at.replaceAll(':', '-');
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix))
      renameSync(path + suffix, join(damaged, `${stamp}-${basename(path)}${suffix}`));
  }
}

/** Makes the next file, then lists it: in this order no listed segment is ever without its file. */
function startSegment(
  options: ShelfOptions,
  number: number,
  retire: () => PreviousSegment | undefined,
): OpenSegment {
  const { folder, keys, clock } = options;
  setAside(folder, number, clock.now());
  const key = options.newKey();
  let writer: SegmentWriter | undefined;
  try {
    writer = createSegment(folder, number, key);
    const previous = retire();
    const wrapped = options.wrap(segmentFile(number), key);
    keys.openSegment({ number, generation: options.generation(), wrapped, at: clock.now() }, previous);
    return { number, writer };
  } catch (error) {
    writer?.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(segmentPath(folder, number) + suffix, { force: true });
    throw error;
  }
}

function openCurrent(options: ShelfOptions, rows: SegmentRow[], damage: FileDamage[]): OpenSegment {
  const last = Math.max(0, ...rows.map(({ number }) => number));
  const row = rows.find(({ state }) => state === 'open');
  if (row === undefined) return startSegment(options, last + 1, () => undefined);
  try {
    return {
      number: row.number,
      writer: openSegmentForWriting(options.folder, row.number, segmentKey(options, row.number)),
    };
  } catch (error) {
    const { data } = asBlobDamage(error, row.number);
    damage.push(data);
    // The damaged file stays where it is and new pages go to the next one.
    return startSegment(options, last + 1, () => ({ number: row.number, state: 'damaged' }));
  }
}

function checkSealedFiles(options: ShelfOptions, rows: SegmentRow[]): FileDamage[] {
  return rows.flatMap(({ number, state, size }) => {
    if (state === 'open') return [];
    const file = segmentFile(number);
    if (state === 'damaged') return [{ file, detail: 'damaged since an earlier start' }];
    const found = statSync(segmentPath(options.folder, number), { throwIfNoEntry: false })?.size;
    if (found === undefined) return [{ file, detail: 'missing' }];
    return found === size ? [] : [{ file, detail: `${found} of ${size} bytes` }];
  });
}

function createReaderCache(options: ShelfOptions) {
  const open = new Map<number, SegmentReader>();
  return {
    get(number: number): SegmentReader {
      let reader = open.get(number);
      if (reader) open.delete(number);
      else reader = openSegmentForReading(options.folder, number, segmentKey(options, number));
      open.set(number, reader);
      const [oldest] = open.keys();
      if (open.size > OPEN_SEALED_SEGMENTS && oldest !== undefined) this.drop(oldest);
      return reader;
    },
    drop(number: number): void {
      open.get(number)?.close();
      open.delete(number);
    },
    close(): void {
      for (const number of [...open.keys()]) this.drop(number);
    },
  };
}

/** The segments of a folder: the one that is written to and the sealed ones, opened on demand. */
export function createSegmentShelf(options: ShelfOptions) {
  const { folder, keys } = options;
  mkdirSync(join(folder, 'blobs'), { recursive: true, mode: 0o700 });
  const rows = keys.segments();
  const damage = checkSealedFiles(options, rows);
  let current = openCurrent(options, rows, damage);
  const readers = createReaderCache(options);

  /** Ends the current segment and begins the next; false when a reading connection is in the way (try again later). */
  function rotate(): boolean {
    const { number, writer } = current;
    const maxKeyId = writer.maxKeyId();
    if (!writer.makeSelfContained()) return false;
    const path = segmentPath(folder, number);
    try {
      const next = startSegment(options, number + 1, () => {
        writer.close();
        chmodSync(path, READ_ONLY);
        return { number, state: 'sealing', size: statSync(path).size, maxKeyId };
      });
      current = next;
    } catch (error) {
      chmodSync(path, OWNER_ONLY);
      writer.close();
      current = { number, writer: openSegmentForWriting(folder, number, segmentKey(options, number)) };
      throw error;
    }
    return true;
  }

  return {
    damage: (): readonly FileDamage[] => damage,
    get current(): OpenSegment {
      return current;
    },
    /** Rows of a segment wherever it is now. Throws {@link BlobDamaged}. */
    reader(number: number): SegmentReader {
      if (number === current.number) return current.writer;
      try {
        return readers.get(number);
      } catch (error) {
        throw asBlobDamage(error, number);
      }
    },
    rotate,
    /** Path and key of a segment's file, for a connection in a worker. */
    source: (number: number) => ({ path: segmentPath(folder, number), key: segmentKey(options, number) }),
    close(): void {
      readers.close();
      current.writer.checkpoint();
      current.writer.close();
    },
  };
}
export type SegmentShelf = ReturnType<typeof createSegmentShelf>;
