import * as z from 'zod';
import { STEP_KINDS, StepDetails, type StepKind } from '../../shared/domain/dossier/dossier-step.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const StepRow = z.object({
  id: z.string(),
  dossierId: DossierId,
  kind: z.enum(STEP_KINDS),
  details: StepDetails,
  begunAt: z.string(),
  /** Null for an agency's step, of which the province told. */
  begunBy: z.string().nullable(),
  agency: z.string().nullable(),
  dueBefore: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  brought: z.string().nullable(),
  dueAfter: z.string().nullable(),
});
/** One interruption or ending of a dossier. */
export type StepRow = z.infer<typeof StepRow>;

const COLUMNS = `id, dossier_id AS dossierId, kind, details, begun_at AS begunAt, begun_by AS begunBy, agency, due_before AS dueBefore, ended_at AS endedAt, ended_by AS endedBy,
  brought, due_after AS dueAfter`;

function fromRow(row: unknown): StepRow {
  const raw = row as { details: string };
  return StepRow.parse({ ...raw, details: JSON.parse(raw.details) });
}

/** Reading what interrupted or ended dossiers. */
export function createStepReader(db: ReadDb) {
  const ofDossier = db.prepare(
    `SELECT ${COLUMNS} FROM dossier_step WHERE dossier_id = ? ORDER BY begun_at, id`,
  );
  const byId = db.prepare(`SELECT ${COLUMNS} FROM dossier_step WHERE id = ?`);
  const all = (dossierId: DossierId): StepRow[] => ofDossier.all(dossierId).map(fromRow);
  return {
    find(id: string): StepRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    /** Oldest first. */
    ofDossier: all,
    /** What the dossier waits for now. */
    findPending: (dossierId: DossierId): StepRow | undefined =>
      all(dossierId).find(({ kind, endedAt }) => PAUSING.has(kind) && endedAt === null),
  };
}

const PAUSING: ReadonlySet<StepKind> = new Set(['supplement', 'payment', 'stop']);

/** Writing them; part of a command's transaction. */
export function createStepRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO dossier_step (id, dossier_id, kind, details, begun_at, begun_by, agency, due_before, due_after)
    VALUES (@id, @dossierId, @kind, @details, @at, @by, @agency, @dueBefore, @dueAfter)`);
  const end = db.prepare(`
    UPDATE dossier_step SET ended_at = @at, ended_by = @by, brought = @brought, due_after = @dueAfter WHERE id = @id AND ended_at IS NULL`);
  return {
    ...createStepReader(db),
    begin(step: {
      id: string;
      dossierId: DossierId;
      details: StepDetails;
      at: Instant;
      by: string | null;
      agency?: string | null;
      dueBefore: string;
      dueAfter: string | null;
    }): void {
      insert.run({ agency: null, ...step, kind: step.details.kind, details: JSON.stringify(step.details) });
    },
    /** Ends a pause; `brought` says what came and `dueAfter` is the new appointment, both null when the dossier ends with it. */
    end(
      id: string,
      ended: { at: Instant; by: string | null; brought: string | null; dueAfter: string | null },
    ): void {
      end.run({ id, ...ended });
    },
  };
}
