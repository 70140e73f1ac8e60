import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Result } from '../../shared/types/result.ts';
import { type BlobStore, openBlobStore } from '../blobs/blob-store.ts';
import { segmentFile } from '../blobs/key-store.ts';
import type { FileDamage } from '../blobs/segment-shelf.ts';
import type { Migration } from '../migrate.ts';
import { migrationSources } from '../migrations/sources.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { createReadWorkerPool, type ReadWorkerPool } from '../readers/read-worker-pool.ts';
import { type BackupOptions, type BackupRefusal, type BackupReport, writeBackup } from './backup.ts';
import { type BackupPlaceRefusal, checkBackupPlace } from './backup-place.ts';
import { syncFolder } from './durable-file.ts';
import { type FolderFiles, fileSize, openFolderFiles } from './folder-files.ts';
import { createFolderKeys, type FolderKeys, type KeySlots } from './folder-keys.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { clearUnfinished, creatingMarker, inspectDataFolder } from './inspect-folder.ts';
import {
  type KeySlotFile,
  type KeyWrapper,
  makeFirstSlot,
  readKeySlots,
  unlockWithWrappers,
  wrapFileKey,
  writeKeySlots,
} from './key-slots.ts';
import { newKey } from './key-wrap.ts';
import { type NetworkDriveProbe, probeNetworkDrive } from './network-drive.ts';
import { type QuickCheck, startQuickCheck } from './quick-check.ts';
import { type FolderRefusal, isReadOnly, refusalOf, refuseFolder } from './refusals.ts';
import { openScratch, type Scratch } from './scratch.ts';

export { inspectDataFolder } from './inspect-folder.ts';
export type { FolderRefusal } from './refusals.ts';

/** How a folder is made or opened. */
export interface DataFolderOptions {
  readonly path: string;
  /** Key stores in the order of preference. */
  readonly wrappers: readonly KeyWrapper[];
  readonly clock: Clock;
  readonly segmentLimitBytes?: number;
  /** The steps of counter.db's schema; those of db/migrations when absent. */
  readonly migrations?: readonly Migration[];
  readonly networkProbe?: NetworkDriveProbe;
}

/** Something that people should know of, though the folder is open. */
export type FolderWarning = 'KEY_FILE_IN_USE' | 'KEY_SLOTS_REPAIRED' | 'BLOBS_DAMAGED' | 'UNCLEAN_SHUTDOWN';

/** An open data folder; this process is the only one that has it. */
export interface DataFolder {
  readonly path: string;
  readonly folderId: string;
  readonly write: WriteDb;
  readonly read: ReadDb;
  readonly blobs: BlobStore;
  readonly keySlots: KeySlots;
  readonly wasCleanShutdown: boolean;
  readonly warnings: readonly FolderWarning[];
  /** Segments that cannot be read; every other one is served. */
  readonly damage: readonly FileDamage[];
  readonly quickCheck: QuickCheck;
  readonly readerPool: ReadWorkerPool;
  /** Files of work under way. */
  readonly scratch: Scratch;
  /** Writes a verified copy of the whole folder into a new folder inside `directory`. */
  backupTo(directory: string, options?: BackupOptions): Promise<Result<BackupReport, BackupRefusal>>;
  /** Whether backups can go to `directory`; answers its path with links resolved. */
  checkBackupFolder(directory: string): Promise<Result<string, BackupPlaceRefusal>>;
  close(): Promise<void>;
}

function nearestExisting(path: string): string {
  let at = resolve(path);
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** Asked of the folder, or of the one it is to be made in, before anything is written. */
function assertUsablePlace(path: string, probe: NetworkDriveProbe): void {
  const place = nearestExisting(path);
  if (!statSync(place).isDirectory())
    refuseFolder({ code: 'FOLDER_FOREIGN', data: { path, found: 'foreign' } });
  const type = probe(place);
  if (type !== undefined) refuseFolder({ code: 'NETWORK_DRIVE', data: { type } });
  try {
    accessSync(place, constants.W_OK);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    refuseFolder({ code: 'FOLDER_READ_ONLY', data: { path } });
  }
}

function takeLock(path: string, clock: Clock): FolderLock {
  const lock = lockFolder(path, clock);
  return lock.ok ? lock.value : refuseFolder(lock.refusal);
}

function warningsOf(
  opened: Opened,
  folder: { clean: boolean; damage: readonly FileDamage[] },
): FolderWarning[] {
  const warnings: FolderWarning[] = [];
  if (opened.keys.openedBy === 'key-file') warnings.push('KEY_FILE_IN_USE');
  if (opened.slotsRepaired) warnings.push('KEY_SLOTS_REPAIRED');
  if (folder.damage.length > 0) warnings.push('BLOBS_DAMAGED');
  if (!folder.clean) warnings.push('UNCLEAN_SHUTDOWN');
  return warnings;
}

interface Opened {
  readonly lock: FolderLock;
  readonly keys: FolderKeys;
  readonly files: FolderFiles;
  /** Made a moment ago by this host. */
  readonly isNew: boolean;
  readonly slotsRepaired: boolean;
}

function openBlobs(options: DataFolderOptions, { keys, files }: Opened, pool: ReadWorkerPool): BlobStore {
  return openBlobStore({
    folder: options.path,
    keys: files.keys,
    clock: options.clock,
    newKey,
    wrap: keys.wrap,
    unwrap: keys.unwrap,
    generation: () => keys.generation,
    hashFile: (path, signal) => pool.run('hashFile', { path }, { signal }),
    ...(options.segmentLimitBytes === undefined ? {} : { segmentLimitBytes: options.segmentLimitBytes }),
  });
}

function assemble(options: DataFolderOptions, opened: Opened): DataFolder {
  const { path, clock } = options;
  const { lock, keys, files } = opened;
  const segmentNumber = (file: string): number => Number(/^blobs\/(\d+)\.db$/.exec(file)?.[1] ?? Number.NaN);
  const pool = createReadWorkerPool((file) => {
    if (file === 'counter.db' || file === 'keys.db')
      return { path: join(path, file), key: keys.dataKey(file) };
    return blobs.source(segmentNumber(file));
  });
  const wasCleanShutdown = files.keys.wasClosed();
  files.keys.noteOpen();
  const blobs = openBlobs(options, opened, pool);
  // Files that this host has just made hold nothing that could have been damaged since.
  const checked = opened.isNew ? [] : ['counter.db', 'keys.db', segmentFile(blobs.stats().openSegment)];
  const quickCheck = startQuickCheck(
    pool,
    checked.map((file) => ({ file, size: fileSize(path, file) })),
    wasCleanShutdown,
  );
  const closingDown = new AbortController();
  let backups: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  async function shut(): Promise<void> {
    closingDown.abort(new Error('the folder is closing'));
    await backups;
    await quickCheck.cancel();
    await pool.close();
    await blobs.close();
    files.keys.noteClosed();
    files.close();
    keys.forget();
    lock.release();
  }

  return {
    path,
    folderId: keys.folderId,
    write: files.write,
    read: files.read,
    blobs,
    keySlots: keys.slots,
    wasCleanShutdown,
    warnings: warningsOf(opened, { clean: wasCleanShutdown, damage: blobs.damage() }),
    damage: blobs.damage(),
    quickCheck,
    readerPool: pool,
    scratch: openScratch(path),
    backupTo(directory, { signal, onProgress } = {}) {
      const signals = signal ? [signal, closingDown.signal] : [closingDown.signal];
      const work = { signal: AbortSignal.any(signals), ...(onProgress ? { onProgress } : {}) };
      const source = {
        path,
        folderId: keys.folderId,
        clock,
        pool,
        blobs,
        segments: () => files.keys.segments(),
      };
      // One after the other: each removes what a cut-off one left.
      const written = backups.then(() => writeBackup({ ...source, ...work, directory }));
      backups = written.catch(() => undefined);
      return written;
    },
    checkBackupFolder: async (directory) => checkBackupPlace(path, directory, options.networkProbe),
    close() {
      closing ??= shut();
      return closing;
    },
  };
}

/** Opens the files over an open master key; on any failure everything is closed and the lock is given back. */
function openWith(
  options: DataFolderOptions,
  lock: FolderLock,
  keys: FolderKeys,
  how: { create: boolean; slotsRepaired: boolean },
): DataFolder {
  const { path, clock, migrations = migrationSources() } = options;
  const files = openFolderFiles(path, keys, { clock, migrations, create: how.create });
  try {
    return assemble(options, { lock, keys, files, isNew: how.create, slotsRepaired: how.slotsRepaired });
  } catch (error) {
    files.close();
    throw error;
  }
}

/**
 * Opens an existing data folder and starts its quick check in the background. Expected obstacles are refusals that name what and where;
 * a refused open leaves the folder as it was.
 */
export async function openDataFolder(options: DataFolderOptions): Promise<Result<DataFolder, FolderRefusal>> {
  const { path, wrappers, clock, networkProbe = probeNetworkDrive } = options;
  let lock: FolderLock | undefined;
  try {
    const found = inspectDataFolder(path);
    if (found === 'absent' || found === 'empty') refuseFolder({ code: 'FOLDER_ABSENT', data: { path } });
    if (found === 'foreign') refuseFolder({ code: 'FOLDER_FOREIGN', data: { path, found } });
    assertUsablePlace(path, networkProbe);
    lock = takeLock(path, clock);
    const { content, repaired } = readKeySlots(path);
    const { master, slot } = await unlockWithWrappers(content, wrappers);
    const keys = createFolderKeys(path, content, { master, kind: slot.kind }, wrappers, clock);
    return ok(openWith(options, lock, keys, { create: false, slotsRepaired: repaired }));
  } catch (error) {
    lock?.release();
    return { ok: false, refusal: refusalOf(error, path, 'counter.db') };
  }
}

async function newKeySlots({ path, wrappers, clock }: DataFolderOptions): Promise<FolderKeys> {
  const folderId = uuidv7();
  const master = newKey();
  const slot = await makeFirstSlot(wrappers, folderId, uuidv7, master, clock);
  if (!slot) {
    return refuseFolder({
      code: 'KEY_MISSING',
      data: { tried: wrappers.map(({ kind }) => kind), slots: [], recoverable: false },
    });
  }
  const wrapNew = (file: string): string => wrapFileKey(folderId, master, file, newKey());
  const files = { 'counter.db': wrapNew('counter.db'), 'keys.db': wrapNew('keys.db') };
  const content: KeySlotFile = { version: 1, folderId, generation: 1, slots: [slot], files };
  writeKeySlots(path, content);
  return createFolderKeys(path, content, { master, kind: slot.kind }, wrappers, clock);
}

/**
 * Makes a data folder in an absent or empty place. A start that is cut off leaves a marker, under which the next creation begins anew;
 * a refused creation removes what it made.
 */
export async function createDataFolder(
  options: DataFolderOptions,
): Promise<Result<DataFolder, FolderRefusal>> {
  const { path, clock, networkProbe = probeNetworkDrive } = options;
  let lock: FolderLock | undefined;
  let begun = false;
  try {
    const found = inspectDataFolder(path);
    if (found === 'counter' || found === 'foreign')
      refuseFolder({ code: 'FOLDER_FOREIGN', data: { path, found } });
    assertUsablePlace(path, networkProbe);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(path, 0o700);
    lock = takeLock(path, clock);
    clearUnfinished(path);
    writeFileSync(creatingMarker(path), '');
    begun = true;
    const keys = await newKeySlots(options);
    const folder = openWith(options, lock, keys, { create: true, slotsRepaired: false });
    rmSync(creatingMarker(path));
    syncFolder(path);
    return ok(folder);
  } catch (error) {
    if (begun) clearUnfinished(path);
    lock?.release();
    return { ok: false, refusal: refusalOf(error, path, 'counter.db') };
  }
}
