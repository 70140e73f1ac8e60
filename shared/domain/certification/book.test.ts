import { describe, expect, it } from 'vitest';
import { bookName, dayAtRetry, decideEntryDay, monthOf } from './book.ts';

it('writes a book with its year and symbol', () => expect(bookName('SCT/BS', '2026')).toBe('01/2026-SCT/BS'));

it('knows the days of a month', () => {
  expect(monthOf(2026, 2)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(monthOf(2026, 12)).toEqual({ from: '2026-12-01', to: '2026-12-31' });
});

describe('the day of a new number', () => {
  it('is today, in a new book too', () => {
    expect(decideEntryDay(undefined, '2026-11-30')).toEqual({ ok: true, value: '2026-11-30' });
    expect(decideEntryDay({ number: 7, certifiedOn: '2026-11-30' }, '2026-11-30').ok).toBe(true);
  });
  it('is refused where the book is ahead of the clock', () =>
    expect(decideEntryDay({ number: 7, certifiedOn: '2026-12-01' }, '2026-11-30')).toMatchObject({
      refusal: { code: 'BOOK_DAY_BEHIND', data: { number: 7, day: '2026-12-01' } },
    }));
});

describe('the day of a number whose signing starts again', () => {
  const seven = { number: 7, certifiedOn: '2026-11-27' };
  it('is today while no later number was taken', () =>
    expect(dayAtRetry(seven, seven, '2026-11-30')).toBe('2026-11-30'));
  it('stays where a later number was taken', () =>
    expect(dayAtRetry(seven, { number: 8, certifiedOn: '2026-11-27' }, '2026-11-30')).toBe('2026-11-27'));
  it('stays in its year: the number is of that year', () =>
    expect(
      dayAtRetry(
        { number: 7, certifiedOn: '2026-12-31' },
        { number: 7, certifiedOn: '2026-12-31' },
        '2027-01-04',
      ),
    ).toBe('2026-12-31'));
  it('never goes back', () => expect(dayAtRetry(seven, seven, '2026-11-26')).toBe('2026-11-27'));
});
