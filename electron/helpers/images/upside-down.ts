import type { Mark } from './marks.ts';

/** Bodies of letters, and the small marks that Vietnamese sets above most of them and below few. */
const LETTER_MM = { least: 1.2, most: 6 };
const TONE_MM = { least: 0.45, most: 1.15 };
const THIN_MM = 0.45;
/** The dots of a line to write on: so many small marks within this reach, none much higher or lower than the next. */
const DOTTED = { marks: 6, reachMm: 5, offMm: 0.4 };
/** A mark belongs to a letter no further away. */
const REACH_MM = 1.1;
/** With fewer nothing is said. */
const TONES = 25;
/** On either side so many times more than on the other. */
const CLEARLY = 2;

/**
 * Whether lines of Vietnamese stand on their heads: upright text has its tone marks, hooks and dots mostly above the letters.
 * @returns null where too few marks tell, as in capitals without marks, foreign text or handwriting
 */
export function isUpsideDown(marks: readonly Mark[], perMm: number): boolean | null {
  const sizeOf = (mark: Mark) => Math.max(mark.right - mark.left, mark.bottom - mark.top) / perMm;
  const within = (mark: Mark, { least, most }: { least: number; most: number }) =>
    sizeOf(mark) >= least && sizeOf(mark) <= most;
  const cell = 4 * perMm;
  const letters = new Map<number, Mark[]>();
  const keyOf = (x: number, y: number) => Math.floor(y / cell) * 4096 + Math.floor(x / cell);
  for (const mark of marks) {
    if (!within(mark, LETTER_MM)) continue;
    const key = keyOf(mark.left, mark.top);
    const there = letters.get(key);
    if (there === undefined) letters.set(key, [mark]);
    else there.push(mark);
  }
  const isDotted = dottedLines(
    marks.filter((mark) => sizeOf(mark) <= TONE_MM.most),
    perMm,
  );
  let [above, below] = [0, 0];
  for (const tone of marks) {
    // The dots of a line to write on are thinner, and where they run together they stand in a row.
    if (!within(tone, TONE_MM) || (tone.bottom - tone.top) / perMm < THIN_MM || isDotted(tone)) continue;
    const side = sideOf(tone, near(tone, letters, keyOf, cell), REACH_MM * perMm);
    if (side === 'above') above++;
    if (side === 'below') below++;
  }
  if (above + below < TONES) return null;
  if (above > below * CLEARLY) return false;
  return below > above * CLEARLY ? true : null;
}

/** Tells whether a mark is one of a dotted line among these. */
function dottedLines(small: readonly Mark[], perMm: number): (mark: Mark) => boolean {
  const [reach, off] = [DOTTED.reachMm * perMm, DOTTED.offMm * perMm];
  const middle = ({ top, bottom }: Mark) => (top + bottom) / 2;
  const rows = Map.groupBy(small, (mark) => Math.floor(middle(mark) / off));
  return (mark) => {
    const row = Math.floor(middle(mark) / off);
    let found = 0;
    for (const near of [row - 1, row, row + 1])
      for (const other of rows.get(near) ?? [])
        if (Math.abs(other.left - mark.left) <= reach && Math.abs(middle(other) - middle(mark)) <= off)
          found++;
    return found > DOTTED.marks;
  };
}

function near(
  tone: Mark,
  letters: ReadonlyMap<number, Mark[]>,
  keyOf: (x: number, y: number) => number,
  cell: number,
): Mark[] {
  const found: Mark[] = [];
  for (let down = -2; down <= 1; down++)
    for (let across = -2; across <= 1; across++)
      found.push(...(letters.get(keyOf(tone.left + across * cell, tone.top + down * cell)) ?? []));
  return found;
}

/** On which side of its nearest letter a mark stands; a mark beside letters, as a full stop, on neither. */
function sideOf(tone: Mark, letters: readonly Mark[], reach: number): 'above' | 'below' | undefined {
  let [side, least]: ['above' | 'below' | undefined, number] = [undefined, reach];
  const middle = (tone.left + tone.right) / 2;
  for (const { left, right, top, bottom } of letters) {
    if (middle < left || middle > right) continue;
    if (top - tone.bottom >= 0 && top - tone.bottom < least) [side, least] = ['above', top - tone.bottom];
    if (tone.top - bottom >= 0 && tone.top - bottom < least) [side, least] = ['below', tone.top - bottom];
  }
  return side;
}
