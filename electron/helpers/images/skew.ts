import type { Mark } from './marks.ts';
import type { Box, Raster } from './raster.ts';

/** How far a page is turned from the direction of its own lines. */
export interface Skew {
  /** Degrees clockwise by which what is on the page is turned; turning the page back by as much makes it straight. */
  readonly degrees: number;
  /** The lines stand upright: the page lies on its side. */
  readonly sideways: boolean;
  /** Whether there are lines enough to say so; else `degrees` is 0. */
  readonly sure: boolean;
}

const WIDEST = 7;
const COARSE = 0.4;
const FINE = 0.1;
const FINEST = 0.04;
/** How far the fine search goes from the coarse one: five steps, two finer ones, and the neighbours of the last. */
const REACH = 5 * FINE + 3 * FINEST;
/** Rows that the coarse search takes together. */
const COARSE_ROWS = 3;
/** Lines stand out of what is spread evenly at least so many times. */
const STANDS_OUT = 1.5;
/** Width of a strip whose own slant does not matter. */
const STRIP = 8;
/** Ink counts alike from here on. */
const FULL_INK = 96;

/**
 * Finds the direction of lines of text and rules by the profile that they throw on the margin: it is sharpest when looked at along them.
 * `dark` is the darkness of the raster; only `within` counts.
 */
export function measureSkew(dark: Uint8Array, raster: Raster, within: Box, marks: readonly Mark[]): Skew {
  const sideways = standUpright(marks, raster.perMm);
  const strips = stripsAlong(dark, raster.width, within, sideways ? 'columns' : 'rows');
  soften(strips);
  const best = coarse(strips);
  if (best.standsOut < STANDS_OUT) return { degrees: 0, sideways, sure: false };
  const degrees = refined(strips, best.degrees);
  return { degrees, sideways, sure: Math.abs(degrees) < WIDEST };
}

/** Letters have this size; frames, seals and rules do not. */
const LETTER_MM = { least: 0.8, most: 6 };
/** With fewer letters nothing is said. */
const LETTERS = 80;
/** Letters of one line are neighbours so much more often than letters of two. */
const SIDEWAYS_BY = 1.5;

/** Whether lines of text run from the top down: whether the next letter stands below more often than beside. */
function standUpright(marks: readonly Mark[], perMm: number): boolean {
  const letters = marks.filter((mark) => {
    const size = Math.max(mark.right - mark.left, mark.bottom - mark.top) / perMm;
    return size >= LETTER_MM.least && size <= LETTER_MM.most;
  });
  if (letters.length < LETTERS) return false;
  const cell = 4 * perMm;
  const places = new Map<number, Mark[]>();
  const keyOf = (column: number, row: number) => row * 4096 + column;
  const cellOf = (mark: Mark) => [Math.floor(mark.left / cell), Math.floor(mark.top / cell)] as const;
  for (const letter of letters) {
    const key = keyOf(...cellOf(letter));
    const there = places.get(key);
    if (there === undefined) places.set(key, [letter]);
    else there.push(letter);
  }
  let [beside, below] = [0, 0];
  for (const letter of letters) {
    const [column, row] = cellOf(letter);
    let nearest: { gap: number; lying: boolean } | undefined;
    for (let down = -1; down <= 2; down++)
      for (let across = -1; across <= 2; across++)
        for (const other of places.get(keyOf(column + across, row + down)) ?? []) {
          if (other === letter) continue;
          const found = gapBetween(letter, other);
          if (found !== undefined && (nearest === undefined || found.gap < nearest.gap)) nearest = found;
        }
    if (nearest?.lying === true) beside++;
    else if (nearest !== undefined) below++;
  }
  return below > beside * SIDEWAYS_BY;
}

/** The gap between two letters of which one is beside or above the other; marks over a letter are no neighbours of it. */
function gapBetween(a: Mark, b: Mark): { gap: number; lying: boolean } | undefined {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const size = Math.min(
    Math.max(a.right - a.left, a.bottom - a.top),
    Math.max(b.right - b.left, b.bottom - b.top),
  );
  if (across > 0 && down < -size / 3) return { gap: across, lying: true };
  if (down > 0 && across < -size / 3) return { gap: down, lying: false };
  return undefined;
}

/** Sums of ink across narrow strips: `lines` of them in each of `count` strips. */
interface Strips {
  readonly count: number;
  readonly lines: number;
  readonly sums: Float32Array;
  /** 1 where a clockwise turn lowers later strips, -1 where it lifts them. */
  readonly sense: 1 | -1;
}

function stripsAlong(dark: Uint8Array, width: number, box: Box, of: 'rows' | 'columns'): Strips {
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  const [length, lines] = of === 'rows' ? [wide, high] : [high, wide];
  const count = Math.max(1, Math.floor(length / STRIP));
  const sums = new Float32Array(count * lines);
  for (let y = 0; y < high; y++) {
    const at = (box.top + y) * width + box.left;
    if (of === 'rows')
      for (let strip = 0; strip < count; strip++) {
        let sum = 0;
        for (let x = strip * STRIP; x < (strip + 1) * STRIP; x++)
          sum += Math.min(dark[at + x] as number, FULL_INK);
        sums[strip * lines + y] = sum;
      }
    else {
      const from = Math.floor(y / STRIP) * lines;
      if (from >= sums.length) break;
      for (let x = 0; x < wide; x++)
        sums[from + x] = (sums[from + x] as number) + Math.min(dark[at + x] as number, FULL_INK);
    }
  }
  return { count, lines, sums, sense: of === 'rows' ? 1 : -1 };
}

/** Takes the neighbours of each line in: else an angle at which strips need no reading between lines would look sharper than it is. */
function soften({ count, lines, sums }: Strips): void {
  for (let strip = 0; strip < count; strip++) {
    let before = 0;
    for (let at = strip * lines; at < (strip + 1) * lines - 1; at++) {
      const here = sums[at] as number;
      sums[at] = (before + 2 * here + (sums[at + 1] as number)) / 4;
      before = here;
    }
  }
}

function coarse(strips: Strips): { degrees: number; standsOut: number } {
  const small = thinned(strips, COARSE_ROWS);
  const scores: { degrees: number; score: number }[] = [];
  for (let degrees = -WIDEST; degrees <= WIDEST; degrees += COARSE)
    scores.push({ degrees, score: sharpness(small, degrees, COARSE_ROWS).all });
  scores.sort((a, b) => b.score - a.score);
  const best = scores[0] as { degrees: number; score: number };
  const usual = (scores[Math.floor(scores.length / 2)] as { score: number }).score;
  return { degrees: best.degrees, standsOut: usual > 0 ? best.score / usual : 0 };
}

function refined(strips: Strips, near: number): number {
  let best = near;
  // The same rows count at every slant: a rule beside the border that counted at one and not at the next would decide alone.
  const margin = marginAt(strips, Math.abs(near) + REACH, 1);
  for (const [step, reach] of [
    [FINE, 5],
    [FINEST, 2],
  ] as const) {
    const middle = best;
    let most = -1;
    for (let index = -reach; index <= reach; index++) {
      const score = sharpness(strips, middle + index * step, 1, margin).edges;
      if (score > most) [most, best] = [score, middle + index * step];
    }
  }
  // The top of the parabola through the best and its neighbours.
  const [before, at, after] = [-FINEST, 0, FINEST].map(
    (by) => sharpness(strips, best + by, 1, margin).edges,
  ) as [number, number, number];
  const bend = before - 2 * at + after;
  const peak = bend < 0 ? ((before - after) / (2 * bend)) * FINEST : 0;
  return Math.round((best + Math.min(Math.max(peak, -FINEST), FINEST)) * 1000) / 1000;
}

function thinned({ count, lines, sums, sense }: Strips, by: number): Strips {
  const fewer = Math.floor(lines / by);
  const thin = new Float32Array(count * fewer);
  for (let strip = 0; strip < count; strip++)
    for (let line = 0; line < fewer; line++) {
      let sum = 0;
      for (let index = 0; index < by; index++) sum += sums[strip * lines + line * by + index] as number;
      thin[strip * fewer + line] = sum;
    }
  return { count, lines: fewer, sums: thin, sense };
}

/** Rows at both borders that some strip has left at this slant. */
function marginAt({ count }: Strips, degrees: number, thin: number): number {
  return Math.ceil((Math.tan((Math.abs(degrees) * Math.PI) / 180) * count * STRIP) / (2 * thin)) + 2;
}

/**
 * The steps of the profile at this slant: `all` is the sum of their squares, in `edges` the steepest decide, which printed lines throw and
 * handwriting, that runs up or down a little, does not. `thin`: how many rows of the raster one line of the strips is; `margin`: rows at both
 * borders that do not count.
 */
function sharpness(
  strips: Strips,
  degrees: number,
  thin: number,
  margin = marginAt(strips, degrees, thin),
): { all: number; edges: number } {
  const { count, lines, sums, sense } = strips;
  const slant = (Math.tan((degrees * Math.PI) / 180) * sense) / thin;
  const profile = new Float32Array(lines);
  for (let strip = 0; strip < count; strip++) {
    const shift = (strip + 0.5 - count / 2) * STRIP * slant;
    const whole = Math.floor(shift);
    const share = shift - whole;
    const from = Math.max(0, -whole);
    const to = Math.min(lines, lines - whole - 1);
    let at = strip * lines + whole + from;
    let here = sums[at] as number;
    for (let line = from; line < to; line++) {
      const next = sums[++at] as number;
      profile[line] = (profile[line] as number) + here + share * (next - here);
      here = next;
    }
  }
  let [all, edges] = [0, 0];
  for (let line = margin; line < lines - margin; line++) {
    const square = ((profile[line] as number) - (profile[line - 1] as number)) ** 2;
    all += square;
    edges += square * square;
  }
  const counted = Math.max(1, lines - 2 * margin);
  return { all: all / counted, edges: edges / counted };
}
