export const PAPER_SIZES = ['A3', 'A4', 'A5', '80mm'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

/** Sheets that this program prints on, in millimetres; a roll has no height of its own. */
const PAPERS: Record<PaperSize, { width: number; height: number | undefined }> = {
  A3: { width: 297, height: 420 },
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  '80mm': { width: 80, height: undefined },
};

/** A sheet in millimetres, upright. */
interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** Drivers round to points, to tenths of an inch or to whole millimetres. */
const TOLERANCE_MM = 2;
const MM_PER_INCH = 25.4;
// A self-describing media name (PWG 5101.1) ends with its size; the ends of a range of sizes are no sheet.
const SELF_DESCRIBING = /^(?!custom_(?:min|max)_).*_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/u;

// The ends of the range in which a printer takes any size; a wide one may cut no roll.
const RANGE_END = /^custom_(min|max)_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/u;
const WIDEST_ROLL_MM = 90;

/**
 * The media name under which a printer offers a paper, `iso_a5_148x210mm` for A5; undefined when it does not offer it. Of several the first is
 * taken: printers list the plain sheet before its borderless twin. Of a roll the shortest piece is taken that is as long as `length`, in millimetres;
 * where the printer cuts to any length, a name of its own says how long.
 */
export function mediaFor(paper: PaperSize, offered: readonly string[], length = 0): string | undefined {
  return paper === '80mm' ? rollFor(offered, length) : sheetFor(paper, offered);
}

function rollFor(offered: readonly string[], length: number): string | undefined {
  const pieces = offered
    .map((name) => ({ name, sheet: sheetOf(name) }))
    .flatMap(({ name, sheet }) => (sheet !== undefined && isPaper(sheet, '80mm') ? [{ name, ...sheet }] : []))
    .filter(({ height }) => height + TOLERANCE_MM >= length)
    .sort((a, b) => a.height - b.height);
  if (pieces[0] !== undefined) return pieces[0].name;
  const { width } = PAPERS['80mm'];
  const [least, most] = (['min', 'max'] as const).map((end) => rangeEnd(offered, end));
  if (least === undefined || most === undefined || most.width > WIDEST_ROLL_MM) return undefined;
  const isWide = least.width <= width + TOLERANCE_MM && most.width + TOLERANCE_MM >= width;
  if (!isWide || most.height < length) return undefined;
  return `custom_roll_${Math.min(width, most.width)}x${Math.max(Math.ceil(length), Math.ceil(least.height))}mm`;
}

function rangeEnd(offered: readonly string[], end: 'min' | 'max') {
  for (const name of offered) {
    const found = RANGE_END.exec(name);
    if (found === null || found[1] !== end) continue;
    const unit = found[4] === 'in' ? MM_PER_INCH : 1;
    return { width: Number(found[2]) * unit, height: Number(found[3]) * unit };
  }
  return undefined;
}

function sheetFor(paper: PaperSize, offered: readonly string[]): string | undefined {
  return offered.find((name) => {
    const sheet = sheetOf(name);
    return sheet !== undefined && isPaper(sheet, paper);
  });
}

/** Papers that a printer offers, of those this program knows. */
export function papersOffered(offered: readonly string[]): PaperSize[] {
  return PAPER_SIZES.filter((paper) => mediaFor(paper, offered) !== undefined);
}

/** Larger sheets of a printer on which a paper comes out whole and unscaled, the smallest first. */
export function largerPapers(paper: PaperSize, offered: readonly string[]): PaperSize[] {
  const order: readonly PaperSize[] = ['80mm', 'A5', 'A4', 'A3'];
  return order
    .slice(order.indexOf(paper) + 1)
    .filter((larger) => larger !== '80mm' && mediaFor(larger, offered) !== undefined);
}

/** The size in a self-describing media name, upright; undefined for a name without one. */
function sheetOf(name: string): Sheet | undefined {
  const found = SELF_DESCRIBING.exec(name);
  if (found === null) return undefined;
  const unit = found[3] === 'in' ? MM_PER_INCH : 1;
  return upright({ width: Number(found[1]) * unit, height: Number(found[2]) * unit });
}

function upright({ width, height }: Sheet): Sheet {
  return { width: Math.min(width, height), height: Math.max(width, height) };
}

function isPaper({ width, height }: Sheet, paper: PaperSize): boolean {
  const known = PAPERS[paper];
  return (
    Math.abs(width - known.width) <= TOLERANCE_MM &&
    (known.height === undefined || Math.abs(height - known.height) <= TOLERANCE_MM)
  );
}
