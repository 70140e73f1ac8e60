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
  return {
    find(sha256: string): BlobRow | undefined {
      const row = select.get(sha256);
      return row === undefined ? undefined : BlobRow.parse(row);
    },
  };
}

/** Naming blobs; part of a command's transaction, after the blob itself was committed. */
export function createBlobRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO blob (sha256, size, media_type, segment, key_id, stored_at)
    VALUES (@sha256, @size, @mediaType, @segment, @keyId, @at)
    ON CONFLICT (sha256) DO UPDATE SET segment = excluded.segment, key_id = excluded.key_id, stored_at = excluded.stored_at, purged_at = NULL
    WHERE blob.purged_at IS NOT NULL`);
  return {
    ...createBlobReader(db),
    /** Names a stored blob; a blob that is named already keeps its place. */
    name(blob: Omit<BlobRow, 'sha256'> & { sha256: string; at: Instant }): void {
      insert.run(blob);
    },
  };
}
