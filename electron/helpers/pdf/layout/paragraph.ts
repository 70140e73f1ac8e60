import type { Block } from './slices.ts';
import { type Align, breakBalanced, breakLines, drawLine, lineHeight, type Run } from './text-lines.ts';
import type { Typeface } from './typeface.ts';

/** A paragraph of runs; a first or last line is never left alone on its page. `balanced` is for headings. */
export function paragraph(
  typeface: Typeface,
  runs: readonly Run[],
  { size, align = 'left', indent = 0, after = 0, balanced = false }: ParagraphLook,
): Block {
  return ({ width }) => {
    const inner = width - indent;
    const lines = (balanced ? breakBalanced : breakLines)(typeface, runs, size, inner);
    return lines.map((line, index) => ({
      height: lineHeight(size) + (index === lines.length - 1 ? after : 0),
      keepWithNext: index < lines.length - 1 && (index === 0 || index === lines.length - 2),
      draw: (pen, x, y) => drawLine(pen, typeface, line, { x: x + indent, y, width: inner, size, align }),
    }));
  };
}

interface ParagraphLook {
  /** Size of the letters in points. */
  size: number;
  align?: Align;
  /** Distance from the left edge of the area. */
  indent?: number;
  /** Space below. */
  after?: number;
  balanced?: boolean;
}
