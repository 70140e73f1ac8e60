import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** A book ends with its year, or because this office keeps such a book no longer. */
export const CLOSING_REASONS = ['year-end', 'series-end'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** A book that is to be closed. */
interface BookToClose {
  book: string;
  year: string;
  reason: ClosingReason;
  /** Why the office keeps it no longer. */
  note: string;
  /** The day on which it was closed; null where it is open. */
  closedOn: PlainDate | null;
  entries: number;
  /** Numbers of it that are neither issued nor void. */
  pending: readonly number[];
}

type ClosingRefusal =
  | Refusal<'BOOK_CLOSED', { book: string; closedOn: string }>
  | Refusal<'BOOK_WITHOUT_NUMBERS', { book: string }>
  | Refusal<'BOOK_HAS_PENDING', { numbers: string }>
  | Refusal<'BOOK_YEAR_RUNS', { lastDay: string }>
  | Refusal<'CLOSING_NOTE_MISSING', Record<never, never>>;

/**
 * Whether a book may be closed today (Điều 13 Nghị định 23/2015/NĐ-CP): once, from the last day of its year on or when the office keeps it no longer, and never while
 * a number of it is not explained.
 */
export function decideClosing(order: BookToClose, today: PlainDate): Result<null, ClosingRefusal> {
  const { book, year, reason, note, closedOn, entries, pending } = order;
  if (closedOn !== null) return refuse('BOOK_CLOSED', { book, closedOn });
  if (entries === 0) return refuse('BOOK_WITHOUT_NUMBERS', { book });
  const lastDay = `${year}-12-31`;
  if (reason === 'year-end' && today < lastDay) return refuse('BOOK_YEAR_RUNS', { lastDay });
  if (reason === 'series-end' && note === '') return refuse('CLOSING_NOTE_MISSING', {});
  if (pending.length > 0) return refuse('BOOK_HAS_PENDING', { numbers: pending.join(', ') });
  return ok(null);
}
