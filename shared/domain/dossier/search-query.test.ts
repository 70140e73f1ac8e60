import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherPlaceNames } from '../geography/other-names.ts';
import { foldedWords, searchWords } from './search-entry.ts';
import { holdsWords, marksOf, searchExpression, searchTerms } from './search-query.ts';

const NAME = fc.constantFrom(
  'Nguyễn',
  'Thị',
  'Đặng',
  'Thuỳ',
  'Thủy',
  'Ê Ban',
  'Lý',
  'Quốc',
  'ƯỚC',
  'Hường',
  'Y Moan',
  'đỏ',
);

const expressionOf = (text: string, filter: Parameters<typeof searchTerms>[1]) => {
  const terms = searchTerms(text, filter);
  return terms === null ? null : searchExpression(terms);
};

describe('what the index is asked', () => {
  it.each([
    ['le thi thu', '"le" AND "thi" AND "thu" *'],
    ['  LÊ   Thị ', '"le" AND "thi" *'],
    ['đ', '"d" *'],
    ['mai mai', '"mai" *'],
    ['0270 3000', '(("02703000" *) OR ("0270" AND "3000" *))'],
    ['1.001193', '(("1001193" *) OR ("1" AND "001193" *))'],
    ['a" OR b* NEAR(c)', '"a" AND "or" AND "b" AND "near" AND "c" *'],
    ['086190001234||Lê Thị Thử|01021990|Nữ|Khóm 1|15052021', '"086190001234" *'],
  ])('%s', (text, expression) => expect(expressionOf(text, {})).toBe(expression));

  it('is nothing at all for an empty text, and can find nothing when no letter is in it', () => {
    expect(expressionOf('   ', {})).toBeUndefined();
    expect(expressionOf('"*"', {})).toBeNull();
    expect(expressionOf('🙂', { late: true })).toBeNull();
  });

  it('narrows by letters that no typed text can hold', () => {
    expect(expressionOf('mai', { states: ['received'], processingOwner: 'here' })).toMatch(
      /^"mai" \* AND "\p{Co}" AND "\p{Co}"$/u,
    );
    expect(expressionOf('', { states: [] })).toBe('"\uf8ff"');
    expect(expressionOf('', { late: true })).toMatch(/^\("\p{Co}" OR "\p{Co}"\)$/u);
    expect(expressionOf(String.fromCodePoint(0xe002), {})).toBeNull();
  });

  it('never holds more than quoted words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const expression = expressionOf(text, {});
        const bare = (expression ?? '').replace(/"[\p{L}\p{N}]+"/gu, '').replace(/ \*|AND|OR|[() ]/gu, '');
        expect(bare).toBe('');
      }),
    );
  });

  it('keeps the word being typed when there are too many words', () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}x`)
      .join(' ')
      .slice(0, 390);
    const asked = expressionOf(`${words} cuoi`.slice(0, 400), {}) ?? '';
    expect(asked.match(/AND/gu)).toHaveLength(11);
    expect(asked).toMatch(/\*$/u);
  });
});

describe('folding', () => {
  it('finds every name by its words in any order, with and without marks, in both normal forms', () => {
    fc.assert(
      fc.property(fc.array(NAME, { minLength: 1, maxLength: 4 }), (parts) => {
        const held = new Set(searchWords(parts.join(' ')));
        for (const form of ['NFC', 'NFD'] as const)
          for (const word of foldedWords([...parts].reverse().join(' ').normalize(form)))
            expect(held).toContain(word);
      }),
    );
  });

  it('knows numbers in one piece and in their groups', () => {
    expect(searchWords('0270 3000.111')).toEqual(['0270', '3000', '111', '02703000111']);
    expect(searchWords('H61.45-261124-3001')).toEqual(['h61', '45', '261124', '3001']);
    expect(searchWords('261124-3001')).toContain('2611243001');
  });
});

describe('the words of an entry', () => {
  const entry = searchWords('h61.45-261124-3001\nnguyễn thị thuỳ\n0270 3000 111').join(' ');
  it.each([
    ['thuy nguyen', true],
    ['thuy ngu', true],
    ['ngu thuy', false],
    ['0270 3000', true],
    ['02703', true],
    ['2703000', false],
    ['h61.45-2611', true],
    ['261124 3002', false],
  ])('%s', (typed, holds) => expect(holdsWords(searchTerms(typed, {})?.groups ?? [])(entry)).toBe(holds));
});

describe('marks', () => {
  it.each([
    ['Thuy', 'nguyễn thị thuỳ', false],
    ['Thuỳ', 'nguyễn thị thuỳ', true],
    ['thuỳ nguyễn', 'nguyễn thị thuỳ', true],
    ['nguyễn th', 'nguyễn thị thuỳ', true],
    ['ngu thuỳ', 'nguyễn thị thuỳ', false],
    ['Thuỳ'.normalize('NFD'), 'nguyễn thị thuỳ', true],
  ])('%s in %s: %s', (typed, entry, fits) => expect(marksOf(typed)(entry)).toBe(fits));
});

describe('places', () => {
  it('are found by the names of both sides of 1 July 2025', () => {
    const newName = otherPlaceNames('Ấp 1, xã Hòa Nghĩa, huyện Chợ Lách, tỉnh Bến Tre').join(' ');
    expect(newName).toContain('xã Chợ Lách');
    expect(newName).toContain('Vĩnh Long');
    const oldNames = otherPlaceNames('Ấp 1, xã Chợ Lách, tỉnh Vĩnh Long').join(' ');
    expect(oldNames).toContain('Xã Hòa Nghĩa');
    expect(oldNames).toContain('Bến Tre');
    expect(otherPlaceNames('12 phố Lạ, thành phố Xa')).toEqual([]);
  });
});
