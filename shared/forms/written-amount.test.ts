import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords, dayInWords, writtenAmount } from './written-amount.ts';

describe('an amount in words', () => {
  it.each([
    [0, 'Không đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [15, 'Mười lăm đồng'],
    [21, 'Hai mươi mốt đồng'],
    [55, 'Năm mươi lăm đồng'],
    [100, 'Một trăm đồng'],
    [105, 'Một trăm linh năm đồng'],
    [110, 'Một trăm mười đồng'],
    [111, 'Một trăm mười một đồng'],
    [1_000, 'Một nghìn đồng'],
    [1_005, 'Một nghìn không trăm linh năm đồng'],
    [1_015, 'Một nghìn không trăm mười lăm đồng'],
    [8_000, 'Tám nghìn đồng'],
    [21_000, 'Hai mươi mốt nghìn đồng'],
    [105_000, 'Một trăm linh năm nghìn đồng'],
    [500_050, 'Năm trăm nghìn không trăm năm mươi đồng'],
    [1_000_000, 'Một triệu đồng'],
    [1_000_015, 'Một triệu không trăm mười lăm đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [31_521_405, 'Ba mươi mốt triệu năm trăm hai mươi mốt nghìn bốn trăm linh năm đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [
      999_999_999_999,
      'Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng',
    ],
    [1_005_000_000_000, 'Một nghìn không trăm linh năm tỷ đồng'],
  ])('%i is “%s”', (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  it('of two amounts is never the same, and has no blank where it should not', () => {
    const amount = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        expect(amountInWords(one)).toMatch(/^\p{Lu}\p{Ll}*(?: \p{Ll}+)*$/u);
        if (one !== other) expect(amountInWords(one)).not.toBe(amountInWords(other));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no amount', (amount) => {
    expect(() => amountInWords(amount)).toThrow(RangeError);
  });

  it('stands beside its figures', () => {
    expect(writtenAmount(1_005_000)).toBe('1.005.000 đồng');
  });
});

it.each([
  ['2026-11-24', 'ngày hai mươi bốn tháng mười một năm hai nghìn không trăm hai mươi sáu'],
  ['2027-04-01', 'ngày một tháng tư năm hai nghìn không trăm hai mươi bảy'],
  ['2030-10-15', 'ngày mười lăm tháng mười năm hai nghìn không trăm ba mươi'],
])('the day %s is said "%s"', (day, words) => {
  expect(dayInWords(day)).toBe(words);
});
