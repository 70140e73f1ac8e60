import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import {
  TURN_OUTCOMES,
  type TurnOutcome,
  WORK_ROLES,
  type WorkRole,
} from '../../shared/domain/dossier/work-course.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { DossierId, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const TurnRow = z.object({
  number: z.number().int(),
  position: z.number().int(),
  step: z.string().nullable(),
  role: z.enum(WORK_ROLES),
  holderId: UserId,
  holder: z.string(),
  note: z.string(),
  begunAt: z.string(),
  begunBy: z.string(),
  limitUnit: z.enum(['working-hour', 'working-day', 'day']).nullable(),
  due: z.string().nullable(),
  dueAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  outcome: z.enum(TURN_OUTCOMES).nullable(),
  endNote: z.string().nullable(),
});
/** One person's turn at one step; `holder`, `begunBy` and `endedBy` are names. */
export type TurnRow = z.infer<typeof TurnRow>;

const Listed = {
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  state: z.enum(DOSSIER_STATES),
  dossierDueAt: z.string(),
};
const MineRow = z.object({
  ...Listed,
  step: z.string().nullable(),
  role: z.enum(WORK_ROLES),
  begunAt: z.string(),
  dueAt: z.string().nullable(),
  waitsSince: z.string().nullable(),
});
const UnassignedRow = z.object({
  ...Listed,
  procedureCode: z.string(),
  catalogueVersion: z.string(),
  receivedAt: z.string(),
  position: z.number().int().nullable(),
  role: z.enum(WORK_ROLES).nullable(),
  outcome: z.enum(TURN_OUTCOMES).nullable(),
  /** Who holds it although they left. */
  holder: z.string().nullable(),
});
const Counted = z.object({ count: z.number(), oldestAt: z.string().nullable() });

const TURN = `SELECT t.number, t.position, t.step, t.role, t.holder_id AS holderId, h.display_name AS holder, t.note, t.begun_at AS begunAt,
    b.display_name AS begunBy, t.limit_unit AS limitUnit, t.due, t.due_at AS dueAt, t.ended_at AS endedAt, e.display_name AS endedBy, t.outcome, t.end_note AS endNote
  FROM work_turn t JOIN app_user h ON h.id = t.holder_id JOIN app_user b ON b.id = t.begun_by LEFT JOIN app_user e ON e.id = t.ended_by`;

const DOSSIER = `d.id AS dossierId, d.code, d.procedure_name AS procedureName, d.state, d.due_at AS dossierDueAt,
  (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName`;

// What lies with nobody, or with a person who has left the office. A same-day paper of today is answered at the counter itself.
const UNASSIGNED = `FROM dossier d LEFT JOIN work_turn t ON t.dossier_id = d.id AND t.number = (SELECT max(number) FROM work_turn WHERE dossier_id = d.id)
  LEFT JOIN app_user h ON h.id = t.holder_id
  WHERE d.state IN ('received', 'processing') AND d.processing_owner = 'here'
    AND (t.number IS NULL AND (d.state = 'processing' OR d.received_at < @today OR json_extract(d.terms, '$.limit.unit') <> 'same-day-15h')
      OR t.outcome IN ('taken-back', 'approved', 'closed') OR (t.ended_at IS NULL AND h.valid_to < @day))`;

/** Reading who works on dossiers. */
export function createWorkReader(db: ReadDb) {
  const ofDossier = db.prepare(`${TURN} WHERE t.dossier_id = ? ORDER BY t.number`);
  const last = db.prepare(`${TURN} WHERE t.dossier_id = ? ORDER BY t.number DESC LIMIT 1`);
  const mine = db.prepare(`
    SELECT ${DOSSIER}, t.step, t.role, t.begun_at AS begunAt, t.due_at AS dueAt,
      (SELECT s.begun_at FROM dossier_step s WHERE s.dossier_id = d.id AND s.ended_at IS NULL AND s.kind IN ('supplement', 'payment', 'stop')) AS waitsSince
    FROM work_turn t JOIN dossier d ON d.id = t.dossier_id WHERE t.holder_id = ? AND t.ended_at IS NULL
    ORDER BY coalesce(t.due_at, d.due_at), d.code LIMIT 200`);
  const mineCount = db.prepare(
    'SELECT count(*) AS count, min(begun_at) AS oldestAt FROM work_turn WHERE holder_id = ? AND ended_at IS NULL',
  );
  const unassigned = db.prepare(`
    SELECT ${DOSSIER}, d.procedure_code AS procedureCode, d.catalogue_version AS catalogueVersion, d.received_at AS receivedAt, t.position, t.role,
      t.outcome, CASE WHEN t.ended_at IS NULL THEN h.display_name END AS holder ${UNASSIGNED} ORDER BY d.due_at, d.code`);
  const held = db.prepare('SELECT count(*) FROM work_turn WHERE holder_id = ? AND ended_at IS NULL').pluck();
  return {
    /** Oldest first. */
    ofDossier: (id: DossierId): TurnRow[] => ofDossier.all(id).map((row) => TurnRow.parse(row)),
    findLast(id: DossierId): TurnRow | undefined {
      const row = last.get(id);
      return row === undefined ? undefined : TurnRow.parse(row);
    },
    /** What a person holds, the nearest end first; at most 200. */
    mine: (userId: UserId) => mine.all(userId).map((row) => MineRow.parse(row)),
    mineCount: (userId: UserId) => Counted.parse(mineCount.get(userId)),
    /** What nobody works on, or only a person whose account ended, the nearest appointment first. An approved last step is among it. */
    unassigned: (span: { today: Instant; day: PlainDate }) =>
      unassigned.all(span).map((row) => UnassignedRow.parse(row)),
    held: (userId: UserId): number => Number(held.get(userId)),
  };
}

/** Writing it; part of a command's transaction. */
export function createWorkRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO work_turn (dossier_id, number, position, step, role, holder_id, note, begun_at, begun_by, limit_unit, due, due_at)
    VALUES (@dossierId, @number, @position, @step, @role, @holderId, @note, @at, @by, @limitUnit, @due, @dueAt)`);
  const end = db.prepare(`
    UPDATE work_turn SET ended_at = @at, ended_by = @by, outcome = @outcome, end_note = @note WHERE dossier_id = @dossierId AND ended_at IS NULL`);
  const move = db.prepare(
    'UPDATE work_turn SET due = @due, due_at = @dueAt WHERE dossier_id = @dossierId AND ended_at IS NULL',
  );
  return {
    ...createWorkReader(db),
    begin(turn: {
      dossierId: DossierId;
      number: number;
      position: number;
      step: string | null;
      role: WorkRole;
      holderId: UserId;
      note: string;
      at: Instant;
      by: UserId;
      limitUnit: TurnRow['limitUnit'];
      due: string | null;
      dueAt: Instant | null;
    }): void {
      insert.run(turn);
    },
    /** Ends the open turn of a dossier; false when nobody holds it. */
    end: (ended: {
      dossierId: DossierId;
      outcome: TurnOutcome;
      note: string;
      at: Instant;
      by: UserId;
    }): boolean => end.run(ended).changes === 1,
    /** Another end of the open turn's time, after the dossier waited. */
    moveDue(dossierId: DossierId, { due, dueAt }: { due: string; dueAt: Instant }): void {
      move.run({ dossierId, due, dueAt });
    },
  };
}
