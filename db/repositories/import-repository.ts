import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const ImportRow = z.object({
  number: z.number().int(),
  kind: z.enum(['open', 'new']),
  source: z.string(),
  sha256: z.string(),
  fileName: z.string(),
  takenAt: z.string(),
  takenBy: z.string(),
  dossiers: z.number().int(),
});
export type ImportRow = z.infer<typeof ImportRow>;

const ImportedRow = z.object({
  row: z.number().int(),
  dossierId: DossierId,
  code: z.string(),
  dueAt: z.string(),
  voided: z.number().transform(Boolean),
});
type ImportedRow = z.infer<typeof ImportedRow>;

const COLUMNS = `i.number, i.kind, i.source, i.sha256, i.file_name AS fileName, i.taken_at AS takenAt, i.taken_by AS takenBy,
  (SELECT count(*) FROM imported_dossier d WHERE d.import_number = i.number) AS dossiers`;

/** Reading which dossiers came in by a file. */
export function createImportReader(db: ReadDb) {
  const list = db.prepare(`SELECT ${COLUMNS} FROM dossier_import i ORDER BY i.number`);
  const ofDossier = db.prepare(`SELECT ${COLUMNS} FROM dossier_import i
    WHERE i.number = (SELECT import_number FROM imported_dossier WHERE dossier_id = ?)`);
  const byCode = db
    .prepare(
      `SELECT m.row_sha256 FROM dossier d LEFT JOIN imported_dossier m ON m.dossier_id = d.id WHERE d.code = @code
      UNION ALL SELECT NULL FROM linked_child WHERE code = @code`,
    )
    .pluck();
  const byRow = db
    .prepare(
      `SELECT d.code FROM imported_dossier m JOIN dossier d ON d.id = m.dossier_id
      WHERE m.row_sha256 = ? AND d.state <> 'voided' LIMIT 1`,
    )
    .pluck();
  const byFile = db.prepare(`SELECT ${COLUMNS} FROM dossier_import i WHERE i.kind = 'new' AND i.sha256 = ?`);
  const dossiersOf = db.prepare(`
    SELECT m.row, d.id AS dossierId, d.code, d.due_at AS dueAt, d.state = 'voided' AS voided
    FROM imported_dossier m JOIN dossier d ON d.id = m.dossier_id WHERE m.import_number = ? ORDER BY m.row`);
  return {
    /** The list of new dossiers that a file was taken as before. */
    findBatch(sha256: string): ImportRow | undefined {
      const row = byFile.get(sha256);
      return row === undefined ? undefined : ImportRow.parse(row);
    },
    /** What came in by a file, in the order of its rows. */
    dossiersOf: (number: number): ImportedRow[] =>
      dossiersOf.all(number).map((row) => ImportedRow.parse(row)),
    /** Oldest first. */
    list: (): ImportRow[] => list.all().map((row) => ImportRow.parse(row)),
    /** The file that a dossier came in by; undefined for those received here one by one. */
    ofDossier(id: DossierId): ImportRow | undefined {
      const row = ofDossier.get(id);
      return row === undefined ? undefined : ImportRow.parse(row);
    },
    /** Of the dossier with a code: the hash of the row it came in by, null when it was not by a file; undefined when the code is free. */
    findCode: (code: string): string | null | undefined => byCode.get({ code }) as string | null | undefined,
    /** The code of a dossier that the same row gave before; void intakes do not count. */
    findRow: (rowSha256: string): string | undefined => byRow.get(rowSha256) as string | undefined,
  };
}

/** Writing them; part of a command's transaction. */
export function createImportRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO dossier_import (number, kind, source, sha256, file_name, taken_at, taken_by)
    VALUES (@number, @kind, @source, @sha256, @fileName, @at, @by)`);
  const insertDossier = db.prepare(
    'INSERT INTO imported_dossier (dossier_id, import_number, row, row_sha256) VALUES (@dossierId, @number, @row, @rowSha256)',
  );
  return {
    ...createImportReader(db),
    insert(row: {
      number: number;
      kind: ImportRow['kind'];
      source: string;
      sha256: string;
      fileName: string;
      at: Instant;
      by: string;
    }): void {
      insert.run(row);
    },
    insertDossier(row: { dossierId: DossierId; number: number; row: number; rowSha256: string }): void {
      insertDossier.run(row);
    },
  };
}
