import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BackMatch, interleaved, withBacks } from './manual-duplex.ts';

/** Sides are written as on the paper: 1 and 2 are the first sheet, 3 and 4 the second. Fronts, backs as they came, how matched, in order. */
const CASES: [string, string, string, BackMatch, string][] = [
  ['nothing', '', '', 'last-sheet', ''],
  ['one sheet', '1', '2', 'last-sheet', '1 2'],
  ['three sheets: the backs come from the last sheet on', '1 3 5', '6 4 2', 'last-sheet', '1 2 3 4 5 6'],
  ['as many: both ways give the same', '1 3 5', '6 4 2', 'first-sheet', '1 2 3 4 5 6'],
  ['the first sheet lacks its back', '1 3 5', '6 4', 'last-sheet', '1 3 4 5 6'],
  ['the last sheet lacks its back', '1 3 5', '4 2', 'first-sheet', '1 2 3 4 5'],
  ['no back at all', '1 3', '', 'last-sheet', '1 3'],
  ['no back at all, the other way', '1 3', '', 'first-sheet', '1 3'],
  ['a side too many after the first sheet', '1 3', '4 2 x', 'last-sheet', '1 2 3 4 x'],
  ['sides too many before the last sheet', '1 3', 'x y 4 2', 'first-sheet', '1 2 3 4 x y'],
  ['backs without fronts stay as they came', '', '4 2', 'last-sheet', '4 2'],
];

const words = (text: string) => text.split(' ').filter(Boolean);

it.each(CASES)('%s', (_, fronts, backs, match, expected) => {
  expect(interleaved(words(fronts), words(backs), match)).toEqual(words(expected));
});

it('leaves the other pages of the component where they are', () => {
  expect(withBacks(words('a b 1 3 c 4 2 d'), words('1 3'), words('4 2'))).toEqual(words('a b 1 2 3 4 c d'));
});

it('keeps every page, once, however many there are of each', () => {
  const sides = (letter: string) =>
    fc.nat(30).map((count) => Array.from({ length: count }, (__, index) => `${letter}${index}`));
  fc.assert(
    fc.property(
      sides('f'),
      sides('b'),
      fc.constantFrom<BackMatch>('last-sheet', 'first-sheet'),
      (fronts, backs, match) => {
        expect(interleaved(fronts, backs, match).toSorted()).toEqual([...fronts, ...backs].toSorted());
      },
    ),
  );
});
