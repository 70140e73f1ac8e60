import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/types/clock.ts';
import { createKeyStore, type KeyStore, keyStoreMigrations } from '../blobs/key-store.ts';
import { type Migration, migrate } from '../migrate.ts';
import { copyInto, openReader, openWriter, type ReadDb, type WriteDb } from '../open.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import type { FolderKeys } from './folder-keys.ts';
import type { KeyedFile } from './key-slots.ts';
import { refusalOf, refuseFolder } from './refusals.ts';

const KEPT_COPIES = 2;
/** Lists and searches go over the newest dossiers again and again: 64 MB hold what a day asks for, of the index and of the rows. */
const READ_CACHE_KB = 65_536;

/** The two always-open files of a folder. */
export interface FolderFiles {
  readonly write: WriteDb;
  readonly read: ReadDb;
  readonly keys: KeyStore;
  close(): void;
}

function assertPresent(path: string, file: KeyedFile): void {
  const size = statSync(join(path, file), { throwIfNoEntry: false })?.size;
  // An emptied file would open as a new, empty database.
  if (size === undefined || size === 0) {
    refuseFolder({ code: 'FILE_DAMAGED', data: { file, detail: size === undefined ? 'missing' : 'empty' } });
  }
}

function openFile(path: string, file: KeyedFile, keys: FolderKeys, create: boolean): WriteDb {
  if (!create) assertPresent(path, file);
  try {
    const db = openWriter(join(path, file), {
      key: keys.dataKey(file),
      create,
      secureDelete: file === 'keys.db',
    });
    if (create && process.platform !== 'win32') chmodSync(join(path, file), 0o600);
    return db;
  } catch (error) {
    return refuseFolder(refusalOf(error, path, file));
  }
}

/** A copy of counter.db as it was before a migration; verified by opening and checking it. The newest two are kept. */
function copyBeforeMigration(path: string, db: WriteDb, key: Buffer, clock: Clock): void {
  const folder = join(path, 'before-migration');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const version = db.pragma('user_version', { simple: true });
  const name = `counter-${clock.now().replaceAll(':', '-')}-schema-${String(version)}.db`;
  const partial = join(folder, `${name}.partial`);
  rmSync(partial, { force: true });
  copyInto(db, partial);
  const copy = openReader(partial, { key });
  try {
    const [row] = copy.pragma('quick_check(1)') as { quick_check: string }[];
    if (row?.quick_check !== 'ok')
      throw new Error(`the copy before the migration is not sound: ${row?.quick_check}`);
  } finally {
    copy.close();
  }
  syncFile(partial);
  renameSync(partial, join(folder, name));
  syncFolder(folder);
  const old = readdirSync(folder)
    .filter((entry) => entry.endsWith('.db'))
    .sort()
    .slice(0, -KEPT_COPIES);
  for (const entry of old) rmSync(join(folder, entry));
}

function bringForward(
  path: string,
  file: KeyedFile,
  db: WriteDb,
  migrations: readonly Migration[],
  clock: Clock,
  beforeFirst: () => void,
): void {
  try {
    const done = migrate(db, migrations, { clock, beforeFirst });
    if (!done.ok) refuseFolder(done.refusal);
  } catch (error) {
    refuseFolder(refusalOf(error, path, file));
  }
}

/** The step at which a database is new enough to hold records; a version 0 in a folder that is not being made is damage. */
function assertStarted(file: KeyedFile, db: WriteDb): void {
  if (db.pragma('user_version', { simple: true }) === 0) {
    refuseFolder({ code: 'FILE_DAMAGED', data: { file, detail: 'it holds no schema' } });
  }
}

/** Opens (or with `create` makes) counter.db and keys.db and brings both to the newest schema. Throws FolderRefused. */
export function openFolderFiles(
  path: string,
  keys: FolderKeys,
  options: { clock: Clock; migrations: readonly Migration[]; create: boolean },
): FolderFiles {
  const { clock, migrations, create } = options;
  const opened: { close(): void }[] = [];
  const close = (): void => {
    for (const db of opened.splice(0).reverse()) db.close();
  };
  try {
    const open = (file: KeyedFile): WriteDb => {
      const db = openFile(path, file, keys, create);
      opened.push(db);
      if (!create) assertStarted(file, db);
      return db;
    };
    const write = open('counter.db');
    const keysDb = open('keys.db');
    // counter.db first: a folder of a newer program is refused before anything in it was touched.
    bringForward(path, 'counter.db', write, migrations, clock, () =>
      copyBeforeMigration(path, write, keys.dataKey('counter.db'), clock),
    );
    bringForward(path, 'keys.db', keysDb, keyStoreMigrations, clock, () => undefined);
    const read = openReader(join(path, 'counter.db'), {
      key: keys.dataKey('counter.db'),
      cacheKb: READ_CACHE_KB,
    });
    opened.push(read);
    const store = createKeyStore(keysDb);
    keys.attach(store);
    store.keepOnlyGeneration(keys.generation);
    return { write, read, keys: store, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Bytes of a file of the folder with its log; 0 when it is absent. */
export function fileSize(path: string, file: string): number {
  return ['', '-wal'].reduce((sum, suffix) => {
    const full = join(path, file) + suffix;
    return sum + (existsSync(full) ? statSync(full).size : 0);
  }, 0);
}
