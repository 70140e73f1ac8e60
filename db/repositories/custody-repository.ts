import * as z from 'zod';
import { RETURN_SIGNATURES, type ReturnSignature } from '../../shared/domain/dossier/kept-original.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const OriginalRow = z.object({
  id: z.string(),
  dossierId: DossierId,
  code: z.string(),
  ownerName: z.string(),
  componentId: z.string().nullable(),
  name: z.string(),
  count: z.number(),
  place: z.string(),
  holder: z.string(),
  purpose: z.string(),
  keptAt: z.string(),
  keptBy: z.string(),
  backAt: z.string().nullable(),
  backBy: z.string().nullable(),
  backTo: z.string().nullable(),
  signature: z.enum(RETURN_SIGNATURES).nullable(),
  backNote: z.string().nullable(),
});
/** An original that the office keeps or kept, with the names of those who took it in and gave it back. */
export type OriginalRow = z.infer<typeof OriginalRow>;

const SELECT = `SELECT o.id, o.dossier_id AS dossierId, d.code, p.name AS ownerName, o.component_id AS componentId, o.name, o.count, o.place, o.holder,
  o.purpose, o.kept_at AS keptAt, k.display_name AS keptBy, o.back_at AS backAt, b.display_name AS backBy, o.back_to AS backTo, o.signature,
  o.back_note AS backNote
  FROM kept_original o JOIN dossier d ON d.id = o.dossier_id JOIN app_user k ON k.id = o.kept_by LEFT JOIN app_user b ON b.id = o.back_by
  JOIN dossier_party p ON p.dossier_id = o.dossier_id
    AND p.role = (SELECT min(r.role) FROM dossier_party r WHERE r.dossier_id = o.dossier_id AND r.role IN ('owner', 'submitter'))`;

/** Reading the originals that the office keeps. */
export function createCustodyReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE o.id = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE o.dossier_id = ? ORDER BY o.kept_at, o.id`);
  const out = db.prepare(`${SELECT} WHERE o.back_at IS NULL ORDER BY o.kept_at, o.id LIMIT 500`);
  const load = db.prepare(
    'SELECT count(*) AS count, min(kept_at) AS oldestAt FROM kept_original WHERE back_at IS NULL',
  );
  return {
    find(id: string): OriginalRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : OriginalRow.parse(row);
    },
    /** In the order in which they were kept. */
    ofDossier: (dossierId: DossierId): OriginalRow[] =>
      ofDossier.all(dossierId).map((row) => OriginalRow.parse(row)),
    /** Those that are not back, the oldest first; at most 500. */
    out: (): OriginalRow[] => out.all().map((row) => OriginalRow.parse(row)),
    /** How many are not back, and since when the oldest. */
    waiting: () => z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(load.get()),
  };
}

/** Writing them; part of a command's transaction. */
export function createCustodyRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO kept_original (id, dossier_id, component_id, name, count, place, holder, purpose, kept_at, kept_by)
    VALUES (@id, @dossierId, @componentId, @name, @count, @place, @holder, @purpose, @at, @by)`);
  const move = db.prepare(
    'UPDATE kept_original SET place = @place, holder = @holder WHERE id = @id AND back_at IS NULL',
  );
  const giveBack = db.prepare(`
    UPDATE kept_original SET back_at = @at, back_by = @by, back_to = @to, signature = @signature, back_note = @note
    WHERE id = @id AND back_at IS NULL`);
  return {
    ...createCustodyReader(db),
    keep(original: {
      id: string;
      dossierId: DossierId;
      componentId: string | null;
      name: string;
      count: number;
      place: string;
      holder: string;
      purpose: string;
      at: Instant;
      by: string;
    }): void {
      insert.run(original);
    },
    move(id: string, to: { place: string; holder: string }): void {
      move.run({ id, ...to });
    },
    giveBack(
      id: string,
      back: { at: Instant; by: string; to: string; signature: ReturnSignature; note: string | null },
    ): void {
      giveBack.run({ id, ...back });
    },
  };
}
