import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const BlobRow = z.object({
  sha256: Sha256,
  size: z.number().int(),
  mediaType: z.string(),
  segment: z.number().int(),
  keyId: z.number().int(),
});
/** Where a named blob lies. */
export type BlobRow = z.infer<typeof BlobRow>;

/** Reading the names of blobs. */
export function createBlobReader(db: ReadDb) {
  const select = db.prepare(
    'SELECT sha256, size, media_type AS mediaType, segment, key_id AS keyId FROM blob WHERE sha256 = ? AND purged_at IS NULL',
  );
  const purgedAt = db.prepare('SELECT purged_at FROM blob WHERE sha256 = ?').pluck();
  return {
    /** When a file that records name was destroyed; null of one that is there, or was never here. */
    purgedAt: (sha256: string): Instant | null =>
      z
        .string()
        .nullable()
        .parse(purgedAt.get(sha256) ?? null),
    find(sha256: string): BlobRow | undefined {
      const row = select.get(sha256);
      return row === undefined ? undefined : BlobRow.parse(row);
    },
  };
}

/** Every column of today's schema that refers to a file, whatever table a later migration adds. */
export function columnsNamingFiles(db: ReadDb): { inTable: string; inColumn: string }[] {
  return z.array(z.object({ inTable: z.string(), inColumn: z.string() })).parse(
    db
      .prepare(
        `SELECT m.name AS inTable, f."from" AS inColumn FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
          WHERE m.type = 'table' AND f."table" = 'blob'`,
      )
      .all(),
  );
}

/** Naming blobs and ending their names; part of a command's transaction, after the blob itself was committed. */
export function createBlobRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO blob (sha256, size, media_type, segment, key_id, stored_at)
    VALUES (@sha256, @size, @mediaType, @segment, @keyId, @at)
    ON CONFLICT (sha256) DO UPDATE SET segment = excluded.segment, key_id = excluded.key_id, stored_at = excluded.stored_at, purged_at = NULL
    WHERE blob.purged_at IS NOT NULL`);
  const purge = db.prepare('UPDATE blob SET purged_at = @at WHERE sha256 = @sha256 AND purged_at IS NULL');
  // What was read in a file goes with it; helped filings and exports name their files only until these went.
  const apart = ['assisted_file', 'list_export', 'file_text', 'file_to_read'];
  const named = columnsNamingFiles(db).filter(({ inTable }) => !apart.includes(inTable));
  const elsewhere = db
    .prepare(
      [
        ...named.map(({ inTable, inColumn }) => `SELECT 1 FROM "${inTable}" WHERE "${inColumn}" = @sha256`),
        `SELECT 1 FROM assisted_file f JOIN assisted_filing a ON a.id = f.filing_id
          WHERE f.sha256 = @sha256 AND a.id <> @recordId AND a.purged_at IS NULL`,
        'SELECT 1 FROM list_export WHERE sha256 = @sha256 AND id <> @recordId AND purged_at IS NULL',
        // What lies in lists of files: those of the portal with their pages, and those of the tray.
        'SELECT 1 FROM listed_file WHERE sha256 = @sha256',
      ].join(' UNION ALL '),
    )
    .pluck();
  return {
    ...createBlobReader(db),
    /** Whether a record other than one whose files go (a filing that was helped with, an exported list) names a file. */
    isNamedBeside: (sha256: string, recordId: string): boolean =>
      elsewhere.get({ sha256, recordId }) !== undefined,
    /** Ends the name of a file: nobody reads it any more; its key is destroyed after the commit, at the latest by the next sweep. */
    purge: (sha256: string, at: Instant): void => void purge.run({ sha256, at }),
    /** Names a stored blob; a blob that is named already keeps its place. */
    name(blob: Omit<BlobRow, 'sha256'> & { sha256: string; at: Instant }): void {
      insert.run(blob);
    },
  };
}
