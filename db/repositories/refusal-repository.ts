import * as z from 'zod';
import { REFUSAL_GROUNDS, type RefusalGround } from '../../shared/domain/certification/refusal-ground.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const RefusalRow = z.object({
  refusalId: z.uuid(),
  dossierId: DossierId,
  title: z.string(),
  ground: z.enum(REFUSAL_GROUNDS),
  words: z.string(),
  place: z.string().nullable(),
  holder: z.string().nullable(),
  refusedAt: z.string(),
  refusedBy: z.string(),
});
export type RefusalRow = z.infer<typeof RefusalRow>;

const SELECT = `
  SELECT r.id AS refusalId, r.dossier_id AS dossierId, r.title, r.ground, r.words, o.place, o.holder, r.refused_at AS refusedAt, u.display_name AS refusedBy
  FROM certification_refusal r JOIN app_user u ON u.id = r.refused_by LEFT JOIN kept_original o ON o.id = r.original_id`;

/** Reading which certifications were refused. */
export function createRefusalReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE r.id = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE r.dossier_id = ? ORDER BY r.refused_at, r.id`);
  return {
    find: (id: string): RefusalRow | undefined => {
      const row = byId.get(id);
      return row === undefined ? undefined : RefusalRow.parse(row);
    },
    ofDossier: (id: DossierId): RefusalRow[] => ofDossier.all(id).map((row) => RefusalRow.parse(row)),
  };
}

/** Refusals; part of a command's transaction. None is ever changed. */
export function createRefusalRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO certification_refusal (id, dossier_id, paper_copy_id, copy_id, title, ground, words, original_id, refused_at, refused_by)
    VALUES (@id, @dossierId, @paperCopyId, @copyId, @title, @ground, @words, @originalId, @at, @by)`);
  return {
    ...createRefusalReader(db),
    insert(refusal: {
      id: string;
      dossierId: DossierId;
      paperCopyId: string | null;
      copyId: string | null;
      title: string;
      ground: RefusalGround;
      words: string;
      originalId: string | null;
      at: Instant;
      by: string;
    }): void {
      insert.run(refusal);
    },
  };
}
