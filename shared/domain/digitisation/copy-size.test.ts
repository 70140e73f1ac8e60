import { expect, test } from 'vitest';
import { largestPages, levelUnder } from './copy-size.ts';

test.each<[string, number[], number, number]>([
  ['all fits: the largest stays', [100, 300, 200], 600, 300],
  ['the largest gives', [100, 100, 900], 500, 300],
  ['the larger ones give alike', [100, 500, 900], 500, 200],
  ['all give', [500, 500], 300, 150],
  ['nothing is left', [500, 500], 0, 0],
  ['less than nothing is left', [500], -20, 0],
  ['no page', [], 100, 0],
])('%s', (_what, sizes, budget, level) => {
  expect(levelUnder(sizes, budget)).toBe(level);
  if (budget >= 0)
    expect(sizes.reduce((sum, size) => sum + Math.min(size, level), 0)).toBeLessThanOrEqual(budget);
});

test('the largest pages are named first', () => {
  expect(largestPages([5, 90, 7, 40], 2)).toEqual([2, 4]);
});
