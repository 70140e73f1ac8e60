import * as z from 'zod';
import { Signatory } from '../../shared/domain/certification/act.ts';
import { ENTRY_STATES } from '../../shared/domain/certification/book.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { BookEntryId, DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const EntryRow = z.object({
  id: BookEntryId,
  seriesId: z.string(),
  book: z.string(),
  number: z.number().int(),
  certifiedOn: z.string(),
  state: z.enum(ENTRY_STATES),
  dossierId: DossierId,
  dossierCode: z.string(),
  requester: z.string(),
  people: z.preprocess((value) => JSON.parse(String(value)), z.array(Signatory)),
  title: z.string(),
  signerTitle: z.string(),
  signerName: z.string(),
  quantity: z.number().int(),
  feeVnd: z.number().int().nullable(),
  voidReason: z.string().nullable(),
});
export type EntryRow = z.infer<typeof EntryRow>;

const SELECT = `
  SELECT e.id, e.series_id AS seriesId, e.book, e.number, e.certified_on AS certifiedOn, e.state, e.dossier_id AS dossierId, d.code AS dossierCode, e.requester, e.people, e.title,
    e.signer_title AS signerTitle, e.signer_name AS signerName, e.quantity, e.fee_vnd AS feeVnd, e.void_reason AS voidReason
  FROM book_entry e JOIN dossier d ON d.id = e.dossier_id`;

const Totals = z.object({
  entries: z.number().int(),
  issued: z.number().int(),
  voided: z.number().int(),
  pending: z.number().int(),
  quantity: z.number().int(),
  feeVnd: z.number().int(),
});
const Bounds = z.object({ firstNumber: z.number().int(), lastNumber: z.number().int() });
export type BookTotals = z.infer<typeof Totals>;

/** Days of a book, both inclusive. */
export interface BookSpan {
  book: string;
  from: PlainDate;
  to: PlainDate;
}

/** Reading the certification books. */
export function createBookReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE e.id = ?`);
  const last = db.prepare(`${SELECT} WHERE e.series_id = ? AND e.book = ? ORDER BY e.number DESC LIMIT 1`);
  const ofSpan = db.prepare(
    `${SELECT} WHERE e.book = @book AND e.certified_on BETWEEN @from AND @to AND e.number > @after ORDER BY e.number LIMIT @limit`,
  );
  const totals = db.prepare(`
    SELECT count(*) AS entries, count(*) FILTER (WHERE state = 'issued') AS issued, count(*) FILTER (WHERE state = 'void') AS voided,
      count(*) FILTER (WHERE state = 'pending') AS pending, coalesce(sum(quantity) FILTER (WHERE state = 'issued'), 0) AS quantity,
      coalesce(sum(fee_vnd) FILTER (WHERE state = 'issued'), 0) AS feeVnd
    FROM book_entry WHERE book = @book AND certified_on BETWEEN @from AND @to`);
  const pending = db
    .prepare<{ book: string }, number>(
      "SELECT number FROM book_entry WHERE book = @book AND state = 'pending' ORDER BY number LIMIT 20",
    )
    .pluck();
  const bounds = db.prepare(
    'SELECT coalesce(min(number), 0) AS firstNumber, coalesce(max(number), 0) AS lastNumber FROM book_entry WHERE book = ?',
  );
  const parse = (row: unknown): EntryRow | undefined => (row === undefined ? undefined : EntryRow.parse(row));
  return {
    find: (id: BookEntryId): EntryRow | undefined => parse(byId.get(id)),
    /** The highest number of a book. */
    lastOf: (seriesId: string, book: string): EntryRow | undefined => parse(last.get(seriesId, book)),
    /** Entries in the order of their numbers, after one of them. */
    ofSpan: (span: BookSpan, after: number, limit: number): EntryRow[] =>
      ofSpan.all({ ...span, after, limit }).map((row) => EntryRow.parse(row)),
    /** The first numbers of a book that are neither issued nor void. */
    pendingOf: (book: string): number[] => pending.all({ book }),
    /** The lowest and the highest number of a book; 0 where it has none. */
    boundsOf: (book: string): { firstNumber: number; lastNumber: number } => Bounds.parse(bounds.get(book)),
    totals: (span: BookSpan): BookTotals => Totals.parse(totals.get(span)),
  };
}

/** A number that was taken. */
export interface NewEntry {
  id: BookEntryId;
  seriesId: string;
  book: string;
  number: number;
  certifiedOn: PlainDate;
  dossierId: DossierId;
  requester: string;
  people: readonly Signatory[];
  title: string;
  signerTitle: string;
  signerName: string;
  quantity: number;
  feeVnd: number | null;
  at: Instant;
  by: string;
}

/** The certification books; part of a command's transaction. Every step but the first leads from `pending`; only what was issued or is pending becomes void. */
export function createBookRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO book_entry (id, series_id, book, number, certified_on, state, dossier_id, requester, people, title, signer_title, signer_name, quantity, fee_vnd,
      taken_at, taken_by)
    VALUES (@id, @seriesId, @book, @number, @certifiedOn, 'pending', @dossierId, @requester, @people, @title, @signerTitle, @signerName, @quantity, @feeVnd, @at, @by)`);
  const retry = db.prepare(
    "UPDATE book_entry SET certified_on = @day, signer_title = @signerTitle, signer_name = @signerName WHERE id = @id AND state = 'pending'",
  );
  const issue = db.prepare(
    "UPDATE book_entry SET state = 'issued', settled_at = @at, settled_by = @by WHERE id = @id AND state = 'pending'",
  );
  const makeVoid = db.prepare(
    "UPDATE book_entry SET state = 'void', void_reason = @reason, settled_at = @at, settled_by = @by WHERE id = @id AND state <> 'void'",
  );
  return {
    ...createBookReader(db),
    insert(entry: NewEntry): void {
      insert.run({ ...entry, people: JSON.stringify(entry.people) });
    },
    /** Signing starts again, perhaps by another signer. */
    retry: (id: BookEntryId, row: { day: PlainDate; signerTitle: string; signerName: string }): boolean =>
      retry.run({ id, ...row }).changes === 1,
    issue: (id: BookEntryId, row: { at: Instant; by: string }): boolean =>
      issue.run({ id, ...row }).changes === 1,
    void: (id: BookEntryId, row: { reason: string; at: Instant; by: string }): boolean =>
      makeVoid.run({ id, ...row }).changes === 1,
  };
}
