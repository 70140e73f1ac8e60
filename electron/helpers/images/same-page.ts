import type { PageImprint } from '../../host/ports/page-quality.ts';
import { STROKE } from './marks.ts';
import type { Raster } from './raster.ts';

/** Cells on a millimetre. */
const CELLS = 2;
/** Cells on a side of the squares that are compared one by one. */
const SQUARE = 16;
/** Feeding the same sheet again moves it no further. */
const SHIFT_MM = 8;
/** Less ink than this in a square, of 255 a cell, is the fringe of a line or dust. */
const WRITTEN = 3000;
/** Tones up to here are the softness of a line, not a line. */
const SOFT = 20;
/** What only one of two pages has, in black cells, summed over the squares that differ most: dust and a fold leave less, another word more. */
const WORST_SQUARES = 4;
const DIFFERENT = 45;
/** So many squares must be written on before two pages are called the same. */
const LEAST_SQUARES = 6;

/** Takes the imprint of a page that is turned by so many degrees. */
export function imprintOf(dark: Uint8Array, { width, height, perMm }: Raster, degrees: number): PageImprint {
  const scale = CELLS / perMm;
  const [columns, rows] = [Math.ceil(width * scale) + 2, Math.ceil(height * scale) + 2];
  const sums = new Float32Array(columns * rows);
  const turn = (-degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  for (let y = 0; y < height; y++) {
    const down = y - height / 2;
    for (let x = 0; x < width; x++) {
      const tone = dark[y * width + x] as number;
      if (tone < STROKE) continue;
      const across = x - width / 2;
      const column = Math.floor(across * cos - down * sin + columns / 2);
      const row = Math.floor(across * sin + down * cos + rows / 2);
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const at = row * columns + column;
      sums[at] = (sums[at] as number) + tone;
    }
  }
  const whole = (1 / scale) ** 2;
  return { columns, rows, ink: softened(sums, columns, rows, whole) };
}

/** A mean over three by three: where a line falls between cells does not matter much any more. */
function softened(sums: Float32Array, columns: number, rows: number, whole: number): Uint8Array {
  const soft = new Uint8Array(columns * rows);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const at = row * columns + column;
      let sum = 0;
      for (const line of [at - columns, at, at + columns])
        sum += (sums[line - 1] as number) + (sums[line] as number) + (sums[line + 1] as number);
      soft[at] = Math.min(255, sum / (whole * 4.5));
    }
  return soft;
}

/**
 * Whether two imprints are of the same sheet: laid over one another as well as they can be, nothing of note is on one of them only. Two copies
 * of a form with other words in it differ in the squares of these words.
 */
export function isSamePage(a: PageImprint, b: PageImprint): boolean {
  const apart = Math.max(Math.abs(a.columns - b.columns), Math.abs(a.rows - b.rows));
  if (apart > SHIFT_MM * CELLS) return false;
  const shift = bestShift(a, b);
  const pair = { a, b, aroundA: widened(a), aroundB: widened(b) };
  const differences: number[] = [];
  let written = 0;
  for (let top = SQUARE; top + 2 * SQUARE <= a.rows; top += SQUARE)
    for (let left = SQUARE; left + 2 * SQUARE <= a.columns; left += SQUARE) {
      const difference = squareDifference(pair, left, top, shift);
      if (difference === null) continue;
      differences.push(difference);
      if (inkOf(a, left, top) >= WRITTEN) written++;
    }
  differences.sort((one, other) => other - one);
  const worst = differences.slice(0, WORST_SQUARES).reduce((sum, difference) => sum + difference, 0);
  return written >= LEAST_SQUARES && worst <= DIFFERENT;
}

/** Each cell as dark as the darkest of its neighbours: a line that lies half a cell further on is the same line. */
function widened({ columns, rows, ink }: PageImprint): Uint8Array {
  const wide = new Uint8Array(ink.length);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const at = row * columns + column;
      let darkest = 0;
      for (const line of [at - columns, at, at + columns])
        for (let near = line - 1; near <= line + 1; near++)
          if ((ink[near] as number) > darkest) darkest = ink[near] as number;
      wide[at] = darkest;
    }
  return wide;
}

function inkOf({ columns, ink }: PageImprint, left: number, top: number): number {
  let sum = 0;
  for (let row = top; row < top + SQUARE; row++)
    for (let at = row * columns + left; at < row * columns + left + SQUARE; at++) sum += ink[at] as number;
  return sum;
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

function bestShift(a: PageImprint, b: PageImprint): Shift {
  const reach = Math.round(SHIFT_MM * CELLS);
  let best: Shift & { likeness: number } = { x: 0, y: 0, likeness: -1 };
  const look = (x: number, y: number, every: number) => {
    const likeness = overlap(a, b, x, y, every);
    if (likeness > best.likeness) best = { x, y, likeness };
  };
  for (let y = -reach; y <= reach; y += 2) for (let x = -reach; x <= reach; x += 2) look(x, y, 5);
  const { x: nearX, y: nearY } = best;
  best = { ...best, likeness: -1 };
  for (let y = nearY - 2; y <= nearY + 2; y++) for (let x = nearX - 2; x <= nearX + 2; x++) look(x, y, 2);
  return best;
}

/** The cosine between the two over a grid of cells. */
function overlap(a: PageImprint, b: PageImprint, x: number, y: number, every: number): number {
  let [both, ofA, ofB] = [0, 0, 0];
  for (let row = 0; row < a.rows; row += every) {
    const other = row + y;
    if (other < 0 || other >= b.rows) continue;
    for (let column = Math.max(0, -x); column < Math.min(a.columns, b.columns - x); column += every) {
      const [inA, inB] = [
        a.ink[row * a.columns + column] as number,
        b.ink[other * b.columns + column + x] as number,
      ];
      both += inA * inB;
      ofA += inA * inA;
      ofB += inB * inB;
    }
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}

/** Two imprints, each also widened. */
interface Pair {
  readonly a: PageImprint;
  readonly b: PageImprint;
  readonly aroundA: Uint8Array;
  readonly aroundB: Uint8Array;
}

/** What is on one of two squares only, in black cells, at the best of the near places; null where the other page does not reach. */
function squareDifference(pair: Pair, left: number, top: number, shift: Shift): number | null {
  let best: number | null = null;
  for (let y = -1; y <= 1; y++)
    for (let x = -1; x <= 1; x++) {
      const difference = differenceAt(pair, left, top, { x: shift.x + x, y: shift.y + y });
      if (difference !== null && (best === null || difference < best)) best = difference;
    }
  return best;
}

function differenceAt(
  { a, b, aroundA, aroundB }: Pair,
  left: number,
  top: number,
  { x, y }: Shift,
): number | null {
  if (left + x < 0 || top + y < 0 || left + x + SQUARE > b.columns || top + y + SQUARE > b.rows) return null;
  let apart = 0;
  for (let row = top; row < top + SQUARE; row++) {
    let inA = row * a.columns + left;
    let inB = (row + y) * b.columns + left + x;
    for (let column = 0; column < SQUARE; column++, inA++, inB++) {
      const onlyA = (a.ink[inA] as number) - (aroundB[inB] as number);
      const onlyB = (b.ink[inB] as number) - (aroundA[inA] as number);
      if (onlyA > SOFT) apart += onlyA;
      if (onlyB > SOFT) apart += onlyB;
    }
  }
  return apart / 255;
}
