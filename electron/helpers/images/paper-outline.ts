import { type Box, percentile, type Raster } from './raster.ts';

/** The border of the paper where the lid of a scanner is darker than it: straight lines, one a side. */
export interface Outline {
  /** Pixels from the left, top, right and bottom border of the raster to the paper, at the middle of the side; 0 where nothing dark lies beside it. */
  readonly left: Edge;
  readonly top: Edge;
  readonly right: Edge;
  readonly bottom: Edge;
}

/** `slope`: how much further inside the edge is one pixel further along the side. */
export interface Edge {
  readonly inset: number;
  readonly slope: number;
}

/** A lid is darker than this share of the paper's tone. */
const LID_SHARE = 0.55;
/** Beside the paper for at least so much of a side, else it is a shadow, a punched hole or ink. */
const SIDE_SHARE = 0.6;
/** A strip narrower than this is the shadow of the paper's own edge. */
const NARROWEST_MM = 0.8;
/** The lid never takes more than this of the picture on one side. */
const DEEPEST_SHARE = 0.6;
/** So many places along a side are looked at. */
const PLACES = 120;
const NONE: Edge = { inset: 0, slope: 0 };

/** Finds the paper on a dark lid. On a light lid the whole picture is taken for paper: nothing tells the two apart safely. */
export function findOutline(raster: Raster): Outline {
  const { width, height, pixels } = raster;
  const limit = percentile(pixels, 0.85, 7) * LID_SHARE;
  const isDark = (x: number, y: number) => (pixels[y * width + x] as number) < limit;
  return {
    left: edgeOf(raster, height, width, (along, inward) => isDark(inward, along)),
    right: edgeOf(raster, height, width, (along, inward) => isDark(width - 1 - inward, along)),
    top: edgeOf(raster, width, height, (along, inward) => isDark(along, inward)),
    bottom: edgeOf(raster, width, height, (along, inward) => isDark(along, height - 1 - inward)),
  };
}

/** The box inside the outline, straight, with all of a slanting edge left out. */
export function insideOf(outline: Outline, { width, height }: Raster): Box {
  const deepest = ({ inset, slope }: Edge, length: number) =>
    Math.max(0, Math.ceil(inset + (Math.abs(slope) * length) / 2));
  return {
    left: deepest(outline.left, height),
    top: deepest(outline.top, width),
    right: width - deepest(outline.right, height),
    bottom: height - deepest(outline.bottom, width),
  };
}

function edgeOf(
  { perMm }: Raster,
  length: number,
  depth: number,
  isDark: (along: number, inward: number) => boolean,
): Edge {
  const deepest = Math.floor(depth * DEEPEST_SHARE);
  const points: { along: number; inset: number }[] = [];
  let looked = 0;
  for (let place = 0; place < PLACES; place++) {
    const along = Math.floor(((place + 0.5) * length) / PLACES);
    looked++;
    const inset = darkRun(along, deepest, Math.max(2, Math.round(perMm)), isDark);
    if (inset >= NARROWEST_MM * perMm && inset < deepest) points.push({ along: along - length / 2, inset });
  }
  if (points.length < looked * SIDE_SHARE) return NONE;
  return fitted(points);
}

/** How far the dark goes in from the border; light specks of less than `gap` pixels do not end it. */
function darkRun(
  along: number,
  deepest: number,
  gap: number,
  isDark: (along: number, inward: number) => boolean,
): number {
  let end = 0;
  for (let inward = 0; inward < deepest; inward++) {
    if (isDark(along, inward)) end = inward + 1;
    else if (inward - end >= gap) return end;
  }
  return deepest;
}

/** The line through most points: the middle of the slopes between points far apart, then the middle of what is left. */
function fitted(points: readonly { along: number; inset: number }[]): Edge {
  const half = Math.floor(points.length / 2);
  const slopes: number[] = [];
  for (let index = 0; index + half < points.length; index++) {
    const [a, b] = [points[index], points[index + half]];
    if (a !== undefined && b !== undefined) slopes.push((b.inset - a.inset) / (b.along - a.along));
  }
  const slope = median(slopes);
  return { slope, inset: median(points.map(({ along, inset }) => inset - slope * along)) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
