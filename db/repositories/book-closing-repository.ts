import * as z from 'zod';
import { CLOSING_REASONS } from '../../shared/domain/certification/book-closing.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const ClosingRow = z.object({
  book: z.string(),
  reason: z.enum(CLOSING_REASONS),
  note: z.string(),
  closedOn: z.string(),
  firstNumber: z.number().int(),
  lastNumber: z.number().int(),
  entries: z.number().int(),
  issued: z.number().int(),
  voided: z.number().int(),
  quantity: z.number().int(),
  feeVnd: z.number().int(),
  signerTitle: z.string(),
  signerName: z.string(),
});
export type ClosingRow = z.infer<typeof ClosingRow>;

/** Reading which books are closed. */
export function createBookClosingReader(db: ReadDb) {
  const find = db.prepare(`
    SELECT book, reason, note, closed_on AS closedOn, first_number AS firstNumber, last_number AS lastNumber, entries, issued, voided, quantity, fee_vnd AS feeVnd,
      signer_title AS signerTitle, signer_name AS signerName
    FROM book_closing WHERE book = ?`);
  return {
    find: (book: string): ClosingRow | undefined => {
      const row = find.get(book);
      return row === undefined ? undefined : ClosingRow.parse(row);
    },
  };
}

/** Closed books; part of a command's transaction. A closing is never taken back. */
export function createBookClosingRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO book_closing (book, reason, note, closed_on, first_number, last_number, entries, issued, voided, quantity, fee_vnd, signer_title, signer_name,
      closed_at, closed_by)
    VALUES (@book, @reason, @note, @closedOn, @firstNumber, @lastNumber, @entries, @issued, @voided, @quantity, @feeVnd, @signerTitle, @signerName, @at, @by)`);
  const endSeries = db.prepare(`
    UPDATE number_series SET valid_to = @day WHERE kind = 'certification-book' AND symbol = @symbol AND valid_from <= @day AND (valid_to IS NULL OR valid_to > @day)`);
  return {
    ...createBookClosingReader(db),
    insert(closing: ClosingRow & { at: Instant; by: string }): void {
      insert.run(closing);
    },
    /** After this day the office keeps such a book no longer. */
    endSeries(symbol: string, day: string): void {
      endSeries.run({ symbol, day });
    },
  };
}
