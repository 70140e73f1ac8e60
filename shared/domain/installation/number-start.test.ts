import { describe, expect, it } from 'vitest';
import { decideNumberStart, lowestStart, type NumberStanding } from './number-start.ts';

const CODES: NumberStanding = {
  kind: 'dossier-code',
  firstNumber: 3001,
  lastNumber: 3999,
  counter: null,
  highest: null,
  start: null,
};
const BOOK: NumberStanding = { ...CODES, kind: 'certification-book', firstNumber: 1, lastNumber: null };
const today = '2026-11-24';

describe('where a series goes on', () => {
  it.each([
    ['codes of a day not begun', CODES, 3001],
    ['codes of which three were given', { ...CODES, counter: 3004 }, 3004],
    ['a book stated too high and never used', { ...BOOK, counter: 1243 }, 1],
    ['a book with copies', { ...BOOK, counter: 1245, highest: 1244 }, 1245],
  ])('the lowest number of %s is %i', (_what, standing, lowest) => {
    expect(lowestStart(standing)).toBe(lowest);
    expect(decideNumberStart(standing, { next: lowest, openedOn: today, today }).ok).toBe(true);
  });

  it.each([
    ['at a number given', { ...CODES, counter: 3004 }, { next: 3003 }, 'NUMBER_USED'],
    ['below the copies of a book', { ...BOOK, highest: 12 }, { next: 12 }, 'NUMBER_USED'],
    ['outside the range', CODES, { next: 4000 }, 'NUMBER_OUT_OF_RANGE'],
    [
      'a second time',
      { ...BOOK, start: { setAt: '2026-11-23T01:00:00.000Z' } },
      {},
      'NUMBERS_STARTED_BEFORE',
    ],
    ['on a day to come', BOOK, { openedOn: '2026-11-25' }, 'OPENING_DAY_OUT'],
    ['in a book of another year', BOOK, { openedOn: '2025-12-31' }, 'OPENING_DAY_OUT'],
  ])('never %s', (_what, standing, change, code) => {
    const asked = { next: standing.firstNumber + 100, openedOn: today, today, ...change };
    expect(decideNumberStart(standing, asked)).toMatchObject({ ok: false, refusal: { code } });
  });
});
