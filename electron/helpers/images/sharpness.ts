import type { Box, Raster } from './raster.ts';

/** A slope from paper to ink counts from this share of the page's own contrast on. */
const WHOLE_SLOPE = 0.45;
/** The least contrast of a slope, above the noise of scanners. */
const LEAST_STEP = 24;
/** Fewer slopes say nothing. */
const SLOPES = 60;

/**
 * How wide the border between ink and paper is, in thousandths of a millimetre: the height of each slope divided by its steepest step, the
 * middle of all slopes, along rows and along columns; the wider of both, so that a shake in one direction shows.
 * @returns null where too little is on the page to tell
 */
export function borderWidth(raster: Raster, within: Box, contrast: number): number | null {
  const { width, pixels, perMm } = raster;
  const least = Math.max(LEAST_STEP, contrast * WHOLE_SLOPE);
  const rows = {
    from: within.top,
    to: within.bottom,
    start: within.left,
    end: within.right,
    line: width,
    step: 1,
  };
  const columns = {
    from: within.left,
    to: within.right,
    start: within.top,
    end: within.bottom,
    line: 1,
    step: width,
  };
  const widths = [rows, columns].flatMap((way) => {
    const found = slopes(pixels, way, least);
    return found.length < SLOPES ? [] : [median(found)];
  });
  return widths.length === 0 ? null : (Math.max(...widths) * 1000) / perMm;
}

/** A direction to walk over the raster: lines `from` to `to`, each from `start` to `end`, with the distances in the flat list of pixels. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly step: number;
}

/** Every third line is enough of a page. */
const EVERY = 3;

/** How many pixels wide each slope would be if all of it were as steep as its steepest step. */
function slopes(pixels: Uint8Array, { from, to, start, end, line, step }: Way, least: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += EVERY) {
    const last = at * line + end * step;
    let place = at * line + start * step;
    let before = pixels[place] as number;
    let rise = 0;
    let steepest = 0;
    for (place += step; place < last; place += step) {
      const tone = pixels[place] as number;
      const by = tone - before;
      before = tone;
      if (by > 0 === rise > 0 || by === 0) {
        rise += by;
        if (Math.abs(by) > steepest) steepest = Math.abs(by);
        continue;
      }
      if (Math.abs(rise) >= least) found.push(Math.abs(rise) / steepest);
      rise = by;
      steepest = Math.abs(by);
    }
  }
  return found;
}

function median(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
