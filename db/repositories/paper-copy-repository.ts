import * as z from 'zod';
import { ACTS, type Act, Signatory } from '../../shared/domain/certification/act.ts';
import {
  PAPER_COPY_STATES,
  type PaperCopyState,
} from '../../shared/domain/certification/paper-copy-state.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { BookEntryId, DossierId, PaperCopyId, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const PaperCopyRow = z.object({
  id: PaperCopyId,
  dossierId: DossierId,
  dossierCode: z.string(),
  position: z.number().int(),
  act: z.enum(ACTS),
  title: z.string(),
  detail: z.string(),
  people: z.preprocess((value) => JSON.parse(String(value)), z.array(Signatory)),
  requester: z.string(),
  pages: z.number().int(),
  copies: z.number().int(),
  feeVnd: z.number().int(),
  state: z.enum(PAPER_COPY_STATES),
  comparedBy: UserId,
  comparedByName: z.string(),
  comparedAt: z.string(),
  entryId: BookEntryId.nullable(),
  book: z.string().nullable(),
  number: z.number().int().nullable(),
  certifiedOn: z.string().nullable(),
  signerTitle: z.string().nullable(),
  signerName: z.string().nullable(),
  returnReason: z.string().nullable(),
  coverAt: z.string().nullable(),
});
export type PaperCopyRow = z.infer<typeof PaperCopyRow>;

const SELECT = `
  SELECT p.id, p.dossier_id AS dossierId, d.code AS dossierCode, p.position, p.act, p.title, p.detail, p.people, p.requester, p.pages, p.copies, p.fee_vnd AS feeVnd, p.state,
    p.compared_by AS comparedBy, u.display_name AS comparedByName, p.compared_at AS comparedAt, p.entry_id AS entryId, e.book, e.number,
    e.certified_on AS certifiedOn, e.signer_title AS signerTitle, e.signer_name AS signerName, p.return_reason AS returnReason, p.cover_at AS coverAt
  FROM paper_copy p JOIN dossier d ON d.id = p.dossier_id JOIN app_user u ON u.id = p.compared_by LEFT JOIN book_entry e ON e.id = p.entry_id`;
const IN_LIST_ORDER = 'ORDER BY p.compared_at, p.dossier_id, p.position';

// What was given back waits for the clerk until it is put up again or its dossier ends.
const WAITS = `(p.state <> 'returned' OR (d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided')
  AND NOT EXISTS (SELECT 1 FROM paper_copy n WHERE n.dossier_id = p.dossier_id AND n.title = p.title AND n.position > p.position)))`;

const PaperVisitRow = z.object({
  dossierId: DossierId,
  dossierCode: z.string(),
  dossierState: z.string(),
  receivedAt: z.string(),
  requester: z.string(),
  originals: z.number().int(),
  copies: z.number().int(),
  unsigned: z.number().int(),
  underCover: z.number().int(),
  since: z.string(),
});
export type PaperVisitRow = z.infer<typeof PaperVisitRow>;

// All that a visit still has: nothing of it waits for its number or for being put up again.
const VISITS = `
  SELECT p.dossier_id AS dossierId, d.code AS dossierCode, d.state AS dossierState, d.received_at AS receivedAt, min(p.requester) AS requester,
    count(*) AS originals, sum(p.copies) AS copies, sum(p.state = 'numbered') AS unsigned,
    sum(p.state = 'numbered' AND p.cover_at IS NOT NULL) AS underCover, max(p.updated_at) AS since
  FROM paper_copy p JOIN dossier d ON d.id = p.dossier_id
  WHERE p.dossier_id IN (SELECT dossier_id FROM paper_copy WHERE state = 'numbered'
      UNION SELECT w.id FROM dossier w JOIN paper_copy i ON i.dossier_id = w.id WHERE w.state = 'result-in' AND i.state = 'issued')
    AND p.state IN ('numbered', 'issued') AND d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided')
    AND NOT EXISTS (SELECT 1 FROM paper_copy o WHERE o.dossier_id = p.dossier_id AND o.state = 'compared')
  GROUP BY p.dossier_id ORDER BY d.received_at, p.dossier_id`;

const Figures = z.object({ count: z.number(), oldestAt: z.string().nullable() });

/** Reading paper copies. */
export function createPaperCopyReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE p.id = ?`);
  const byEntry = db.prepare(`${SELECT} WHERE p.entry_id = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE p.dossier_id = ? ORDER BY p.position`);
  const inStates = db.prepare(
    `${SELECT} WHERE p.state IN (SELECT value FROM json_each(?)) AND ${WAITS} ${IN_LIST_ORDER} LIMIT 500`,
  );
  const figures = db.prepare(
    'SELECT count(*) AS count, min(compared_at) AS oldestAt FROM paper_copy WHERE state IN (SELECT value FROM json_each(?))',
  );
  const visits = db.prepare(`${VISITS} LIMIT 200`);
  const visitFigures = db.prepare(
    `SELECT count(*) AS count, min(since) AS oldestAt FROM (${VISITS}) WHERE dossierState = 'result-in'`,
  );
  const parse = (row: unknown): PaperCopyRow | undefined =>
    row === undefined ? undefined : PaperCopyRow.parse(row);
  return {
    find: (id: PaperCopyId): PaperCopyRow | undefined => parse(byId.get(id)),
    ofEntry: (id: BookEntryId): PaperCopyRow | undefined => parse(byEntry.get(id)),
    ofDossier: (id: DossierId): PaperCopyRow[] => ofDossier.all(id).map((row) => PaperCopyRow.parse(row)),
    /** In list order, as they were compared; of what was given back what still waits for the clerk. */
    inStates: (states: readonly PaperCopyState[]): PaperCopyRow[] =>
      inStates.all(JSON.stringify(states)).map((row) => PaperCopyRow.parse(row)),
    figuresOf: (states: readonly PaperCopyState[]) => Figures.parse(figures.get(JSON.stringify(states))),
    /** Visits all of whose copies have their numbers and which nobody has taken home yet, the earliest first. */
    visits: (): PaperVisitRow[] => visits.all().map((row) => PaperVisitRow.parse(row)),
    /** Of those the ones that may be handed over by now. */
    signedVisitFigures: () => Figures.parse(visitFigures.get()),
  };
}

/** Paper copies of an original that were compared. */
export interface NewPaperCopy {
  id: PaperCopyId;
  dossierId: DossierId;
  position: number;
  act: Act;
  title: string;
  detail: string;
  people: readonly Signatory[];
  requester: string;
  pages: number;
  copies: number;
  feeVnd: number;
  by: string;
  at: Instant;
}

/** Paper copies on their way; part of a command's transaction. Every step names the state that it leads from. */
export function createPaperCopyRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO paper_copy (id, dossier_id, position, act, title, detail, people, requester, pages, copies, fee_vnd, state, compared_by, compared_at, updated_at)
    VALUES (@id, @dossierId, @position, @act, @title, @detail, @people, @requester, @pages, @copies, @feeVnd, 'compared', @by, @at, @at)`);
  const step = (set: string, from: string) =>
    db.prepare(`UPDATE paper_copy SET ${set}, updated_at = @at WHERE id = @id AND state IN (${from})`);
  const number = step("state = 'numbered', entry_id = @entryId", "'compared'");
  const cover = step('cover_at = @at', "'compared', 'numbered'");
  const issue = step("state = 'issued'", "'numbered'");
  const withdraw = step("state = 'withdrawn', return_reason = NULL", "'compared', 'returned'");
  const giveBack = step("state = 'returned', return_reason = @reason", "'compared'");
  const makeVoid = step("state = 'void'", "'numbered', 'issued'");
  return {
    ...createPaperCopyReader(db),
    insert(copy: NewPaperCopy): void {
      insert.run({ ...copy, people: JSON.stringify(copy.people) });
    },
    number: (id: PaperCopyId, row: { entryId: BookEntryId; at: Instant }): boolean =>
      number.run({ id, ...row }).changes === 1,
    /** They go under a cover; what is signed or dropped has none any more. */
    cover: (id: PaperCopyId, at: Instant): boolean => cover.run({ id, at }).changes === 1,
    issue: (id: PaperCopyId, at: Instant): boolean => issue.run({ id, at }).changes === 1,
    withdraw: (id: PaperCopyId, at: Instant): boolean => withdraw.run({ id, at }).changes === 1,
    giveBack: (id: PaperCopyId, row: { reason: string; at: Instant }): boolean =>
      giveBack.run({ id, ...row }).changes === 1,
    void: (id: PaperCopyId, at: Instant): boolean => makeVoid.run({ id, at }).changes === 1,
  };
}
