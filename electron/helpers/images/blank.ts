import { type Mark, STROKE } from './marks.ts';
import type { Box, Raster } from './raster.ts';

/** What is smaller is dust: half the height of the smallest letters that are printed. */
const LETTER_MM = 0.9;
/** A longer stroke counts no more than this: a fibre is no text, a signature is. */
const STROKE_MM = 10;
/** Punched holes: round, of this size, near a side. */
const HOLE_MM = { least: 3.5, most: 9 };
const HOLE_WITHIN_MM = 22;
const HOLE_FILL = 0.6;
/** Shadows of the paper's edge lie this near to it. */
const BORDER_MM = 3;
/** A shade that comes in from the edge is no deeper. */
const SHADE_MM = 8;
const LONGEST_LETTER_MM = 15;
const CREASE_MM = { least: 12, thickest: 2 };

/** What is on a page: the share that is ink, and how many millimetres its marks are long in all, dust, holes and edges apart. */
export interface Content {
  readonly inkShare: number;
  readonly contentMm: number;
}

/** The marks that count as content. */
export function contentMarks(marks: readonly Mark[], raster: Raster, paper: Box): Mark[] {
  const { perMm } = raster;
  return marks.filter((mark) => {
    const size = Math.max(mark.right - mark.left, mark.bottom - mark.top) / perMm;
    return (
      size >= LETTER_MM &&
      mark.darkest >= STROKE &&
      !isAtBorder(mark, paper, perMm) &&
      !isHole(mark, paper, perMm) &&
      !isCrease(mark, perMm)
    );
  });
}

/** Sums up what counts on a page. */
export function measureContent(counting: readonly Mark[], { perMm }: Raster, paper: Box): Content {
  const pixels = Math.max(1, (paper.right - paper.left) * (paper.bottom - paper.top));
  const ink = counting.reduce((sum, { area }) => sum + area, 0);
  const contentMm = counting.reduce(
    (sum, mark) =>
      sum + Math.min(STROKE_MM, Math.max(mark.right - mark.left, mark.bottom - mark.top) / perMm),
    0,
  );
  return { inkShare: ink / pixels, contentMm };
}

/** All of it lies in the shade of the edge, or it comes in from the edge and is longer along it than any letter. */
function isAtBorder(mark: Mark, paper: Box, perMm: number): boolean {
  const [near, touch, deep] = [BORDER_MM * perMm, perMm / 2, SHADE_MM * perMm];
  const [wide, high] = [mark.right - mark.left, mark.bottom - mark.top];
  const sides = [
    [mark.left - paper.left, wide, high],
    [paper.right - mark.right, wide, high],
    [mark.top - paper.top, high, wide],
    [paper.bottom - mark.bottom, high, wide],
  ] as const;
  return sides.some(
    ([away, across, along]) =>
      away + across <= near ||
      (away <= touch && (along > LONGEST_LETTER_MM * perMm || away + across <= deep)),
  );
}

/** A fold, or a rule by itself: long, and no thicker than a stroke. */
function isCrease({ left, top, right, bottom }: Mark, perMm: number): boolean {
  const [long, thick] = [Math.max(right - left, bottom - top), Math.min(right - left, bottom - top)];
  return long > CREASE_MM.least * perMm && thick < CREASE_MM.thickest * perMm;
}

function isHole({ left, top, right, bottom, area }: Mark, paper: Box, perMm: number): boolean {
  const [wide, high] = [(right - left) / perMm, (bottom - top) / perMm];
  const round = Math.min(wide, high) / Math.max(wide, high) > 0.7;
  const sized = Math.min(wide, high) >= HOLE_MM.least && Math.max(wide, high) <= HOLE_MM.most;
  const full = area / ((right - left) * (bottom - top)) > HOLE_FILL;
  const within = HOLE_WITHIN_MM * perMm;
  const aside =
    left < paper.left + within ||
    right > paper.right - within ||
    top < paper.top + within ||
    bottom > paper.bottom - within;
  return round && sized && full && aside;
}
