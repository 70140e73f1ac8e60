import Database from 'better-sqlite3';

declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

/** A prepared statement that can only be read from. */
export interface ReadStatement<P extends unknown[] = unknown[], R = unknown> {
  get(...params: P): R | undefined;
  all(...params: P): R[];
  iterate(...params: P): IterableIterator<R>;
  /** Answers the first column of each row instead of an object. */
  pluck(toggle?: boolean): this;
  /** Answers arrays instead of objects. */
  raw(toggle?: boolean): this;
}

/** What a statement that changes rows answers. */
interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A prepared statement of the one writer. */
export interface WriteStatement<P extends unknown[] = unknown[], R = unknown> extends ReadStatement<P, R> {
  run(...params: P): RunResult;
}

type Params<P> = P extends unknown[] ? P : [P];

/** A connection that offers reading only; SQLite itself refuses a write on it (`readonly` and `query_only`). */
export interface ReadDb {
  readonly [readBrand]: true;
  /** Absolute or relative path the connection was opened with. */
  readonly name: string;
  readonly open: boolean;
  prepare<P extends unknown[] | object = unknown[], R = unknown>(sql: string): ReadStatement<Params<P>, R>;
  /** Reads a pragma's value; on a {@link ReadDb} it cannot change the file. */
  pragma(source: string, options?: { simple?: boolean }): unknown;
  close(): void;
}

/** The one writing connection of a file. Usable wherever a {@link ReadDb} is asked for, never the reverse. */
export interface WriteDb extends ReadDb {
  readonly [writeBrand]: true;
  readonly inTransaction: boolean;
  prepare<P extends unknown[] | object = unknown[], R = unknown>(sql: string): WriteStatement<Params<P>, R>;
  exec(sql: string): unknown;
  /** Wraps a synchronous function; call `.immediate()` on the answer for a writing transaction. */
  transaction<A extends unknown[], R>(
    body: (...args: A) => R,
  ): ((...args: A) => R) & { immediate(...args: A): R; deferred(...args: A): R; exclusive(...args: A): R };
  /** The decrypted bytes of the whole file (for tests that look for what must be gone). */
  serialize(): Buffer;
}

/** How a file is opened. `key` is the raw 32-byte data key, never a passphrase (a passphrase costs 43 ms per open). */
interface OpenOptions {
  readonly key: Buffer;
  /** Milliseconds to wait for another connection's lock; 5000 when absent. */
  readonly busyTimeoutMs?: number;
}

interface OpenWriterOptions extends OpenOptions {
  /** Makes the file when it is absent; otherwise an absent file is SQLITE_CANTOPEN. */
  readonly create?: boolean;
  /** Bytes per page of a file that is being made; 4096 when absent. */
  readonly pageSize?: number;
  /** Overwrites deleted content with zeros (for the file that holds the blobs' keys). */
  readonly secureDelete?: boolean;
}

const SYNCHRONOUS_FULL = 2;
const BUSY_TIMEOUT_MS = 5000;

function applyKey(db: Database.Database, key: Buffer, pageSize?: number): void {
  if (key.length !== 32) throw new Error('a data key has exactly 32 bytes');
  db.pragma("cipher='aegis'");
  if (pageSize !== undefined) db.pragma(`page_size=${pageSize}`);
  db.pragma(`key="raw:${key.toString('hex')}"`);
  // The first page is decrypted here, so a wrong key or a damaged header fails at the open and not at some later query.
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

function applyCommon(db: Database.Database, options: OpenOptions): void {
  db.pragma(`busy_timeout=${options.busyTimeoutMs ?? BUSY_TIMEOUT_MS}`);
  db.pragma('foreign_keys=ON');
  db.pragma('trusted_schema=OFF');
  db.pragma('cell_size_check=ON');
  // Sorting and statement journals stay in memory: a temporary file would hold citizens' data outside the encryption.
  db.pragma('temp_store=MEMORY');
}

function assertDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new Error(`file opened with journal_mode=${String(mode)} synchronous=${String(synchronous)}`);
  }
}

/**
 * Opens the one writing connection of an encrypted file: AEGIS, WAL, synchronous=FULL (re-read and asserted: on a file that
 * already is in WAL mode the library's default is NORMAL, which a power cut may cost a receipt).
 * Throws SqliteError: SQLITE_NOTADB for a wrong key or a damaged header, SQLITE_CORRUPT for a truncated file, SQLITE_CANTOPEN.
 */
export function openWriter(path: string, options: OpenWriterOptions): WriteDb {
  const db = new Database(path, { fileMustExist: options.create !== true });
  try {
    applyKey(db, options.key, options.create === true ? options.pageSize : undefined);
    applyCommon(db, options);
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    // Only macOS needs it (F_FULLFSYNC); elsewhere the pragma changes nothing.
    db.pragma('fullfsync=ON');
    db.pragma('checkpoint_fullfsync=ON');
    db.pragma(`secure_delete=${options.secureDelete === true ? 'ON' : 'OFF'}`);
    assertDurable(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db as unknown as WriteDb;
}

/** Loads SQLite into this thread, which else happens with the first connection. */
export function loadDriver(): void {
  new Database(':memory:').close();
}

/**
 * Opens a reading connection; errors as {@link openWriter}. Close readers before the writer, whose close empties the WAL. `cacheKb` is how much of the
 * file it keeps decrypted in memory; 2 MB when absent.
 */
export function openReader(path: string, options: OpenOptions & { readonly cacheKb?: number }): ReadDb {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    applyKey(db, options.key);
    applyCommon(db, options);
    if (options.cacheKb !== undefined) db.pragma(`cache_size=-${options.cacheKb}`);
    db.pragma('query_only=ON');
  } catch (error) {
    db.close();
    throw error;
  }
  return db as unknown as ReadDb;
}

/**
 * Writes an encrypted, compact copy (same key, same page size) of what `db` sees now into the new file `target`. The library's own
 * backup call refuses encrypted files. `query_only` also forbids writing the copy, so it is lifted for this one statement;
 * the source itself stays opened read-only.
 */
export function copyInto(db: ReadDb, target: string): void {
  const connection = db as unknown as Database.Database;
  connection.pragma('query_only=OFF');
  try {
    connection.prepare('VACUUM INTO ?').run(target);
  } finally {
    if (connection.readonly) connection.pragma('query_only=ON');
  }
}

/** From here on `db`, a connection of one's own, sees everything as it is at its next read, until it is closed: what others commit meanwhile it does not see. */
export function seeOneMoment(db: ReadDb): void {
  (db as unknown as Database.Database).prepare('BEGIN').run();
}

/** The SQLite result code of an error, for example `SQLITE_FULL`; undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}

/** Writes the WAL back into the file and empties it; false when a reader held it. */
export function checkpointTruncate(db: WriteDb): boolean {
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return row?.busy === 0;
}
