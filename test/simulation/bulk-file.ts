import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { syncFile, syncFolder } from '../../db/folder/durable-file.ts';
import { createFolderKeys } from '../../db/folder/folder-keys.ts';
import { lockFolder } from '../../db/folder/folder-lock.ts';
import { creatingMarker } from '../../db/folder/inspect-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { readKeySlots, unlockWithWrappers } from '../../db/folder/key-slots.ts';
import type { Clock } from '../../shared/types/clock.ts';
import type { RowBatch } from './bulk-rows.ts';
import type { BulkWriterData, BulkWriterNote } from './bulk-writer.ts';

/** Batches that may wait for the writer; more would only fill the memory. */
const AHEAD = 3;

/** The records of a folder that is filled in bulk. */
export interface BulkFile {
  /** Gives rows to the writer; resolves at once, or when it has caught up. */
  write(batch: RowBatch): Promise<void>;
  /** Everything is written, on the disk, and as any other folder has it. */
  finish(): Promise<void>;
  /** Ends the writer; what it wrote is void. */
  abandon(): Promise<void>;
}

/**
 * Opens the records of a closed folder for filling, in a thread of its own. Until the end the folder bears the mark of one that is being made, so
 * that what a killed run leaves is opened by nobody.
 */
export async function openBulkFile(
  path: string,
  keyFile: string,
  clock: Clock,
  data: Omit<BulkWriterData, 'file' | 'key'>,
): Promise<BulkFile> {
  const lock = lockFolder(path, clock);
  if (!lock.ok) throw new Error(lock.refusal.code);
  writeFileSync(creatingMarker(path), '');
  const wrappers = [createKeyFileWrapper(keyFile)];
  const { content } = readKeySlots(path);
  const { master, slot } = await unlockWithWrappers(content, wrappers);
  const keys = createFolderKeys(path, content, { master, kind: slot.kind }, wrappers, clock);
  const file = join(path, 'counter.db');
  const workerData: BulkWriterData = { ...data, file, key: keys.dataKey('counter.db') };
  const worker = new Worker(new URL('./bulk-writer.ts', import.meta.url), { workerData });
  keys.forget();
  let broken: unknown;
  let waiting = 0;
  let goOn: (() => void) | undefined;
  worker.on('message', (note: BulkWriterNote) => {
    if (note === 'written') waiting -= 1;
    goOn?.();
  });
  worker.on('error', (error) => {
    broken = error;
    goOn?.();
  });
  const caughtUp = async (to: number): Promise<void> => {
    while (waiting > to && broken === undefined) await new Promise<void>((next) => (goOn = next));
    if (broken !== undefined) throw broken;
  };
  return {
    async write(batch) {
      waiting += 1;
      worker.postMessage(batch);
      await caughtUp(AHEAD);
    },
    async finish() {
      await caughtUp(0);
      const ended = once(worker, 'exit');
      worker.postMessage('finish');
      await ended;
      if (broken !== undefined) throw broken;
      syncFile(file);
      rmSync(creatingMarker(path));
      syncFolder(path);
      lock.value.release();
    },
    async abandon() {
      await worker.terminate();
      lock.value.release();
    },
  };
}
