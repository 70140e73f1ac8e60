import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import {
  checkpointTruncate,
  openReader,
  openWriter,
  type ReadDb,
  sqliteCode,
  type WriteDb,
} from '../open.ts';
import { BlobDamaged } from './blob-ref.ts';
import type { SealedChunk } from './chunk-cipher.ts';
import { segmentFile } from './key-store.ts';

// Measured with 300 kB pages: 16 and 32 kB pages are equally quick, 4 kB is a tenth slower; 16 kB wastes less on small files.
const PAGE_SIZE = 16384;
// A chunk's row id is its key's number and its place, so reading a blob is one walk along the table.
const CHUNKS_PER_KEY = 2 ** 20;

const SCHEMA = `
CREATE TABLE chunk (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, tag BLOB NOT NULL CHECK (length(tag) = 16)) STRICT;
CREATE TABLE stored_blob (
  key_id INTEGER PRIMARY KEY CHECK (key_id >= 1),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  media_type TEXT NOT NULL,
  stored_at TEXT NOT NULL
) STRICT;
CREATE INDEX stored_blob_by_sha256 ON stored_blob (sha256);
PRAGMA user_version=1;`;

const StoredBlob = z.object({
  keyId: z.int(),
  sha256: z.string(),
  size: z.int(),
  mediaType: z.string(),
  storedAt: z.string(),
});
/** A finished blob in a segment. */
export type StoredBlob = z.infer<typeof StoredBlob>;

const COLUMNS = 'key_id AS keyId, sha256, size, media_type AS mediaType, stored_at AS storedAt';

/** Absolute path of a segment file. */
export function segmentPath(folder: string, number: number): string {
  return join(folder, segmentFile(number));
}

/** Reading a segment. */
export function createSegmentReader(db: ReadDb) {
  const chunk = db.prepare<[number], { bytes: Buffer; tag: Buffer }>(
    'SELECT bytes, tag FROM chunk WHERE id = ?',
  );
  const byKey = db.prepare(`SELECT ${COLUMNS} FROM stored_blob WHERE key_id = ?`);
  const older = db.prepare(`SELECT ${COLUMNS} FROM stored_blob WHERE stored_at < ? ORDER BY key_id`);
  const maxKeyId = db
    .prepare<[], number>(
      `SELECT max(coalesce((SELECT max(key_id) FROM stored_blob), 0), coalesce((SELECT max(id) FROM chunk), 0) / ${CHUNKS_PER_KEY})`,
    )
    .pluck();
  return {
    findChunk: (keyId: number, index: number): SealedChunk | undefined =>
      chunk.get(keyId * CHUNKS_PER_KEY + index),
    findBlob(keyId: number): StoredBlob | undefined {
      const row = byKey.get(keyId);
      return row === undefined ? undefined : StoredBlob.parse(row);
    },
    blobsOlderThan: (instant: string): StoredBlob[] => older.all(instant).map((row) => StoredBlob.parse(row)),
    /** The highest key number that this segment's rows use, unfinished ones included; 0 when it is empty. */
    maxKeyId: (): number => maxKeyId.get() ?? 0,
    close: () => db.close(),
  };
}
export type SegmentReader = ReturnType<typeof createSegmentReader>;

// An emptied file opens without an error as a new database; a segment without its schema is a damaged one.
function assertSchema(db: ReadDb, number: number): void {
  const version = db.pragma('user_version', { simple: true });
  if (version !== 1) throw new BlobDamaged(segmentFile(number), `schema ${String(version)} instead of 1`);
}

function createSegmentWriter(db: WriteDb) {
  const insertChunk = db.prepare('INSERT INTO chunk (id, bytes, tag) VALUES (?, ?, ?)');
  const insertBlob = db.prepare(
    'INSERT INTO stored_blob (key_id, sha256, size, media_type, stored_at) VALUES (@keyId, @sha256, @size, @mediaType, @storedAt)',
  );
  const bySha = db.prepare(`SELECT ${COLUMNS} FROM stored_blob WHERE sha256 = ? ORDER BY key_id DESC`);
  const removeChunks = db.prepare('DELETE FROM chunk WHERE id >= ? AND id < ?');
  const removeBlob = db.prepare('DELETE FROM stored_blob WHERE key_id = ?');
  const unfinished = db
    .prepare<[], number>(
      `SELECT DISTINCT id / ${CHUNKS_PER_KEY} FROM chunk WHERE id / ${CHUNKS_PER_KEY} NOT IN (SELECT key_id FROM stored_blob)`,
    )
    .pluck();
  const pages = db
    .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
    .pluck();
  const removeRows = (keyId: number): void => {
    removeChunks.run(keyId * CHUNKS_PER_KEY, (keyId + 1) * CHUNKS_PER_KEY);
    removeBlob.run(keyId);
  };
  return {
    ...createSegmentReader(db),
    insertChunk(keyId: number, index: number, sealed: SealedChunk): void {
      insertChunk.run(keyId * CHUNKS_PER_KEY + index, sealed.bytes, sealed.tag);
    },
    insertBlob: (blob: StoredBlob): void => void insertBlob.run(blob),
    findBySha256: (sha256: string): StoredBlob[] => bySha.all(sha256).map((row) => StoredBlob.parse(row)),
    /** One durable transaction. */
    immediate: <T>(body: () => T): T => db.transaction(body).immediate(),
    removeBlobs: (keyIds: readonly number[]): void =>
      void db.transaction(() => keyIds.forEach(removeRows)).immediate(),
    /** Keys whose chunks never got their blob row: a put that was cut off. */
    unfinishedKeyIds: (): number[] => unfinished.all(),
    /** Bytes of the file once its log is written back. */
    size: (): number => pages.get() ?? 0,
    /**
     * Makes the file self-contained (no log beside it) so that it can be copied and read alone. False when a reading connection holds
     * the log; then nothing has changed. A segment of 4 GB has at most one checkpoint's worth left to write.
     */
    makeSelfContained(): boolean {
      db.pragma('busy_timeout=0');
      try {
        return checkpointTruncate(db) && db.pragma('journal_mode=DELETE', { simple: true }) === 'delete';
      } catch (error) {
        if (sqliteCode(error)?.startsWith('SQLITE_BUSY') || sqliteCode(error) === 'SQLITE_LOCKED')
          return false;
        throw error;
      } finally {
        db.pragma('busy_timeout=5000');
      }
    },
    /** Writes the log back; the last thing before a close in order. */
    checkpoint: (): boolean => checkpointTruncate(db),
  };
}
export type SegmentWriter = ReturnType<typeof createSegmentWriter>;

/** Makes a new, empty segment file. */
export function createSegment(folder: string, number: number, key: Buffer): SegmentWriter {
  const db = openWriter(segmentPath(folder, number), {
    key,
    create: true,
    pageSize: PAGE_SIZE,
    secureDelete: true,
  });
  try {
    if (db.pragma('user_version', { simple: true }) === 0) db.transaction(() => db.exec(SCHEMA)).immediate();
    return createSegmentWriter(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the segment that is being written to. Throws SqliteError or BlobDamaged. */
export function openSegmentForWriting(folder: string, number: number, key: Buffer): SegmentWriter {
  const path = segmentPath(folder, number);
  const found = statSync(path, { throwIfNoEntry: false });
  // Looked at before the open, which would begin to write a header into an empty file.
  if (found?.size === 0) throw new BlobDamaged(segmentFile(number), 'empty');
  // A sealing that was cut off before it was recorded leaves the file read-only.
  if (found && (found.mode & 0o200) === 0) chmodSync(path, 0o600);
  const db = openWriter(path, { key, secureDelete: true });
  try {
    assertSchema(db, number);
    return createSegmentWriter(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a sealed or damaged segment for reading. Throws SqliteError or BlobDamaged. */
export function openSegmentForReading(folder: string, number: number, key: Buffer): SegmentReader {
  const db = openReader(segmentPath(folder, number), { key });
  try {
    assertSchema(db, number);
    return createSegmentReader(db);
  } catch (error) {
    db.close();
    throw error;
  }
}
