import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { Sha256, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

const ViewRow = z.object({
  viewId: z.uuid(),
  ownerId: UserId,
  ownerName: z.string(),
  name: z.string(),
  shared: z.number().transform((value) => value === 1),
  text: z.string(),
  /** As it was stored: a release may have dropped what it names. */
  filter: json,
  columns: json,
});
export type ViewRow = z.infer<typeof ViewRow>;

const ExportRow = z.object({ exportId: z.uuid(), sha256: Sha256 });

/** A book of dossiers that can still be fetched, or was printed. */
const BookRow = z.object({ sha256: Sha256, formId: z.string(), paper: z.enum(['A3', 'A4']) });

const VIEW = `SELECT v.id AS viewId, v.owner_id AS ownerId, u.display_name AS ownerName, v.name, v.shared, v.text, v.filter, v.columns
  FROM saved_view v JOIN app_user u ON u.id = v.owner_id`;

/** Reading what people keep of the list of dossiers. */
export function createListViewReader(db: ReadDb) {
  const columns = db.prepare('SELECT columns FROM list_columns WHERE user_id = ?').pluck();
  const visible = db.prepare(
    `${VIEW} WHERE v.owner_id = @userId OR v.shared = 1 ORDER BY v.owner_id <> @userId, v.name_key, v.id`,
  );
  const byId = db.prepare(`${VIEW} WHERE v.id = ?`);
  const byName = db
    .prepare('SELECT id FROM saved_view WHERE owner_id = @userId AND name_key = @nameKey')
    .pluck();
  const countOf = db.prepare('SELECT count(*) FROM saved_view WHERE owner_id = ?').pluck();
  const toPurge = db.prepare(
    'SELECT id AS exportId, sha256 FROM list_export WHERE purged_at IS NULL AND keep_until <= ? ORDER BY id',
  );
  const book = db.prepare(
    "SELECT sha256, form_id AS formId, paper FROM list_export WHERE id = ? AND format = 'pdf'",
  );
  return {
    /** The book of dossiers that was drawn under an id; its file may be gone since. */
    book(exportId: string): z.infer<typeof BookRow> | undefined {
      const row = book.get(exportId);
      return row === undefined ? undefined : BookRow.parse(row);
    },
    /** The columns that a person chose, as they were stored; undefined when they never did. */
    columnsOf(userId: string): unknown {
      const stored = columns.get(userId) as string | undefined;
      return stored === undefined ? undefined : JSON.parse(stored);
    },
    /** A person's own views, then those that others share. */
    visibleTo: (userId: string): ViewRow[] => visible.all({ userId }).map((row) => ViewRow.parse(row)),
    find(viewId: string): ViewRow | undefined {
      const row = byId.get(viewId);
      return row === undefined ? undefined : ViewRow.parse(row);
    },
    /** The view that a person has under a name. */
    named: (userId: string, nameKey: string): string | undefined =>
      byName.get({ userId, nameKey }) as string | undefined,
    countOf: (userId: string): number => countOf.get(userId) as number,
    /** Exported files that are to go by a moment. */
    exportsToPurge: (now: Instant) => toPurge.all(now).map((row) => ExportRow.parse(row)),
  };
}

/** Writing it; part of a command's transaction. Views are no records: they may be changed and thrown away. */
export function createListViewRepository(db: WriteDb) {
  const putColumns = db.prepare(`
    INSERT INTO list_columns (user_id, columns, saved_at) VALUES (@userId, @columns, @at)
    ON CONFLICT (user_id) DO UPDATE SET columns = excluded.columns, saved_at = excluded.saved_at`);
  const putView = db.prepare(`
    INSERT INTO saved_view (id, owner_id, name, name_key, shared, text, filter, columns, saved_at)
    VALUES (@viewId, @ownerId, @name, @nameKey, @shared, @text, @filter, @columns, @at)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, shared = excluded.shared, text = excluded.text,
      filter = excluded.filter, columns = excluded.columns, saved_at = excluded.saved_at`);
  const removeView = db.prepare('DELETE FROM saved_view WHERE id = ?');
  const insertExport = db.prepare(`
    INSERT INTO list_export (id, format, rows, sha256, form_id, paper, made_at, made_by, keep_until)
    VALUES (@exportId, @format, @rows, @sha256, @formId, @paper, @at, @by, @keepUntil)`);
  const exportPurged = db.prepare('UPDATE list_export SET purged_at = @at WHERE id = @exportId');
  return {
    ...createListViewReader(db),
    putColumns(userId: string, columns: readonly string[], at: Instant): void {
      putColumns.run({ userId, columns: JSON.stringify(columns), at });
    },
    put(view: {
      viewId: string;
      ownerId: string;
      name: string;
      nameKey: string;
      shared: boolean;
      text: string;
      filter: object;
      columns: readonly string[];
      at: Instant;
    }): void {
      putView.run({
        ...view,
        shared: view.shared ? 1 : 0,
        filter: JSON.stringify(view.filter),
        columns: JSON.stringify(view.columns),
      });
    },
    remove: (viewId: string): void => void removeView.run(viewId),
    exported(row: {
      exportId: string;
      format: 'xlsx' | 'csv' | 'pdf';
      rows: number;
      sha256: string;
      at: Instant;
      by: string;
      keepUntil: Instant;
      /** Of a book of dossiers. */
      formId?: string;
      paper?: 'A3' | 'A4';
    }): void {
      insertExport.run({ formId: null, paper: null, ...row });
    },
    exportPurged: (exportId: string, at: Instant): void => void exportPurged.run({ exportId, at }),
  };
}
