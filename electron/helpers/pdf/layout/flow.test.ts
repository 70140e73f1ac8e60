import { expect, test } from 'vitest';
import { paginate } from './flow.ts';
import type { Paper } from './paper.ts';
import type { Slice } from './slices.ts';

const PAPER: Paper = { width: 100, height: 120, margins: { top: 10, right: 10, bottom: 10, left: 10 } };
const named = new Map<Slice, string>();

function slice(name: string, height: number, more: Partial<Slice> = {}): Slice {
  const made: Slice = { height, draw: () => undefined, ...more };
  named.set(made, name);
  return made;
}

/** Pages as names with their distance from the top. */
function placed(...slices: Slice[]): string[][] {
  return paginate(slices, PAPER).map((page) => page.map((each) => `${named.get(each.slice)}@${each.y}`));
}

test('fills a page to its last point before the next one is opened', () => {
  expect(placed(slice('a', 60), slice('b', 40), slice('c', 1))).toEqual([['a@0', 'b@60'], ['c@0']]);
});

test('what is kept together moves together', () => {
  const pages = placed(slice('a', 80), slice('label', 10, { keepWithNext: true }), slice('row', 20));
  expect(pages).toEqual([['a@0'], ['label@0', 'row@10']]);
});

test('what is kept together but higher than a page is broken rather than clipped', () => {
  const pages = placed(
    slice('a', 60, { keepWithNext: true }),
    slice('b', 60, { keepWithNext: true }),
    slice('c', 30),
  );
  expect(pages).toEqual([['a@0'], ['b@0', 'c@60']]);
});

test('the heading of a table opens every page the table runs over, but not one it begins on', () => {
  const heading = slice('h', 10, { keepWithNext: true });
  const rows = ['1', '2', '3', '4'].map((name) => slice(name, 40, { heading }));
  expect(placed(heading, ...rows)).toEqual([
    ['h@0', '1@10', '2@50'],
    ['h@0', '3@10', '4@50'],
  ]);
});

test('space is dropped at the top of a page', () => {
  expect(placed(slice('a', 95), slice('gap', 10, { isSpace: true }), slice('b', 10))).toEqual([
    ['a@0'],
    ['b@0'],
  ]);
});

test('space alone opens no page', () => {
  expect(placed(slice('a', 95), slice('gap', 10, { isSpace: true }))).toEqual([['a@0']]);
});
