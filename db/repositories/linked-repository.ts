import * as z from 'zod';
import { LINKED_AGENCIES } from '../../shared/domain/catalogue/procedure-catalogue.ts';
import { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { LINKED_STATES } from '../../shared/domain/dossier/linked-children.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const LinkedRow = z.object({
  id: z.string(),
  dossierId: DossierId,
  position: z.int(),
  code: z.string(),
  procedureCode: z.string().nullable(),
  name: z.string(),
  agency: z.enum(LINKED_AGENCIES),
  startsAfter: z.enum(['reception', 'first-result']),
  limit: ProcessingLimit,
  state: z.enum(LINKED_STATES),
  startedAt: z.string().nullable(),
  due: z.string().nullable(),
  dueAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  outcome: z.string().nullable(),
});
/** One procedure of a linked group. */
export type LinkedRow = z.infer<typeof LinkedRow>;

const COLUMNS = `id, dossier_id AS dossierId, position, code, procedure_code AS procedureCode, name, agency, starts_after AS startsAfter,
  limit_terms AS "limit", state, started_at AS startedAt, due, due_at AS dueAt, ended_at AS endedAt, ended_by AS endedBy, outcome`;

function fromRow(row: unknown): LinkedRow {
  const raw = row as { limit: string };
  return LinkedRow.parse({ ...raw, limit: JSON.parse(raw.limit) });
}

/** Reading the procedures of linked groups. */
export function createLinkedReader(db: ReadDb) {
  const ofDossier = db.prepare(`SELECT ${COLUMNS} FROM linked_child WHERE dossier_id = ? ORDER BY position`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM linked_child WHERE id = ?`);
  return {
    find(id: string): LinkedRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    /** In the catalogue's order; empty for a dossier that links nothing. */
    ofDossier: (dossierId: DossierId): LinkedRow[] => ofDossier.all(dossierId).map(fromRow),
  };
}

/** Writing them; part of a command's transaction. */
export function createLinkedRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO linked_child (id, dossier_id, position, code, procedure_code, name, agency, starts_after, limit_terms, state, started_at, due, due_at)
    VALUES (@id, @dossierId, @position, @code, @procedureCode, @name, @agency, @startsAfter, @limit, @state, @startedAt, @due, @dueAt)`);
  const begin = db.prepare(
    "UPDATE linked_child SET state = 'running', started_at = @at, due = @due, due_at = @dueAt WHERE id = @id AND state = 'waiting'",
  );
  const drop = db.prepare("UPDATE linked_child SET state = 'dropped' WHERE id = ? AND state = 'waiting'");
  const end = db.prepare(
    "UPDATE linked_child SET state = @state, ended_at = @at, ended_by = @by, outcome = @outcome WHERE id = @id AND state = 'running'",
  );
  const moveDue = db.prepare(
    "UPDATE linked_child SET due = @due, due_at = @dueAt WHERE id = @id AND state = 'running'",
  );
  return {
    ...createLinkedReader(db),
    insert(child: Omit<LinkedRow, 'endedAt' | 'endedBy' | 'outcome'>): void {
      insert.run({ ...child, limit: JSON.stringify(child.limit) });
    },
    /** Its clock starts; `due` and `dueAt` are null where no limit is published. */
    begin(id: string, clock: { at: Instant; due: string | null; dueAt: string | null }): void {
      begin.run({ id, ...clock });
    },
    /** Another appointment, after the whole dossier stood still. */
    moveDue: (id: string, { due, dueAt }: { due: string; dueAt: string }): void =>
      void moveDue.run({ id, due, dueAt }),
    drop: (id: string): void => void drop.run(id),
    end(id: string, ended: { state: 'done' | 'refused'; at: Instant; by: string; outcome: string }): void {
      end.run({ id, ...ended });
    },
  };
}
