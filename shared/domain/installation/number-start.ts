import type { Instant, PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** A series of numbers as it stands in the current period. */
export interface NumberStanding {
  kind: 'dossier-code' | 'certification-book';
  firstNumber: number;
  lastNumber: number | null;
  /** The next number as counted or stated; null when the period has not begun. */
  counter: number | null;
  /** The highest number that a copy of this period bears. */
  highest: number | null;
  start: { setAt: Instant } | null;
}

/** Why counting cannot begin there. */
export type NumberStartRefusal =
  | Refusal<'NUMBERS_STARTED_BEFORE', { setAt: Instant }>
  | Refusal<'NUMBER_USED', { lowest: number }>
  | Refusal<'NUMBER_OUT_OF_RANGE', { first: number; last: number }>
  | Refusal<'OPENING_DAY_OUT', { from: PlainDate; to: PlainDate }>;

/** The next number that would be given now. */
export function nextNumber({
  counter,
  firstNumber,
}: Pick<NumberStanding, 'counter' | 'firstNumber'>): number {
  return counter ?? firstNumber;
}

/**
 * The lowest number that may be stated: above every number that was given. Codes of the day are given without gaps, so their counter tells; of
 * a book only those on copies were given, its counter may have been stated too high at the first run.
 */
export function lowestStart(standing: NumberStanding): number {
  if (standing.kind === 'dossier-code') return nextNumber(standing);
  return Math.max(standing.firstNumber, (standing.highest ?? 0) + 1);
}

/**
 * Whether a series may go on from `next` with a book or range opened on `openedOn`: once, never at or below a number that was given, inside the
 * range, and opened not after `today`. A book is one of its year, a range of codes may be older.
 */
export function decideNumberStart(
  standing: NumberStanding,
  { next, openedOn, today }: { next: number; openedOn: PlainDate; today: PlainDate },
): Result<undefined, NumberStartRefusal> {
  const { kind, firstNumber, lastNumber, start } = standing;
  if (start !== null) return refuse('NUMBERS_STARTED_BEFORE', { setAt: start.setAt });
  if (lastNumber !== null && (next < firstNumber || next > lastNumber))
    return refuse('NUMBER_OUT_OF_RANGE', { first: firstNumber, last: lastNumber });
  const lowest = lowestStart(standing);
  if (next < lowest) return refuse('NUMBER_USED', { lowest });
  const from = kind === 'certification-book' ? `${today.slice(0, 4)}-01-01` : '2000-01-01';
  if (openedOn < from || openedOn > today) return refuse('OPENING_DAY_OUT', { from, to: today });
  return ok(undefined);
}
