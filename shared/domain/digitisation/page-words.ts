import * as z from 'zod';
import { searchForm } from '../geography/search-text.ts';

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

/** The line of a page that holds most of what was looked for, the first of several. */
export function lineWith(lines: readonly string[], sought: readonly string[]): string {
  const held = lines.map((line) => {
    const form = ` ${searchForm(line)}`;
    return sought.filter((word) => form.includes(` ${word}`)).length;
  });
  const best = lines[held.indexOf(Math.max(...held))] ?? '';
  return best.length > LONGEST_LINE ? `${best.slice(0, LONGEST_LINE - 1)}…` : best;
}
