import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { type DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const StoredFiles = z.array(z.object({ sha256: Sha256, dpi: z.number().nullable() }));

const TrayRow = z.object({
  trayId: z.uuid(),
  name: z.string(),
  sha256: Sha256.nullable(),
  kind: z.enum(['images', 'pdf', 'refused']),
  files: z.string().transform((text) => StoredFiles.parse(JSON.parse(text))),
  pages: z.number(),
  refusal: z.string().nullable(),
  arrivedAt: z.string(),
  outcome: z.enum(['filed', 'dropped']).nullable(),
});
export type TrayRow = z.infer<typeof TrayRow>;

const COLUMNS =
  'id AS trayId, name, sha256, kind, files, page_count AS pages, refusal, arrived_at AS arrivedAt, outcome';
// A folder of many years' scans must not fill the window; the rest comes up as these are settled.
const SHOWN = 200;

/** Reading what waits in the tray. */
export function createTrayReader(db: ReadDb) {
  const waiting = db.prepare(
    `SELECT ${COLUMNS} FROM tray_file WHERE outcome IS NULL ORDER BY arrived_at, id LIMIT ${SHOWN}`,
  );
  const byId = db.prepare(`SELECT ${COLUMNS} FROM tray_file WHERE id = ?`);
  const waitingHash = db.prepare('SELECT 1 FROM tray_file WHERE sha256 = ? AND outcome IS NULL');
  return {
    /** What nobody has settled, the oldest first; 200 at most. */
    waiting: (): TrayRow[] => waiting.all().map((row) => TrayRow.parse(row)),
    find(trayId: string): TrayRow | undefined {
      const row = byId.get(trayId);
      return row === undefined ? undefined : TrayRow.parse(row);
    },
    isWaiting: (sha256: string): boolean => waitingHash.get(sha256) !== undefined,
  };
}

/** The tray's rows; nothing is deleted, a settled file keeps its row. */
export function createTrayRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO tray_file (id, name, sha256, kind, files, page_count, refusal, arrived_at)
    VALUES (@trayId, @name, @sha256, @kind, @files, @pages, @refusal, @arrivedAt)`);
  const settle = db.prepare(`
    UPDATE tray_file SET outcome = @outcome, settled_at = @at, settled_by = @by, dossier_id = @dossierId, component_id = @componentId
    WHERE id = @trayId AND outcome IS NULL`);
  const restore = db.prepare(`
    UPDATE tray_file SET outcome = NULL, settled_at = NULL, settled_by = NULL WHERE id = @trayId AND outcome = 'dropped'`);
  const settled = (trayId: string, by: string, at: Instant) => ({
    trayId,
    by,
    at,
    dossierId: null,
    componentId: null,
  });
  return {
    ...createTrayReader(db),
    add({ files, ...row }: Omit<TrayRow, 'outcome'>): void {
      insert.run({ ...row, files: JSON.stringify(files) });
    },
    /** The file's pages went into a component. */
    file(trayId: string, slot: { dossierId: DossierId; componentId: string }, by: string, at: Instant): void {
      settle.run({ ...settled(trayId, by, at), ...slot, outcome: 'filed' });
    },
    /** Nobody needs the file; it is kept. */
    drop(trayId: string, by: string, at: Instant): void {
      settle.run({ ...settled(trayId, by, at), outcome: 'dropped' });
    },
    /** A dropped file waits again. */
    restore(trayId: string): void {
      restore.run({ trayId });
    },
  };
}
