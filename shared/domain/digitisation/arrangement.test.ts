import { expect, it } from 'vitest';
import { keepsEveryPage, movedTo, movedWithin, reversed } from './arrangement.ts';

const paper = (...pageIds: string[]) => ({ componentId: 'one', pageIds });
const order = (...cases: Parameters<typeof movedWithin>) => movedWithin(...cases)?.[0]?.after.join('');

it('moves pages to another place of their component, in the order in which they stand', () => {
  expect(order(paper('a', 'b', 'c', 'd'), new Set(['c']), 0)).toBe('cabd');
  expect(order(paper('a', 'b', 'c', 'd'), new Set(['a']), 2)).toBe('bacd');
  expect(order(paper('a', 'b', 'c', 'd'), new Set(['d', 'a']), 4)).toBe('bcad');
  expect(order(paper('a', 'b', 'c', 'd'), new Set(['b', 'c']), 1)).toBeUndefined();
  expect(order(paper('a', 'b', 'c', 'd'), new Set(['b', 'c']), 3)).toBeUndefined();
});

it('moves pages to another component, and back again', () => {
  const to = { componentId: 'two', pageIds: ['x'] };
  const moved = movedTo(paper('a', 'b', 'c'), new Set(['c', 'a']), to);
  expect(moved.map(({ after }) => after)).toEqual([['b'], ['x', 'a', 'c']]);
  expect(keepsEveryPage(moved)).toBe(true);
  expect(reversed(moved).map(({ after }) => after)).toEqual([['a', 'b', 'c'], ['x']]);
});

it('takes no arrangement that loses, adds or doubles a page, or names a component twice', () => {
  const one = (before: string[], after: string[]) => [{ componentId: 'one', before, after }];
  expect(keepsEveryPage(one(['a', 'b'], ['b', 'a']))).toBe(true);
  expect(keepsEveryPage(one(['a', 'b'], ['a']))).toBe(false);
  expect(keepsEveryPage(one(['a'], ['a', 'b']))).toBe(false);
  expect(keepsEveryPage(one(['a', 'b'], ['a', 'a']))).toBe(false);
  expect(keepsEveryPage(one(['a', 'a'], ['a', 'a']))).toBe(false);
  expect(keepsEveryPage([...one(['a'], ['a']), ...one([], [])])).toBe(false);
});
