import { expect, it } from 'vitest';
import { decideClosing } from './book-closing.ts';

const order = {
  book: '01/2026-SCT/BS',
  year: '2026',
  reason: 'year-end' as const,
  note: '',
  closedOn: null,
  entries: 3,
  pending: [] as number[],
};

it.each([
  ['on the last day of its year', {}, '2026-12-31', undefined],
  ['in the year after', {}, '2027-01-04', undefined],
  ['not while its year runs', {}, '2026-12-30', 'BOOK_YEAR_RUNS'],
  ['not with a number that nobody explained', { pending: [2, 3] }, '2026-12-31', 'BOOK_HAS_PENDING'],
  ['not twice', { closedOn: '2026-12-31' }, '2027-01-04', 'BOOK_CLOSED'],
  ['not without a number', { entries: 0 }, '2026-12-31', 'BOOK_WITHOUT_NUMBERS'],
  ['earlier where it is kept no longer', { reason: 'series-end', note: 'Bàn giao' }, '2026-06-30', undefined],
  ['not earlier without a reason', { reason: 'series-end' }, '2026-06-30', 'CLOSING_NOTE_MISSING'],
] as const)('a book closes %s', (_case, change, today, code) => {
  const decided = decideClosing({ ...order, ...change }, today);
  expect(decided.ok ? undefined : decided.refusal.code).toBe(code);
});
