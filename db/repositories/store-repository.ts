import * as z from 'zod';
import { PaperFacts } from '../../shared/domain/digitisation/paper-facts.ts';
import { ResultFacts } from '../../shared/domain/digitisation/result-facts.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(shape);

const PaperRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  componentId: z.string(),
  name: z.string(),
  sha256: Sha256,
  pages: z.number(),
  at: z.string(),
  facts: json(PaperFacts),
  revokedFor: z.string().nullable(),
});
export type StoredPaperRow = z.infer<typeof PaperRow>;

const ResultRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  name: z.string(),
  sha256: Sha256.nullable(),
  mediaType: z.string().nullable(),
  at: z.string(),
  facts: json(ResultFacts),
  revokedFor: z.string().nullable(),
});
export type StoredResultRow = z.infer<typeof ResultRow>;

const LookRow = z.object({
  lookId: z.string(),
  at: z.string(),
  by: z.string(),
  holderNumber: z.string(),
  dossierId: DossierId.nullable(),
  code: z.string().nullable(),
  reason: z.string(),
  found: z.number(),
});
export type LookRow = z.infer<typeof LookRow>;

const ReuseRow = z.object({
  componentId: z.string(),
  fromDossier: DossierId,
  fromCode: z.string(),
  fromComponent: z.string().nullable(),
  resultCode: z.string().nullable(),
});
export type ReuseRow = z.infer<typeof ReuseRow>;

const MOST = 200;
const Count = z.object({ count: z.number() }).transform(({ count }) => count);

/** Reading what belongs to a holder, what was used again, and who looked. */
export function createStoreReader(db: ReadDb) {
  const papers = db.prepare(`
    WITH mine AS (
      SELECT dossier_id, component_id FROM paper_facts WHERE holder_number IN (@number, @old)
      UNION SELECT dossier_id, component_id FROM paper_facts WHERE holder_old_number = @number)
    SELECT d.id AS dossierId, d.code, c.component_id AS componentId, k.name, c.sha256, c.pages, c.made_at AS at, f.facts, v.reason AS revokedFor
    FROM mine JOIN paper_facts f ON f.dossier_id = mine.dossier_id AND f.component_id = mine.component_id
    JOIN digital_copy c ON c.dossier_id = f.dossier_id AND c.component_id = f.component_id AND c.superseded_at IS NULL
    JOIN dossier d ON d.id = f.dossier_id AND d.state <> 'voided'
    JOIN dossier_component k ON k.dossier_id = f.dossier_id AND k.component_id = f.component_id
    LEFT JOIN store_revocation v ON v.dossier_id = f.dossier_id AND v.component_id = f.component_id
    WHERE NOT EXISTS (SELECT 1 FROM reused_copy r WHERE r.copy_id = c.id)
    ORDER BY c.made_at DESC LIMIT ${MOST}`);
  const results = db.prepare(`
    WITH mine AS (
      SELECT dossier_id FROM dossier_party WHERE role = 'owner' AND identity_number IN (@number, @old)
      UNION SELECT dossier_id FROM dossier_party WHERE role = 'owner' AND old_number = @number)
    SELECT d.id AS dossierId, d.code, r.description AS name, coalesce((SELECT g.sha256 FROM file_signature g
        WHERE g.unsigned_sha256 = r.sha256 AND g.dossier_id = r.dossier_id AND g.component_id IS NULL), r.sha256) AS sha256, b.media_type AS mediaType, r.recorded_at AS at, r.facts, v.reason AS revokedFor
    FROM mine JOIN dossier d ON d.id = mine.dossier_id AND d.state IN ('result-in', 'returned')
    JOIN dossier_result r ON r.dossier_id = d.id AND r.sent_back_at IS NULL
    LEFT JOIN blob b ON b.sha256 = r.sha256
    LEFT JOIN store_revocation v ON v.dossier_id = d.id AND v.component_id = ''
    WHERE r.sha256 IS NOT NULL OR r.facts ->> '$.link' IS NOT NULL
    ORDER BY r.recorded_at DESC LIMIT ${MOST}`);
  const looks = db.prepare(`
    SELECT l.id AS lookId, l.looked_at AS at, u.display_name AS by, l.holder_number AS holderNumber, l.dossier_id AS dossierId, d.code, l.reason, l.found
    FROM store_look l JOIN app_user u ON u.id = l.looked_by LEFT JOIN dossier d ON d.id = l.dossier_id
    WHERE @number IS NULL OR l.holder_number = @number ORDER BY l.looked_at DESC, l.id DESC LIMIT ${MOST}`);
  const reuses = db.prepare(`
    SELECT c.component_id AS componentId, r.from_dossier AS fromDossier, d.code AS fromCode, r.from_component AS fromComponent, r.result_code AS resultCode
    FROM digital_copy c JOIN reused_copy r ON r.copy_id = c.id JOIN dossier d ON d.id = r.from_dossier
    WHERE c.dossier_id = ? AND c.superseded_at IS NULL`);
  const received = `FROM dossier d WHERE d.received_at >= @from AND d.received_at < @to AND d.state <> 'voided'`;
  const copies = 'SELECT 1 FROM digital_copy c WHERE c.dossier_id = d.id AND c.superseded_at IS NULL';
  const all = db.prepare(`SELECT count(*) AS count ${received}`);
  const digitised = db.prepare(`SELECT count(*) AS count ${received} AND EXISTS (${copies})`);
  const reused = db.prepare(
    `SELECT count(*) AS count ${received} AND EXISTS (${copies} AND c.id IN (SELECT copy_id FROM reused_copy))`,
  );
  return {
    /** Digital copies whose paper belongs to the holder of a number, or of the number before it; what was itself used again is left out. */
    papers: (number: string, old: string | null): StoredPaperRow[] =>
      papers.all({ number, old }).map((row) => PaperRow.parse(row)),
    /** Electronic results of dossiers that the holder of a number owns. */
    results: (number: string, old: string | null): StoredResultRow[] =>
      results.all({ number, old }).map((row) => ResultRow.parse(row)),
    /** The newest looks, of one holder or of all; 200 at most. */
    looks: (number: string | null): LookRow[] => looks.all({ number }).map((row) => LookRow.parse(row)),
    /** Components of a dossier whose digital copy in force comes out of a store. */
    reusesOf: (id: DossierId): ReuseRow[] => reuses.all(id).map((row) => ReuseRow.parse(row)),
    /** Of the dossiers received from one instant up to another: how many there are, are digitised, use something again (indicator 4.3). */
    figures(from: Instant, to: Instant) {
      const span = { from, to };
      return {
        received: Count.parse(all.get(span)),
        digitised: Count.parse(digitised.get(span)),
        reused: Count.parse(reused.get(span)),
      };
    },
  };
}

/** Keeping the same; part of a command's transaction. */
export function createStoreRepository(db: WriteDb) {
  const reuse = db.prepare(`
    INSERT INTO reused_copy (copy_id, from_dossier, from_component, result_code) VALUES (@copyId, @fromDossier, @fromComponent, @resultCode)`);
  const look = db.prepare(`
    INSERT INTO store_look (id, looked_at, looked_by, holder_number, dossier_id, reason, found)
    VALUES (@id, @at, @by, @number, @dossierId, @reason, @found)`);
  const revoke = db.prepare(`
    INSERT INTO store_revocation (dossier_id, component_id, reason, revoked_at, revoked_by)
    VALUES (@dossierId, @componentId, @reason, @at, @by) ON CONFLICT DO NOTHING`);
  return {
    ...createStoreReader(db),
    /** Says where a digital copy comes from. */
    reuse: (row: {
      copyId: string;
      fromDossier: DossierId;
      fromComponent: string | null;
      resultCode: string | null;
    }): void => void reuse.run(row),
    look: (row: {
      id: string;
      number: string;
      dossierId: DossierId | null;
      reason: string;
      found: number;
      at: Instant;
      by: string;
    }): void => void look.run(row),
    /** Takes a paper out of force for good; false when it was before. `componentId` is '' for the dossier's result. */
    revoke: (row: {
      dossierId: DossierId;
      componentId: string;
      reason: string;
      at: Instant;
      by: string;
    }): boolean => revoke.run(row).changes > 0,
  };
}
