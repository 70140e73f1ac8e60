import * as z from 'zod';
import { ASIDE_REASONS, type AsideReason } from '../../shared/domain/dossier/province-progress.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const OUTCOMES = ['applied', 'noted', 'aside'] as const;
/** What became of an entry: it moved the dossier, it only says where the work stands, or a person must decide. */
export type ProgressOutcome = (typeof OUTCOMES)[number];

const ProgressRow = z.object({
  sha256: z.string(),
  text: z.string(),
  signature: z.string(),
  cursor: z.number(),
  entryId: z.string().nullable(),
  dossierId: DossierId.nullable(),
  dossierCode: z.string().nullable(),
  number: z.number().nullable(),
  arrivedAt: z.string(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(ASIDE_REASONS).nullable(),
  detail: z.string(),
  settledAt: z.string().nullable(),
});
export type ProgressRow = z.infer<typeof ProgressRow>;

/** What is written of an entry. */
export interface NewProgress extends Omit<ProgressRow, 'settledAt'> {
  happenedAt: Instant | null;
}

const SELECT = `SELECT sha256, text, signature, cursor, entry_id AS entryId, dossier_id AS dossierId, dossier_code AS dossierCode, number, arrived_at AS arrivedAt,
  outcome, reason, detail, settled_at AS settledAt FROM progress_entry p`;
/** A person must decide, or look at two appointments that differ. */
const OPEN = "(outcome = 'aside' OR (reason IS NOT NULL AND settled_at IS NULL AND outcome = 'applied'))";
const SHOWN = 200;

/** Reading what the province told of dossiers. */
export function createProgressReader(db: ReadDb) {
  const byHash = db.prepare(`${SELECT} WHERE sha256 = ?`);
  const byEntry = db.prepare(`${SELECT} WHERE entry_id = ?`);
  const ofDossier = db.prepare(
    `${SELECT} WHERE dossier_id = ? AND entry_id IS NOT NULL ORDER BY number, arrived_at`,
  );
  const last = db
    .prepare(
      "SELECT coalesce(max(number), 0) FROM progress_entry WHERE dossier_id = ? AND outcome <> 'aside'",
    )
    .pluck();
  const open = db.prepare(`${SELECT} WHERE ${OPEN} ORDER BY arrived_at, cursor LIMIT ${SHOWN}`);
  const openCount = db.prepare(
    `SELECT count(*) AS count, min(arrived_at) AS oldestAt FROM progress_entry WHERE ${OPEN}`,
  );
  const lastArrival = db.prepare('SELECT max(arrived_at) FROM progress_entry').pluck();
  const waiting = db.prepare(
    `${SELECT} WHERE dossier_id = @dossierId AND outcome = 'aside' AND reason = 'EARLIER_MISSING' AND number = @number LIMIT 1`,
  );
  const nowKnown = db.prepare(`
    ${SELECT} WHERE outcome = 'aside' AND reason = 'DOSSIER_UNKNOWN'
      AND dossier_code IN (SELECT code FROM dossier UNION SELECT code FROM other_code) ORDER BY number LIMIT 25`);
  const dossierOf = db
    .prepare(
      'SELECT id FROM dossier WHERE code = @code UNION SELECT dossier_id FROM other_code WHERE code = @code LIMIT 2',
    )
    .pluck();
  const childOf = db.prepare('SELECT dossier_id FROM linked_child WHERE code = ?').pluck();
  const find = (row: unknown) => (row === undefined ? undefined : ProgressRow.parse(row));
  return {
    find: (sha256: string): ProgressRow | undefined => find(byHash.get(sha256)),
    findEntry: (entryId: string): ProgressRow | undefined => find(byEntry.get(entryId)),
    /** Everything readable about a dossier, by its number. */
    ofDossier: (id: DossierId): ProgressRow[] => ofDossier.all(id).map((row) => ProgressRow.parse(row)),
    /** The highest number of a dossier's entries that was applied or noted; 0 when there is none. */
    lastNumber: (id: DossierId): number => z.number().parse(last.get(id)),
    /** What a person must decide, the oldest first; 200 at most. */
    open: (): ProgressRow[] => open.all().map((row) => ProgressRow.parse(row)),
    openFigures: () =>
      z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(openCount.get()),
    lastArrivalAt: (): Instant | null => lastArrival.get() as Instant | null,
    /** The entry of a number that came before the ones ahead of it. */
    findWaiting: (dossierId: DossierId, number: number): ProgressRow | undefined =>
      find(waiting.get({ dossierId, number })),
    /** Entries of dossiers that were not known when they came, and are now. */
    nowKnown: (): ProgressRow[] => nowKnown.all().map((row) => ProgressRow.parse(row)),
    /** The dossier that a code leads to, its own or one that was linked; undefined when none, or two. */
    dossierOf(code: string): DossierId | undefined {
      const [id, another] = dossierOf.all({ code: code.toUpperCase() });
      return id === undefined || another !== undefined ? undefined : DossierId.parse(id);
    },
    /** The dossier in whose linked group a code is a procedure's. */
    linkedOf(code: string): DossierId | undefined {
      const id = childOf.get(code.toUpperCase());
      return id === undefined ? undefined : DossierId.parse(id);
    },
  };
}

/** Keeping it; part of a transaction. The texts never change, what became of them may. */
export function createProgressRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO progress_entry (sha256, text, signature, cursor, entry_id, dossier_id, dossier_code, number, happened_at, arrived_at, outcome, reason, detail)
    VALUES (@sha256, @text, @signature, @cursor, @entryId, @dossierId, @dossierCode, @number, @happenedAt, @arrivedAt, @outcome, @reason, @detail)`);
  const decide = db.prepare(`
    UPDATE progress_entry SET dossier_id = @dossierId, outcome = @outcome, reason = @reason, detail = @detail WHERE sha256 = @sha256`);
  const settle = db.prepare(`
    UPDATE progress_entry SET outcome = @outcome, settled_at = @at, settled_by = @by, note = @note WHERE sha256 = @sha256`);
  return {
    ...createProgressReader(db),
    insert: (row: NewProgress): void => void insert.run(row),
    /** What became of an entry that was put aside before. */
    decide(
      sha256: string,
      decided: {
        dossierId: DossierId | null;
        outcome: ProgressOutcome;
        reason: AsideReason | null;
        detail: string;
      },
    ): void {
      decide.run({ sha256, ...decided });
    },
    /** A person has decided. */
    settle(
      sha256: string,
      said: { outcome: Exclude<ProgressOutcome, 'aside'>; at: Instant; by: string; note: string | null },
    ): void {
      settle.run({ sha256, ...said });
    },
  };
}
