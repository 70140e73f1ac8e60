import { ok, refuse } from '../../types/result.ts';

/** A design day has 200 dossiers; a range below this would run out on a busy one. */
const SMALLEST_DAILY_RANGE = 250;

/** Checks the daily range of dossier codes and the books of a first run. */
export function checkFirstRun(input: {
  dailyCodes: { first: number; last: number };
  books: readonly { symbol: string; nextNumber: number }[];
}) {
  const { first, last } = input.dailyCodes;
  if (last < first) return refuse('CODE_RANGE_REVERSED', { first, last });
  const size = last - first + 1;
  if (size < SMALLEST_DAILY_RANGE)
    return refuse('CODE_RANGE_TOO_SMALL', { size, needed: SMALLEST_DAILY_RANGE });
  const seen = new Set<string>();
  for (const { symbol } of input.books) {
    if (seen.has(symbol)) return refuse('BOOK_TWICE', { symbol });
    seen.add(symbol);
  }
  return ok(undefined);
}
