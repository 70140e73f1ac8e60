import { expect, it } from 'vitest';
import { checkFirstRun } from './first-run.ts';

const books = [
  { symbol: 'SCT/BS', nextNumber: 1 },
  { symbol: 'SCTĐT/BS', nextNumber: 124 },
];

it('accepts a range of a thousand codes and books carried on', () => {
  expect(checkFirstRun({ dailyCodes: { first: 3001, last: 3999 }, books })).toEqual({
    ok: true,
    value: undefined,
  });
});

it('refuses a range that ends before it begins', () => {
  const result = checkFirstRun({ dailyCodes: { first: 3999, last: 3001 }, books });
  expect(result).toMatchObject({ ok: false, refusal: { code: 'CODE_RANGE_REVERSED' } });
});

it('refuses a range that a busy day would use up', () => {
  const result = checkFirstRun({ dailyCodes: { first: 3001, last: 3100 }, books });
  expect(result).toEqual({
    ok: false,
    refusal: { code: 'CODE_RANGE_TOO_SMALL', data: { size: 100, needed: 250 } },
  });
});

it('refuses one book named twice', () => {
  const result = checkFirstRun({
    dailyCodes: { first: 1, last: 999 },
    books: [...books, { symbol: 'SCT/BS', nextNumber: 9 }],
  });
  expect(result).toEqual({ ok: false, refusal: { code: 'BOOK_TWICE', data: { symbol: 'SCT/BS' } } });
});
