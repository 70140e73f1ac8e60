import type { Pen } from './pen.ts';
import type { Block, Slice } from './slices.ts';
import {
  type Align,
  breakBalanced,
  breakLines,
  drawLine,
  lineHeight,
  type Run,
  type TextLine,
} from './text-lines.ts';
import type { Typeface } from './typeface.ts';

const LINE_WIDTH = 0.5;

/** A column: `width` in points, or the share of what the fixed columns leave. */
export interface Column {
  readonly width: number | 'rest';
  /** How much of the rest beside the other columns of it; 1 unless it is said. */
  readonly share?: number | undefined;
  readonly align: Align;
}

/** A cell of the heading; rows and columns count from 0, spans from 1. */
interface HeadingCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

interface TableContent {
  readonly columns: readonly Column[];
  readonly heading: readonly HeadingCell[];
  readonly rows: readonly (readonly (readonly Run[])[])[];
}

interface Grid {
  /** Left edges of the columns and the right edge of the last. */
  readonly edges: number[];
  readonly size: number;
  /** From a row's lines to its rules. */
  readonly gap: number;
  readonly padding: number;
}

/**
 * A ruled table. Its heading is drawn again on every page it runs over; a row moves to the next page as a whole, and one that is higher
 * than a page is continued there. `size` of the letters and `gap` above and below them in points.
 */
export function table(
  typeface: Typeface,
  content: TableContent,
  { size, gap }: { size: number; gap: number },
): Block {
  return ({ width, maxHeight }) => {
    const grid: Grid = { edges: edgesOf(content.columns, width), size, gap, padding: size * 0.3 };
    const heading = headingSlice(typeface, content.heading, grid);
    const linesPerSlice = Math.max(1, Math.floor((maxHeight - heading.height - 2 * gap) / lineHeight(size)));
    const rows = content.rows.flatMap((cells) =>
      rowSlices(typeface, cells, content.columns, grid, linesPerSlice),
    );
    return [heading, ...rows.map((row) => ({ ...row, heading }))];
  };
}

function edgesOf(columns: readonly Column[], width: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width === 'rest' ? 0 : column.width), 0);
  const shareOf = ({ width: own, share = 1 }: Column) => (own === 'rest' ? share : 0);
  const shares = columns.reduce((sum, column) => sum + shareOf(column), 0);
  const edges = [0];
  for (const column of columns) {
    const own = column.width === 'rest' ? ((width - fixed) * shareOf(column)) / shares : column.width;
    edges.push((edges[edges.length - 1] as number) + own);
  }
  return edges;
}

function edge({ edges }: Grid, index: number): number {
  const found = edges[index];
  if (found === undefined) throw new Error(`the table has no column ${index}`);
  return found;
}

function headingSlice(typeface: Typeface, cells: readonly HeadingCell[], grid: Grid): Slice {
  const { size, gap, padding } = grid;
  const laid = cells.map((cell) => {
    const left = edge(grid, cell.column);
    const width = edge(grid, cell.column + (cell.columnSpan ?? 1)) - left;
    const lines = breakBalanced(typeface, [{ text: cell.text, style: 'bold' }], size, width - 2 * padding);
    return {
      ...cell,
      rowSpan: cell.rowSpan ?? 1,
      left,
      width,
      lines,
      height: lines.length * lineHeight(size) + 2 * gap,
    };
  });
  const tops = rowTops(laid);
  return {
    height: tops[tops.length - 1] as number,
    keepWithNext: true,
    draw(pen, x, y) {
      for (const { row, rowSpan, left, width, lines } of laid) {
        const top = y + (tops[row] as number);
        const height = y + (tops[row + rowSpan] as number) - top;
        pen.box(x + left, top, width, height, LINE_WIDTH);
        const first = top + (height - lines.length * lineHeight(size)) / 2;
        drawCellLines(pen, typeface, lines, { x: x + left, y: first, width, size, align: 'centre' });
      }
    },
  };
}

/** Tops of the heading's rows and the bottom of the last: each as high as its own cells, the last also as its spanning cells need. */
function rowTops(cells: readonly { row: number; rowSpan: number; height: number }[]): number[] {
  const count = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan));
  const tops = [0];
  for (let row = 0; row < count; row++) {
    const ending = cells.filter((cell) => cell.row + cell.rowSpan === row + 1);
    tops.push(
      Math.max(...ending.map((cell) => (tops[cell.row] as number) + cell.height), tops[row] as number),
    );
  }
  return tops;
}

function drawCellLines(
  pen: Pen,
  typeface: Typeface,
  lines: readonly TextLine[],
  place: { x: number; y: number; width: number; size: number; align: Align },
): void {
  lines.forEach((line, index) => {
    drawLine(pen, typeface, line, { ...place, y: place.y + index * lineHeight(place.size) });
  });
}

function rowSlices(
  typeface: Typeface,
  cells: readonly (readonly Run[])[],
  columns: readonly Column[],
  grid: Grid,
  linesPerSlice: number,
): Slice[] {
  const { size, gap, padding } = grid;
  const laid = cells.map((runs, index) => {
    const left = edge(grid, index);
    const width = edge(grid, index + 1) - left;
    return {
      left,
      width,
      lines: breakLines(typeface, runs, size, width - 2 * padding),
      align: columns[index]?.align ?? 'left',
    };
  });
  // A row without a word is one to be filled in by hand.
  const lineCount = Math.max(1, ...laid.map(({ lines }) => lines.length));
  const slices: Slice[] = [];
  for (let from = 0; from < lineCount; from += linesPerSlice) {
    const shown = Math.min(linesPerSlice, lineCount - from);
    const height = shown * lineHeight(size) + 2 * gap;
    slices.push({
      height,
      endsRow: from + shown >= lineCount,
      draw(pen, x, y) {
        for (const { left, width, lines, align } of laid) {
          pen.box(x + left, y, width, height, LINE_WIDTH);
          const inner = { x: x + left + padding, y: y + gap, width: width - 2 * padding, size, align };
          drawCellLines(pen, typeface, lines.slice(from, from + shown), inner);
        }
      },
    });
  }
  return slices;
}
