import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aspectOf,
  Corners,
  cornersOf,
  type Flatten,
  flattenedSize,
  flattening,
  inverse,
  mostDpi,
  ontoCorners,
  photographedDpi,
  projected,
  type Quad,
  WHOLE_PICTURE,
} from './flatten.ts';
import { flattenedWords } from './page-words.ts';

const corners = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y })) as Corners;
const whole = (paper: Flatten['paper'], lying = false): Flatten => ({ corners: WHOLE_PICTURE, paper, lying });

describe('a photograph made flat', () => {
  test.each<[string, Flatten, { width: number; height: number }, number]>([
    ['a webcam of 1280 x 720 over A4 that lies', whole('A4', true), { width: 1280, height: 720 }, 87],
    ['A4 that fills a camera of 12 megapixels', whole('A4', true), { width: 4000, height: 3000 }, 342],
    ['A5 under the same', whole('A5', true), { width: 4000, height: 3000 }, 484],
    ['a card under the same', whole('ID-1', true), { width: 4000, height: 3000 }, 1187],
    [
      'A4 of which the far side is shorter: the fewest dots count',
      { paper: 'A4', lying: false, corners: corners([2500, 0], [7500, 0], [10_000, 10_000], [0, 10_000]) },
      { width: 3000, height: 4000 },
      181,
    ],
  ])('%s has as many dots in an inch of paper', (_what, flatten, size, dpi) => {
    expect(Math.round(photographedDpi(flatten, size))).toBe(dpi);
  });

  test('a page has the size of its paper and no more dots than its photograph, nor more than 600', () => {
    expect(flattenedSize(whole('A4'), { width: 2480, height: 3508 })).toMatchObject({
      width: 2480,
      height: 3507,
    });
    expect(flattenedSize(whole('ID-1', true), { width: 4000, height: 3000 })).toEqual({
      width: 2022,
      height: 1275,
      dpi: 600,
    });
  });

  test('a paper somewhere in a picture has at most the dots that it would have if it filled it', () => {
    expect(mostDpi('A4', { width: 1280, height: 720 })).toBeCloseTo(87.1, 1);
    expect(mostDpi('A4', { width: 720, height: 1280 })).toBeCloseTo(87.1, 1);
  });

  test('corners that are no paper are none: crossed, bent inwards, anticlockwise, or all but on a line', () => {
    const isTaken = (...points: [number, number][]) => Corners.safeParse(corners(...points)).success;
    expect(isTaken([0, 0], [9000, 0], [9000, 9000], [0, 9000])).toBe(true);
    expect(isTaken([0, 0], [9000, 9000], [9000, 0], [0, 9000])).toBe(false);
    expect(isTaken([0, 0], [9000, 0], [2000, 2000], [0, 9000])).toBe(false);
    expect(isTaken([0, 0], [0, 9000], [9000, 9000], [9000, 0])).toBe(false);
    expect(isTaken([0, 0], [9000, 0], [9000, 10], [0, 10])).toBe(false);
    expect(isTaken([-2000, 0], [9000, 0], [9000, 9000], [0, 9000])).toBe(false);
    expect(
      cornersOf(corners([0, 0], [10, 10], [10, 0], [0, 10]) as Quad, { width: 10, height: 10 }),
    ).toBeUndefined();
  });

  const point = (around: { x: number; y: number }) =>
    fc.record({
      x: fc.double({ min: around.x - 0.24, max: around.x + 0.24, noNaN: true }),
      y: fc.double({ min: around.y - 0.24, max: around.y + 0.24, noNaN: true }),
    });
  const quads = fc.tuple(
    point({ x: 0, y: 0 }),
    point({ x: 1, y: 0 }),
    point({ x: 1, y: 1 }),
    point({ x: 0, y: 1 }),
  );

  test('the projection carries the square onto the corners, and its inverse back, whatever they are', () => {
    fc.assert(
      fc.property(
        quads,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (quad, x, y) => {
          const projection = ontoCorners(quad);
          for (const [at, corner] of (
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ] as const
          ).entries()) {
            const there = projected(projection, { x: corner[0], y: corner[1] });
            expect(there.x).toBeCloseTo(quad[at]?.x ?? 9, 6);
            expect(there.y).toBeCloseTo(quad[at]?.y ?? 9, 6);
          }
          const back = projected(inverse(projection), projected(projection, { x, y }));
          expect(back.x).toBeCloseTo(x, 5);
          expect(back.y).toBeCloseTo(y, 5);
        },
      ),
    );
  });

  test('what leans away looks shorter than it is, and is taken for what it is', () => {
    // A square whose far side is half as long in the picture, seen with a lens of one length of the picture.
    const leaning: Quad = [
      { x: 375, y: 350 },
      { x: 625, y: 350 },
      { x: 750, y: 750 },
      { x: 250, y: 750 },
    ];
    expect(aspectOf(leaning, { width: 1000, height: 1000 })).toBeLessThan(0.8);
    const straight: Quad = [
      { x: 100, y: 100 },
      { x: 310, y: 100 },
      { x: 310, y: 397 },
      { x: 100, y: 397 },
    ];
    expect(aspectOf(straight, { width: 500, height: 500 })).toBeCloseTo(210 / 297, 6);
  });

  test('words go where the picture goes, and those beside the paper are left out', () => {
    const flatten: Flatten = {
      paper: 'A4',
      lying: false,
      corners: corners([2000, 1000], [8000, 1000], [8000, 9000], [2000, 9000]),
    };
    const word = { text: 'a', left: 500, top: 500, width: 60, height: 8, confidence: 90, line: 0 };
    const [carried, ...more] = flattenedWords([word, { ...word, left: 50, top: 20 }], flatten);
    expect(more).toEqual([]);
    expect(carried?.left).toBeCloseTo(500, 6);
    expect(carried?.width).toBeCloseTo(100, 6);
    expect(carried?.height).toBeCloseTo(10, 6);
    expect(projected(flattening(flatten), { x: 0.2, y: 0.1 }).x).toBeCloseTo(0, 9);
  });
});
