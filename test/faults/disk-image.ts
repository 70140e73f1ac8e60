import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { Operation } from './syscall-log.ts';

const SECTOR = 512;

type Change = { offset: number; data: Buffer } | { size: number };

interface FileState {
  /** What a sync has made safe. */
  durable: Buffer;
  /** Changes since the last sync, which a power cut may keep, lose, tear or reorder. */
  pending: Change[];
}

/**
 * The folder as a disk could hold it: everything a sync promised, and of the rest whatever the cut left. Creating, renaming and removing a
 * file is taken as ordered and immediate, as on a journalled file system.
 */
export class DiskImage {
  readonly #folder: string;
  readonly #files = new Map<string, FileState>();

  constructor(folder: string, initial: ReadonlyMap<string, Buffer>) {
    this.#folder = folder;
    for (const [file, bytes] of initial) this.#files.set(file, { durable: bytes, pending: [] });
  }

  /** Applies one recorded operation. */
  apply(operation: Operation): void {
    switch (operation.kind) {
      case 'create':
        if (!this.#files.has(operation.file))
          this.#files.set(operation.file, { durable: Buffer.alloc(0), pending: [] });
        return;
      case 'write':
        this.#get(operation.file).pending.push({ offset: operation.offset, data: operation.data });
        return;
      case 'truncate':
        this.#get(operation.file).pending.push({ size: operation.size });
        return;
      case 'sync': {
        const state = this.#files.get(operation.file);
        if (state === undefined) return;
        state.durable = state.pending.reduce(change, state.durable);
        state.pending = [];
        return;
      }
      case 'rename': {
        const state = this.#files.get(operation.from);
        if (state === undefined) return;
        this.#files.delete(operation.from);
        this.#files.set(operation.to, state);
        return;
      }
      case 'unlink':
        this.#files.delete(operation.file);
        return;
      default:
    }
  }

  /** Writes into `target` one of the folders that a power cut at this moment could have left. */
  cut(random: SeededRandom, target: string): void {
    for (const [file, state] of this.#files) {
      // The shared-memory index of the log is rebuilt by SQLite and never part of what must survive.
      if (file.endsWith('-shm')) continue;
      const survived = state.pending.flatMap((pending) => survivors(pending, random));
      for (let index = survived.length - 1; index > 0; index -= 1) {
        const other = random.below(index + 1);
        [survived[index], survived[other]] = [survived[other] as Change, survived[index] as Change];
      }
      const path = join(target, relative(this.#folder, file));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, survived.reduce(change, state.durable), { mode: 0o600 });
    }
  }

  #get(file: string): FileState {
    const state = this.#files.get(file);
    if (state === undefined) throw new Error(`a change to a file that was never made: ${file}`);
    return state;
  }
}

/** A pending change survives whole, not at all, or in part: some of its sectors. */
function survivors(pending: Change, random: SeededRandom): Change[] {
  const fate = random.below(4);
  if (fate === 0) return [];
  if (fate < 3 || !('data' in pending)) return [pending];
  const parts: Change[] = [];
  for (let start = 0; start < pending.data.length; start += SECTOR) {
    if (random.below(2) === 0)
      parts.push({ offset: pending.offset + start, data: pending.data.subarray(start, start + SECTOR) });
  }
  return parts;
}

function change(bytes: Buffer, pending: Change): Buffer {
  if ('size' in pending) {
    const resized = Buffer.alloc(pending.size);
    bytes.copy(resized);
    return resized;
  }
  const end = pending.offset + pending.data.length;
  const grown =
    end > bytes.length ? Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]) : Buffer.from(bytes);
  pending.data.copy(grown, pending.offset);
  return grown;
}
