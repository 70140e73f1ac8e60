import * as z from 'zod';
import { DOSSIER_STATES, isOpen } from '../../shared/domain/dossier/dossier-state.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const UnsignedRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  /** Null: the result. */
  componentId: z.string().nullable(),
  name: z.string(),
  sha256: Sha256,
  pages: z.number().nullable(),
  since: z.string(),
});
type UnsignedRow = z.infer<typeof UnsignedRow>;

const Figures = z.object({ count: z.number(), oldestAt: z.string().nullable() });

const SHOWN = 500;
const OPEN = DOSSIER_STATES.filter(isOpen)
  .map((state) => `'${state}'`)
  .join(', ');
// What came as it is carries whatever signatures its maker gave it; what becomes a certified copy is signed as that.
const COPIES = `
  FROM dossier d JOIN digital_copy c ON c.dossier_id = d.id AND c.superseded_at IS NULL AND c.original_name IS NULL
  JOIN dossier_component k ON k.dossier_id = c.dossier_id AND k.component_id = c.component_id
  WHERE d.state IN (${OPEN})
    AND NOT EXISTS (SELECT 1 FROM file_signature f WHERE f.sha256 = c.sha256)
    AND NOT EXISTS (SELECT 1 FROM reused_copy s WHERE s.copy_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM certified_copy x WHERE x.dossier_id = c.dossier_id AND x.component_id = c.component_id
      AND x.state NOT IN ('withdrawn', 'returned', 'void'))`;
const RESULTS = `
  FROM dossier d JOIN dossier_result r ON r.dossier_id = d.id AND r.sent_back_at IS NULL AND r.recorded_by IS NOT NULL
  JOIN blob b ON b.sha256 = r.sha256 AND b.media_type = 'application/pdf' AND b.purged_at IS NULL
  WHERE d.state = 'result-in'
    AND NOT EXISTS (SELECT 1 FROM file_signature f WHERE f.unsigned_sha256 = r.sha256 AND f.dossier_id = d.id AND f.component_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM signed_elsewhere e WHERE e.sha256 = r.sha256)
    AND NOT EXISTS (SELECT 1 FROM certified_copy x WHERE x.dossier_id = d.id AND x.state = 'certified')`;

/** Reading which files carry a signature of this office, and which wait for one. */
export function createFileSignatureReader(db: ReadDb) {
  const bySigned = db.prepare('SELECT unsigned_sha256 FROM file_signature WHERE sha256 = ?').pluck();
  const copies = db.prepare(`
    SELECT d.id AS dossierId, d.code, c.component_id AS componentId, k.name, c.sha256, c.pages, c.made_at AS since
    ${COPIES} ORDER BY c.made_at, c.component_id LIMIT ${SHOWN}`);
  const copyFigures = db.prepare(`SELECT count(*) AS count, min(c.made_at) AS oldestAt ${COPIES}`);
  const results = db.prepare(`
    SELECT d.id AS dossierId, d.code, NULL AS componentId, r.description AS name, r.sha256, NULL AS pages, r.recorded_at AS since
    ${RESULTS} ORDER BY r.recorded_at, d.code LIMIT ${SHOWN}`);
  const resultFigures = db.prepare(`SELECT count(*) AS count, min(r.recorded_at) AS oldestAt ${RESULTS}`);
  return {
    /** The file as it was before this office signed it; undefined where it did not. */
    unsignedOf: (sha256: string): Sha256 | undefined => Sha256.optional().parse(bySigned.get(sha256)),
    /** Digital copies of open dossiers without an official's signature, the oldest first, 500 at most. */
    unsignedCopies: (): UnsignedRow[] => copies.all().map((row) => UnsignedRow.parse(row)),
    unsignedCopyFigures: () => Figures.parse(copyFigures.get()),
    /** Results that wait to be given out without the agency's signature, the oldest first, 500 at most. */
    unsignedResults: (): UnsignedRow[] => results.all().map((row) => UnsignedRow.parse(row)),
    unsignedResultFigures: () => Figures.parse(resultFigures.get()),
  };
}

/** Keeping the same; part of a command's transaction. Each is written once. */
export function createFileSignatureRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO file_signature (sha256, unsigned_sha256, dossier_id, component_id, key_id, format, signed_at, signed_by)
    VALUES (@sha256, @unsignedSha256, @dossierId, @componentId, @keyId, @format, @at, @by)`);
  const elsewhere = db.prepare(
    'INSERT INTO signed_elsewhere (sha256, seen_at) VALUES (@sha256, @at) ON CONFLICT (sha256) DO NOTHING',
  );
  return {
    ...createFileSignatureReader(db),
    insert(row: {
      sha256: string;
      unsignedSha256: string;
      dossierId: DossierId;
      componentId: string | null;
      keyId: string;
      format: 'pades' | 'pkcs7';
      at: Instant;
      by: string;
    }): void {
      insert.run(row);
    },
    /** A file that came with a signature of somebody else. */
    seeElsewhere: (sha256: string, at: Instant): void => void elsewhere.run({ sha256, at }),
  };
}
