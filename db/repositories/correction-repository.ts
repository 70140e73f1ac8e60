import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const CorrectionRow = z.object({
  reason: z.string(),
  correctedAt: z.string(),
  correctedBy: z.string(),
});
type CorrectionRow = z.infer<typeof CorrectionRow>;

/** Reading corrections. */
export function createCorrectionReader(db: ReadDb) {
  const ofDossier = db.prepare(`
    SELECT reason, corrected_at AS correctedAt, corrected_by AS correctedBy FROM dossier_correction WHERE dossier_id = ? ORDER BY corrected_at, id`);
  return {
    /** Oldest first. */
    ofDossier: (dossierId: DossierId): CorrectionRow[] =>
      ofDossier.all(dossierId).map((row) => CorrectionRow.parse(row)),
  };
}

/** Writing them; part of a command's transaction. */
export function createCorrectionRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO dossier_correction (id, dossier_id, before, after, reason, corrected_at, corrected_by)
    VALUES (@id, @dossierId, @before, @after, @reason, @at, @by)`);
  return {
    ...createCorrectionReader(db),
    /** `before` and `after` are kept as they stood. */
    insert(correction: {
      id: string;
      dossierId: DossierId;
      before: object;
      after: object;
      reason: string;
      at: Instant;
      by: string;
    }): void {
      const { before, after, ...rest } = correction;
      insert.run({ ...rest, before: JSON.stringify(before), after: JSON.stringify(after) });
    },
  };
}
