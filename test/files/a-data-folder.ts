import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, vi } from 'vitest';
import {
  createDataFolder,
  type DataFolder,
  type DataFolderOptions,
  type FolderRefusal,
  openDataFolder,
} from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { Refusal, Result } from '../../shared/types/result.ts';

/** A clock that moves one millisecond at each question, from a fixed start. */
export function tickingClock(start: Instant = '2026-11-24T03:00:00.000Z'): {
  now(): Instant;
  advance(ms: number): void;
} {
  let at = Date.parse(start);
  return {
    now: () => new Date(at++).toISOString(),
    advance: (ms) => {
      at += ms;
    },
  };
}

/** The accepted value; fails the test with the refusal otherwise. */
export function accepted<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The refusal; fails the test when there is none. */
export function refused<R extends Refusal>(result: Result<unknown, R>): R {
  if (result.ok) throw new Error('was expected to be refused');
  return result.refusal;
}

/** Everything of one test: a temporary place and the folders opened in it, all closed and removed after the test. */
export interface Place {
  readonly root: string;
  readonly data: string;
  readonly clock: ReturnType<typeof tickingClock>;
  options(more?: Partial<DataFolderOptions>): DataFolderOptions;
  create(more?: Partial<DataFolderOptions>): Promise<DataFolder>;
  open(more?: Partial<DataFolderOptions>): Promise<DataFolder>;
  tryOpen(more?: Partial<DataFolderOptions>): Promise<Result<DataFolder, FolderRefusal>>;
  tryCreate(more?: Partial<DataFolderOptions>): Promise<Result<DataFolder, FolderRefusal>>;
  /** Closes the folder after the test, whatever happens. */
  track(folder: DataFolder): DataFolder;
}

// Real files and real fsync: on a busy machine five seconds are not enough.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs after the test, last registered first. */
export function afterThisTest(cleanup: () => Promise<void> | void): void {
  cleanups.push(async () => cleanup());
}

/** A fresh place in the temporary folder, or at `root`. */
export function aPlace(root: string = mkdtempSync(join(tmpdir(), 'folder-'))): Place {
  const data = join(root, 'data');
  const clock = tickingClock();
  afterThisTest(() => rmSync(root, { recursive: true, force: true }));
  const track = (folder: DataFolder): DataFolder => {
    afterThisTest(() => folder.close());
    return folder;
  };
  const options = (more: Partial<DataFolderOptions> = {}): DataFolderOptions => ({
    path: data,
    wrappers: [createKeyFileWrapper(join(root, 'counter.key'))],
    clock,
    ...more,
  });
  const tryOpen = async (more?: Partial<DataFolderOptions>) => {
    const result = await openDataFolder(options(more));
    if (result.ok) track(result.value);
    return result;
  };
  const tryCreate = async (more?: Partial<DataFolderOptions>) => {
    const result = await createDataFolder(options(more));
    if (result.ok) track(result.value);
    return result;
  };
  return {
    root,
    data,
    clock,
    options,
    track,
    tryOpen,
    tryCreate,
    create: async (more) => accepted(await tryCreate(more)),
    open: async (more) => accepted(await tryOpen(more)),
  };
}
