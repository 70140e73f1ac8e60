import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Migration } from '../migrate.ts';
import { checkpointTruncate, type WriteDb } from '../open.ts';

const KEY_BYTES = 32;

/** Schema of keys.db; the same runner as counter.db's brings it forward. */
export const keyStoreMigrations: readonly Migration[] = [
  {
    number: 1,
    name: '0001-keys',
    sql: `
CREATE TABLE folder_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE segment (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  state TEXT NOT NULL CHECK (state IN ('open', 'sealing', 'sealed', 'damaged')),
  created_at TEXT NOT NULL,
  sealed_at TEXT,
  sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
  size INTEGER,
  max_key_id INTEGER,
  CHECK (state = 'open' OR max_key_id IS NOT NULL),
  CHECK ((state = 'sealed') <= (sha256 IS NOT NULL AND size IS NOT NULL AND sealed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX segment_open ON segment (state) WHERE state = 'open';
CREATE TABLE segment_key (
  segment INTEGER NOT NULL REFERENCES segment (number),
  generation INTEGER NOT NULL,
  wrapped TEXT NOT NULL,
  PRIMARY KEY (segment, generation)
) STRICT, WITHOUT ROWID;
-- AUTOINCREMENT: an id, once given, is never given again, whatever was deleted since. So no key number and no nonce comes back.
CREATE TABLE blob_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;`,
  },
];

const SegmentRow = z.object({
  number: z.int(),
  state: z.enum(['open', 'sealing', 'sealed', 'damaged']),
  sha256: z.string().nullable(),
  size: z.int().nullable(),
  maxKeyId: z.int().nullable(),
});
/**
 * What keys.db knows of a segment. `sealing`: nothing is written to it any more, its hash is still being computed; `damaged`: it was the
 * open one and could not be read. `size` and `sha256` are those of the sealed file.
 */
export type SegmentRow = z.infer<typeof SegmentRow>;

/** A blob's key with its number. */
export interface BlobKey {
  readonly id: number;
  readonly key: Buffer;
}

/** A segment that begins. */
interface NewSegment {
  readonly number: number;
  readonly generation: number;
  /** Its data key, wrapped by the master key of that generation. */
  readonly wrapped: string;
  readonly at: string;
}

/** What becomes of the segment that was open until now. */
export type PreviousSegment =
  | { readonly number: number; readonly state: 'sealing'; readonly size: number; readonly maxKeyId: number }
  | { readonly number: number; readonly state: 'damaged' };

function prepareSegments(db: WriteDb) {
  return {
    all: db.prepare(
      'SELECT number, state, sha256, size, max_key_id AS maxKeyId FROM segment ORDER BY number',
    ),
    insert: db.prepare("INSERT INTO segment (number, state, created_at) VALUES (?, 'open', ?)"),
    insertKey: db.prepare(
      'INSERT OR REPLACE INTO segment_key (segment, generation, wrapped) VALUES (?, ?, ?)',
    ),
    key: db
      .prepare<[number, number], string>(
        'SELECT wrapped FROM segment_key WHERE segment = ? AND generation = ?',
      )
      .pluck(),
    startSealing: db.prepare(
      "UPDATE segment SET state = 'sealing', size = ?, max_key_id = ? WHERE number = ? AND state = 'open'",
    ),
    seal: db.prepare(
      "UPDATE segment SET state = 'sealed', sealed_at = ?, sha256 = ? WHERE number = ? AND state = 'sealing'",
    ),
    // Which keys a damaged segment uses cannot be read any more, so every key made so far counts as used.
    damage: db.prepare(
      "UPDATE segment SET state = 'damaged', max_key_id = (SELECT coalesce(max(id), 0) FROM blob_key) WHERE number = ?",
    ),
    newest: db.prepare<[], { segment: number; wrapped: string }>(
      'SELECT segment, wrapped FROM segment_key WHERE generation = (SELECT max(generation) FROM segment_key)',
    ),
    dropOthers: db.prepare('DELETE FROM segment_key WHERE generation <> ?'),
  };
}

function createSegmentRows(db: WriteDb) {
  const sql = prepareSegments(db);
  return {
    segments: (): SegmentRow[] => sql.all.all().map((row) => SegmentRow.parse(row)),
    /** Lists a new segment as the open one; in the same commit the one that was open becomes `sealing` or `damaged`. */
    openSegment(next: NewSegment, previous?: PreviousSegment): void {
      db.transaction(() => {
        if (previous?.state === 'sealing')
          sql.startSealing.run(previous.size, previous.maxKeyId, previous.number);
        if (previous?.state === 'damaged') sql.damage.run(previous.number);
        sql.insert.run(next.number, next.at);
        sql.insertKey.run(next.number, next.generation, next.wrapped);
      }).immediate();
    },
    segmentKey: (number: number, generation: number): string | undefined => sql.key.get(number, generation),
    sealSegment: (number: number, sha256: string, at: string): void => void sql.seal.run(at, sha256, number),
    addGeneration(generation: number, rewrap: (file: string, wrapped: string) => string): void {
      db.transaction(() => {
        // A rotation that was killed before its deciding step left rows of this generation; they are not the current ones.
        db.prepare('DELETE FROM segment_key WHERE generation >= ?').run(generation);
        for (const { segment, wrapped } of sql.newest.all()) {
          sql.insertKey.run(segment, generation, rewrap(segmentFile(segment), wrapped));
        }
      }).immediate();
    },
    keepOnlyGeneration(generation: number): void {
      if (sql.dropOthers.run(generation).changes > 0) checkpointTruncate(db);
    },
  };
}

function createBlobKeys(db: WriteDb) {
  const insert = db.prepare('INSERT INTO blob_key (key) VALUES (?)');
  const find = db.prepare<[number], Buffer>('SELECT key FROM blob_key WHERE id = ?').pluck();
  const remove = db.prepare('DELETE FROM blob_key WHERE id = ?');
  const removeAbove = db.prepare('DELETE FROM blob_key WHERE id > ?');
  const insertMany = (count: number): BlobKey[] =>
    Array.from({ length: count }, () => {
      const key = randomBytes(KEY_BYTES);
      return { id: Number(insert.run(key).lastInsertRowid), key };
    });
  return {
    /** Makes `count` keys in one commit. They are on disk before the first of them encrypts anything. */
    makeKeys: (count: number): BlobKey[] => db.transaction(() => insertMany(count)).immediate(),
    /** At open: drops the keys that an earlier run made and did not use (above `maxUsed`) and makes fresh ones, in one commit. */
    replaceUnused: (maxUsed: number, count: number): BlobKey[] =>
      db
        .transaction(() => {
          removeAbove.run(maxUsed);
          return insertMany(count);
        })
        .immediate(),
    findKey: (id: number): Buffer | undefined => find.get(id),
    /**
     * Destroys keys: `secure_delete` zeroes them in their pages, and the checkpoint writes those pages and empties the WAL that still
     * held them. Throws when a reader held the checkpoint up for longer than the busy timeout: the keys are gone from the
     * table, but call again before calling them destroyed.
     */
    destroyKeys(ids: readonly number[]): void {
      db.transaction(() => {
        for (const id of ids) remove.run(id);
      }).immediate();
      if (!checkpointTruncate(db))
        throw new Error('keys.db: the log could not be emptied, a reader holds it');
    },
  };
}

function createFolderState(db: WriteDb) {
  const read = db.prepare<[string], string>('SELECT value FROM folder_state WHERE name = ?').pluck();
  const write = db.prepare('INSERT OR REPLACE INTO folder_state (name, value) VALUES (?, ?)');
  return {
    /** Whether the last host closed the folder in an orderly way; also of a folder that was never opened. */
    wasClosed: (): boolean => (read.get('shutdown') ?? 'clean') === 'clean',
    noteOpen: (): void => void write.run('shutdown', 'open'),
    noteClosed: (): void => void write.run('shutdown', 'clean'),
  };
}

/** Path of a segment relative to the data folder, with forward slashes. */
export function segmentFile(number: number): string {
  return `blobs/${String(number).padStart(4, '0')}.db`;
}

/** Repository over keys.db: segments and their wrapped keys, one key per blob, and whether the folder was closed in order. */
export function createKeyStore(db: WriteDb) {
  return { ...createSegmentRows(db), ...createBlobKeys(db), ...createFolderState(db) };
}
export type KeyStore = ReturnType<typeof createKeyStore>;
