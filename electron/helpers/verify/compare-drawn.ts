import { Sha256 } from '../../../shared/types/ids.ts';
import { DRAWING_LIMITS, type DrawnRevisions } from '../../host/ports/drawn-revisions.ts';
import { type DrawnPdf, drawDots, type PageDots, withPdf } from '../pdf/drawn-pdf.ts';
import { type DrawingStep, type PageToDraw, planDrawing } from './drawing-plan.ts';

/** A letter of a typed page is ten dots high at this many dots per inch: one that changed is seen. */
const DRAWN = { dpi: 96, longest: 2000 };
/** How far a colour may be off without being another: the edges of curves are not drawn alike on every machine. */
const SAME_COLOUR = 24;
/** Dots beside a box that belong to it: its frame has a width. */
const BESIDE = 2;
/** Differences this near each other are one. */
const CELL = 16;
const MOST_BOXES = 12;

type Changed = DrawnRevisions['changed'][number];
type Picture = DrawnRevisions['pictures'][number];

interface Request {
  readonly pdf: Uint8Array;
  readonly everyPage: boolean;
  readonly pictures: number;
}

interface Run {
  readonly signal: AbortSignal;
  readonly until: number;
  readonly found: DrawnRevisions;
  readonly wantedPictures: number;
  tick(): void;
}

/**
 * Draws the pages of neighbouring revisions and compares them dot by dot. Pages with other objects come first, then, where every page is wanted, those that seem the
 * same. Two revisions are open at a time, and two pages of dots.
 */
export async function compareDrawn(
  { pdf, everyPage, pictures }: Request,
  {
    signal,
    onProgress,
  }: { signal: AbortSignal; onProgress: (progress: { done: number; total: number }) => void },
): Promise<DrawnRevisions> {
  const until = performance.now() + DRAWING_LIMITS.drawMs;
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const plan = planDrawing(bytes);
  const total = plan.steps.reduce((sum, { pages }) => sum + pages.length, 0);
  let done = 0;
  const found: DrawnRevisions = {
    revisions: plan.revisions.map(({ sha256, ...rest }) => ({ ...rest, sha256: Sha256.parse(sha256) })),
    pages: plan.pages,
    drawn: 0,
    same: plan.steps.flatMap(({ pages }) => pages).filter(({ differs }) => !differs).length,
    undrawn: [],
    changed: [],
    pictures: [],
  };
  const run: Run = {
    signal,
    until,
    found,
    wantedPictures: pictures,
    tick: () => onProgress({ done: ++done, total }),
  };
  for (const which of everyPage ? [true, false] : [true]) {
    for (const step of plan.steps) {
      const pages = step.pages.filter(({ differs }) => differs === which);
      if (pages.length > 0 && !signal.aborted) await drawStep(bytes, step, pages, run);
    }
  }
  return found;
}

async function drawStep(bytes: Buffer, step: DrawingStep, pages: readonly PageToDraw[], run: Run) {
  const { signal, found, until } = run;
  const left = new Set(pages);
  try {
    await withPdf(bytes.subarray(0, step.from), signal, (before) =>
      withPdf(bytes.subarray(0, step.to), signal, async (after) => {
        for (const page of pages) {
          if (signal.aborted || performance.now() > until) return;
          if (await drawBoth(before, after, page, step, run)) left.delete(page);
          run.tick();
        }
      }),
    );
  } catch (error) {
    // Foreign files: what the library throws on is a page that was not drawn, never the end of the judgement.
    if (signal.aborted) throw error;
  }
  found.undrawn.push(...[...left].filter(({ differs }) => differs).map(({ page }) => page));
}

/** Whether the page could be drawn in both revisions. */
async function drawBoth(
  before: DrawnPdf,
  after: DrawnPdf,
  { page, allowed, differs }: PageToDraw,
  { signatures }: DrawingStep,
  run: Run,
): Promise<boolean> {
  const [old, now] = [await dotsOf(before, page), await dotsOf(after, page)];
  if (old === undefined || now === undefined) return false;
  run.found.drawn += 1;
  if (!differs) run.found.same -= 1;
  const boxes = differences(
    old,
    now,
    allowed.map((box) => onDots(now, box)),
  );
  if (boxes.length === 0) return true;
  run.found.changed.push({ page, signatures, boxes });
  const known = run.found.pictures.some((picture) => picture.page === page);
  if (!known && run.found.pictures.length < run.wantedPictures) {
    run.found.pictures.push(await pictureOf(page, old, now));
  }
  return true;
}

const NO_PAGE = 'none';

async function dotsOf(document: DrawnPdf, number: number): Promise<PageDots | typeof NO_PAGE | undefined> {
  if (number > document.numPages) return NO_PAGE;
  try {
    const page = await document.getPage(number);
    const dots = await drawDots(document, page, DRAWN);
    page.cleanup();
    return dots;
  } catch {
    return undefined;
  }
}

type Dots = PageDots | typeof NO_PAGE;

/** Left, top, right and bottom in dots. */
type DotBox = readonly [number, number, number, number];

function onDots(dots: Dots, rect: readonly number[]): DotBox {
  if (dots === NO_PAGE) return [0, 0, 0, 0];
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const [a = 0, b = 0] = dots.viewport.convertToViewportPoint(left, bottom);
  const [c = 0, d = 0] = dots.viewport.convertToViewportPoint(right, top);
  return [
    Math.floor(Math.min(a, c)) - BESIDE,
    Math.floor(Math.min(b, d)) - BESIDE,
    Math.ceil(Math.max(a, c)) + BESIDE,
    Math.ceil(Math.max(b, d)) + BESIDE,
  ];
}

const WHOLE: Changed['boxes'] = [{ left: 0, top: 0, width: 1000, height: 1000 }];

/** Where two drawings of a page differ outside the boxes. */
function differences(old: Dots, now: Dots, allowed: readonly DotBox[]): Changed['boxes'] {
  if (old === NO_PAGE || now === NO_PAGE) return old === now ? [] : WHOLE;
  const { width, height } = now;
  if (old.width !== width || old.height !== height) return WHOLE;
  const [a, b] = [wordsOf(old), wordsOf(now)];
  const across = Math.ceil(width / CELL);
  const cells = new Set<number>();
  for (let at = 0; at < b.length; at += 1) {
    if (a[at] === b[at] || sameColour(a[at] ?? 0, b[at] ?? 0)) continue;
    const x = at % width;
    const y = (at - x) / width;
    if (allowed.some(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom))
      continue;
    cells.add(Math.floor(y / CELL) * across + Math.floor(x / CELL));
  }
  return boxesOf(cells, across, now);
}

function wordsOf({ dots }: PageDots): Uint32Array {
  return new Uint32Array(dots.buffer, dots.byteOffset, dots.byteLength / 4);
}

function sameColour(a: number, b: number): boolean {
  for (let shift = 0; shift < 24; shift += 8) {
    if (Math.abs(((a >>> shift) & 255) - ((b >>> shift) & 255)) > SAME_COLOUR) return false;
  }
  return true;
}

/** Cells that touch each other as boxes around them; very many are one. */
function boxesOf(cells: ReadonlySet<number>, across: number, { width, height }: PageDots): Changed['boxes'] {
  const waiting = new Set(cells);
  const boxes: number[][] = [];
  for (const first of cells) {
    if (!waiting.delete(first)) continue;
    const box = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0];
    const group = [first];
    for (let cell = group.pop(); cell !== undefined; cell = group.pop()) {
      const [column, row] = [cell % across, Math.floor(cell / across)];
      widen(box, [column, row, column + 1, row + 1]);
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const beside = column + dx;
          const next = (row + dy) * across + beside;
          if (beside >= 0 && beside < across && waiting.delete(next)) group.push(next);
        }
      }
    }
    boxes.push(box);
  }
  const all = boxes.length > MOST_BOXES ? [boxes.reduce((sum, box) => widen(sum, box))] : boxes;
  return all.map(([left = 0, top = 0, right = 0, bottom = 0]) => {
    const share = (cellsAway: number, size: number) =>
      Math.min(1000, Math.round((cellsAway * CELL * 1000) / size));
    return {
      left: share(left, width),
      top: share(top, height),
      width: share(right, width) - share(left, width),
      height: share(bottom, height) - share(top, height),
    };
  });
}

function widen(box: number[], [left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): number[] {
  box[0] = Math.min(box[0] ?? left, left);
  box[1] = Math.min(box[1] ?? top, top);
  box[2] = Math.max(box[2] ?? right, right);
  box[3] = Math.max(box[3] ?? bottom, bottom);
  return box;
}

async function pictureOf(page: number, old: Dots, now: Dots): Promise<Picture> {
  return { page, before: await jpegOf(old), after: await jpegOf(now) };
}

async function jpegOf(drawn: Dots): Promise<Uint8Array | null> {
  if (drawn === NO_PAGE) return null;
  const { default: sharp } = await import('sharp');
  const { dots, width, height } = drawn;
  return await sharp(Buffer.from(dots.buffer, dots.byteOffset, dots.byteLength), {
    raw: { width, height, channels: 4 },
  })
    .flatten({ background: 'white' })
    .resize({ width: Math.min(width, 620) })
    .jpeg({ quality: 80 })
    .toBuffer();
}
