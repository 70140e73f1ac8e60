import { expect, it } from 'vitest';
import { loneHalves, type NotePicture, nextMark, sheetsOf } from './stuck-note.ts';

const N: NotePicture | null = null;
const CASES: [string, (NotePicture | null)[], number[][], number[]][] = [
  ['no page', [], [], []],
  ['pages without notes', [N, N], [[0], [1]], []],
  ['a pair', ['with', 'without'], [[0, 1]], []],
  ['a pair the other way round', ['without', 'with', N], [[0, 1], [2]], []],
  ['a pair torn apart', ['with', N, 'without'], [[0], [1], [2]], [0, 2]],
  ['a lone half', [N, 'with'], [[0], [1]], [1]],
  ['twice the same half', ['with', 'with', 'without'], [[0], [1, 2]], [0]],
  [
    'two pairs',
    ['with', 'without', 'with', 'without'],
    [
      [0, 1],
      [2, 3],
    ],
    [],
  ],
];

it.each(CASES)('%s', (_, pictures, sheets, lone) => {
  expect(sheetsOf(pictures)).toEqual(sheets);
  expect([...loneHalves(pictures)]).toEqual(lone);
});

it('marks the picture with the note first, then the one without', () => {
  expect(nextMark([N, N], 0)).toBe('with');
  expect(nextMark(['with', N], 1)).toBe('without');
  expect(nextMark(['without', N], 1)).toBe('with');
  expect(nextMark(['with', 'without', N], 2)).toBe('with');
  expect(nextMark(['with', 'without'], 1)).toBeNull();
});
