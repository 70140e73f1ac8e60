import type { Ink, Pen } from './pen.ts';
import { BASELINE, LINE_HEIGHT, type TextStyle, type Typeface } from './typeface.ts';

/** A piece of text in one cut. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
}

/** A line ready to draw: its runs and their common width in points. */
export interface TextLine {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** Something that cannot be broken between lines: letters in one or more cuts. */
type Word = Run[];

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/**
 * Words of every line that the text itself asks for (LF). Words end at white space, not where the cut changes; a no-break space is a
 * letter. NFC, so that one letter is one glyph.
 */
function wordsByLine(runs: readonly Run[]): Word[][] {
  const lines: Word[][] = [[]];
  let open: Word | undefined;
  for (const { text, style } of runs) {
    for (const token of text.normalize('NFC').match(/\n|[ \t\r]+|[^ \t\r\n]+/gu) ?? []) {
      if (/^[ \t\r\n]/u.test(token)) {
        open = undefined;
        if (token === '\n') lines.push([]);
        continue;
      }
      if (open === undefined) {
        open = [];
        lines[lines.length - 1]?.push(open);
      }
      open.push({ text: token.replaceAll('\u00a0', ' '), style });
    }
  }
  return lines;
}

/** Cuts a word that is wider than the line into pieces that are not: nothing may run over the edge. */
function cutToWidth(word: Word, width: number, widthOf: (run: Run) => number): Word[] {
  if (word.reduce((sum, run) => sum + widthOf(run), 0) <= width) return [word];
  const pieces: Word[] = [];
  let line: Run[] = [];
  let used = 0;
  for (const { text, style } of word) {
    for (const { segment } of graphemes.segment(text)) {
      const letter = widthOf({ text: segment, style });
      if (used + letter > width && used > 0) {
        pieces.push(line);
        line = [];
        used = 0;
      }
      appendTo(line, segment, style);
      used += letter;
    }
  }
  return [...pieces, line];
}

/** Adds text to a line, joining it to the last run of the same cut so that a line is few operators and copies as one text. */
function appendTo(line: Run[], text: string, style: TextStyle): void {
  const last = line[line.length - 1];
  if (last?.style === style) line[line.length - 1] = { text: last.text + text, style };
  else line.push({ text, style });
}

/** Breaks runs into lines of at most `width` points. Empty text is one empty line. */
export function breakLines(
  typeface: Typeface,
  runs: readonly Run[],
  size: number,
  width: number,
): TextLine[] {
  const widthOf = ({ text, style }: Run) => typeface.widthOf(text, style, size);
  const lines: TextLine[] = [];
  for (const words of wordsByLine(runs)) {
    let line: Run[] = [];
    let used = 0;
    for (const word of words.flatMap((each) => cutToWidth(each, width, widthOf))) {
      const wordWidth = word.reduce((sum, run) => sum + widthOf(run), 0);
      const space = line.length > 0 ? widthOf({ text: ' ', style: (line[line.length - 1] as Run).style }) : 0;
      if (line.length > 0 && used + space + wordWidth > width) {
        lines.push({ runs: line, width: used });
        line = [];
        used = 0;
      } else if (line.length > 0) {
        appendTo(line, ' ', (line[line.length - 1] as Run).style);
        used += space;
      }
      for (const run of word) appendTo(line, run.text, run.style);
      used += wordWidth;
    }
    lines.push({ runs: line, width: used });
  }
  return lines;
}

/** Breaks a heading into lines of nearly equal length, as few as its width allows. */
export function breakBalanced(
  typeface: Typeface,
  runs: readonly Run[],
  size: number,
  width: number,
): TextLine[] {
  const fewest = breakLines(typeface, runs, size, width);
  if (fewest.length === 1) return fewest;
  let narrow = width / fewest.length;
  let wide = width;
  while (wide - narrow > 1) {
    const middle = (narrow + wide) / 2;
    if (breakLines(typeface, runs, size, middle).length > fewest.length) narrow = middle;
    else wide = middle;
  }
  return breakLines(typeface, runs, size, wide);
}

/** Where a line stands in its column. */
export type Align = 'left' | 'centre';

/** Height of a line in points. */
export function lineHeight(size: number): number {
  return size * LINE_HEIGHT;
}

/** Draws one line whose top is at `y`. */
export function drawLine(
  pen: Pen,
  typeface: Typeface,
  line: TextLine,
  {
    x,
    y,
    width,
    size,
    align,
    ink,
  }: { x: number; y: number; width: number; size: number; align: Align; ink?: Ink },
): void {
  let at = align === 'centre' ? x + (width - line.width) / 2 : x;
  for (const { text, style } of line.runs) {
    pen.text(at, y + size * BASELINE, text, style, size, ink);
    at += typeface.widthOf(text, style, size);
  }
}
