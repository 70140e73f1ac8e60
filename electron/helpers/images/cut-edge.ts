import { INK, type Mark } from './marks.ts';
import { percentile, type Raster } from './raster.ts';

/** The sides of a page. */
export const SIDES = ['left', 'top', 'right', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

/** What runs into the border and is longer along it is a shadow or a printed band, no letter. */
const LETTER_MM = { least: 0.15, most: 7 };
/** A cut letter reaches at least so far into the page. */
const REACH_MM = 1;
/** Under a deeper shade nothing can be told. */
const DEEPEST_SHADE = 120;
/** So many letters on one side are text that was cut, fewer are dirt or a rule. */
const LETTERS = 3;

/** The sides on which text runs into the border of the picture, with how many letters do. */
export function findCutEdges(
  dark: Uint8Array,
  raster: Raster,
  marks: readonly Mark[],
): Partial<Record<Side, number>> {
  const { width, height, perMm } = raster;
  const found: Partial<Record<Side, number>> = {};
  for (const side of SIDES) {
    const lying = side === 'top' || side === 'bottom';
    const touching = marks.filter(
      (mark) => touches(mark, side, width, height) && reaches(mark, lying, perMm),
    );
    const length = lying ? width : height;
    const border = new Uint8Array(length);
    for (let along = 0; along < length; along++) {
      const [x, y] = lying
        ? [along, side === 'top' ? 0 : height - 1]
        : [side === 'left' ? 0 : width - 1, along];
      border[along] = dark[y * width + x] as number;
    }
    // A shade along the whole edge is the paper there.
    const limit = INK + Math.min(percentile(border, 0.5), DEEPEST_SHADE);
    const isInk = (along: number) => (border[along] as number) >= limit;
    let letters = 0;
    for (let along = 0; along < length; along++) {
      if (!isInk(along)) continue;
      const from = along;
      while (along < length && isInk(along)) along++;
      const long = (along - from) / perMm;
      if (long < LETTER_MM.least || long > LETTER_MM.most) continue;
      const middle = (from + along - 1) / 2;
      const within = ({ left, right, top, bottom }: Mark) =>
        lying ? left <= middle && middle < right : top <= middle && middle < bottom;
      if (touching.some(within)) letters++;
    }
    if (letters >= LETTERS) found[side] = letters;
  }
  return found;
}

function touches({ left, top, right, bottom }: Mark, side: Side, width: number, height: number): boolean {
  return { left: left === 0, top: top === 0, right: right === width, bottom: bottom === height }[side];
}

function reaches({ left, top, right, bottom }: Mark, lying: boolean, perMm: number): boolean {
  return (lying ? bottom - top : right - left) >= REACH_MM * perMm;
}
