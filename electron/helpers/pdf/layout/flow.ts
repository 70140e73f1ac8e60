import { bodyHeight, bodyWidth, type Paper } from './paper.ts';
import type { Pen } from './pen.ts';
import type { Block, Slice } from './slices.ts';

/** A page of slices, each with its distance from the top of the body in points. */
export type PlacedPage = { slice: Slice; y: number }[];

/** Cuts blocks into the slices of a paper. */
export function layOut(blocks: readonly Block[], paper: Paper): Slice[] {
  const area = { width: bodyWidth(paper), maxHeight: bodyHeight(paper) };
  return blocks.flatMap((block) => block(area));
}

/** Fills pages from top to bottom: slices kept together move together, headings of tables are repeated, nothing stands outside the body. */
export function paginate(slices: readonly Slice[], paper: Paper): PlacedPage[] {
  const limit = bodyHeight(paper);
  const pages: PlacedPage[] = [[]];
  let y = 0;
  const open = () => {
    pages.push([]);
    y = 0;
  };
  const put = (slice: Slice) => {
    pages[pages.length - 1]?.push({ slice, y });
    y += slice.height;
  };
  for (const group of keptGroups(slices)) {
    const height = group.reduce((sum, slice) => sum + slice.height, 0);
    const together = height <= limit - openingHeight(group[0]);
    if (together && y > 0 && y + height > limit) open();
    for (const slice of group) {
      if (y > 0 && y + slice.height > limit) open();
      if (slice.isSpace && y === 0) continue;
      if (y === 0 && pages.length > 1 && slice.heading) put(slice.heading);
      put(slice);
    }
  }
  return pages.filter((page, index) => index === 0 || page.length > 0);
}

function openingHeight(slice: Slice | undefined): number {
  return slice?.heading?.height ?? 0;
}

/** Slices chained by `keepWithNext`. */
function keptGroups(slices: readonly Slice[]): Slice[][] {
  const groups: Slice[][] = [];
  let group: Slice[] = [];
  for (const slice of slices) {
    group.push(slice);
    if (slice.keepWithNext) continue;
    groups.push(group);
    group = [];
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** A paper as long as a page of it needs; every paper but a roll is as it was. */
export function sizedFor(page: PlacedPage, paper: Paper): Paper {
  if (paper.isRoll !== true) return paper;
  const used = Math.max(0, ...page.map(({ slice, y }) => y + slice.height));
  return { ...paper, height: Math.ceil(paper.margins.top + used + paper.margins.bottom) };
}

/**
 * The pages of a part that is not the last: without its last page, which the next part fills, and without the torn row before it. Answers how many rows
 * are whole on them.
 */
export function wholePages(pages: readonly PlacedPage[]): { pages: PlacedPage[]; rows: number } {
  const kept = pages.slice(0, -1);
  while (kept.length > 0 && kept.at(-1)?.at(-1)?.slice.endsRow !== true) kept.pop();
  return { pages: kept, rows: kept.flat().filter(({ slice }) => slice.endsRow).length };
}

/** Draws one placed page. */
export function drawPage(page: PlacedPage, paper: Paper, pen: Pen): void {
  for (const { slice, y } of page) slice.draw(pen, paper.margins.left, paper.margins.top + y);
}
