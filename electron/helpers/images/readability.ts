import type { Raster } from './raster.ts';

/** Side of a place that is compared, in millimetres: about a letter. */
const PLACE_MM = 1.4;
/** Standard deviation of tones from which a place has strokes in it; the grain of paper and scanner stays below. */
const STROKES = 14;
/** Below this a page has too few places with strokes for shares of them to mean anything. */
const FEWEST = 20;
/** The worst places decide, not the usual ones: a page is as readable as its small and faint writing. */
const WORST_SHARE = 0.05;
/** Keeps the likeness of places with little in them steady, as in the index of structural similarity (Wang et al. 2004). */
const STEADY = 58;

/**
 * How much of the strokes of a page is left in another picture of it of the same size: 1 all, 0 nothing. In places of the size of a letter, the
 * contrast and the shape of what is there are compared; the answer is that of the worst places. Null where there is next to nothing to read.
 */
export function strokesKept(before: Raster, after: Uint8Array): number | null {
  const { width, height, pixels, perMm } = before;
  const side = Math.max(8, Math.round(PLACE_MM * perMm));
  const kept: number[] = [];
  for (let top = 0; top + side <= height; top += side)
    for (let left = 0; left + side <= width; left += side) {
      const likeness = likenessAt(pixels, after, width, left, top, side);
      if (likeness !== undefined) kept.push(likeness);
    }
  if (kept.length < FEWEST) return null;
  return kept.sort((one, other) => one - other)[Math.floor(kept.length * WORST_SHARE)] ?? null;
}

/** Likeness of a place in two pictures; undefined where the first has no strokes there. */
function likenessAt(
  one: Uint8Array,
  other: Uint8Array,
  width: number,
  left: number,
  top: number,
  side: number,
): number | undefined {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + side; y++)
    for (let at = y * width + left; at < y * width + left + side; at++) {
      const [tone, now] = [one[at] as number, other[at] as number];
      a += tone;
      b += now;
      aa += tone * tone;
      bb += now * now;
      ab += tone * now;
    }
  const count = side * side;
  const varied = aa / count - (a / count) ** 2;
  if (varied < STROKES * STROKES) return undefined;
  const variedNow = bb / count - (b / count) ** 2;
  const together = ab / count - (a / count) * (b / count);
  return (2 * together + STEADY) / (varied + variedNow + STEADY);
}
