import * as z from 'zod';
import { searchForm } from '../geography/search-text.ts';
import { type Flatten, flattening, projected } from './flatten.ts';

/** A word where it stands on the upright page, in thousandths of the page's width and height from its top left corner, and how sure the engine is, 0 to 100. */
export const PageWord = z.strictObject({
  text: z.string().min(1),
  left: z.number(),
  top: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  confidence: z.number().min(0).max(100),
  /** The number of its line on the page, in reading order. */
  line: z.int().nonnegative(),
});
export type PageWord = z.infer<typeof PageWord>;

/** Which program read: the one that the machine has, or the one that is shipped. */
export const TextEngine = z.enum(['native', 'shipped']);
export type TextEngine = z.infer<typeof TextEngine>;

/** Below this an engine guesses: such words stay where they stand on the page and are not found by. */
const GUESSED = 30;
const LONGEST_LINE = 160;

/** The lines of a page as they are searched and shown. */
export function pageLines(words: readonly PageWord[]): string[] {
  const lines: string[] = [];
  for (const { text, line, confidence } of words) {
    if (confidence < GUESSED) continue;
    lines[line] = lines[line] === undefined ? text : `${lines[line]} ${text}`;
  }
  return lines.filter((line) => line !== undefined);
}

/** The words of a photograph where they stand on the page that it was made into; what lay beside the paper is left out. */
export function flattenedWords(words: readonly PageWord[], flatten: Flatten): PageWord[] {
  const projection = flattening(flatten);
  return words.flatMap((word) => {
    const { left, top, width, height } = word;
    const carried = (x: number, y: number) => {
      const point = projected(projection, { x: (left + width * x) / 1000, y: (top + height * y) / 1000 });
      return { x: point.x * 1000, y: point.y * 1000 };
    };
    const [middle, right, below] = [carried(0.5, 0.5), carried(1, 0.5), carried(0.5, 1)];
    if (middle.x < 0 || middle.y < 0 || middle.x > 1000 || middle.y > 1000) return [];
    const wide = 2 * Math.max(Math.abs(right.x - middle.x), 0.1);
    const high = 2 * Math.max(Math.abs(below.y - middle.y), 0.1);
    return [{ ...word, left: middle.x - wide / 2, top: middle.y - high / 2, width: wide, height: high }];
  });
}

/** The line of a page that holds most of what was looked for, the first of several. */
export function lineWith(lines: readonly string[], sought: readonly string[]): string {
  const held = lines.map((line) => {
    const form = ` ${searchForm(line)}`;
    return sought.filter((word) => form.includes(` ${word}`)).length;
  });
  const best = lines[held.indexOf(Math.max(...held))] ?? '';
  return best.length > LONGEST_LINE ? `${best.slice(0, LONGEST_LINE - 1)}…` : best;
}
