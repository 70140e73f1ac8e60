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

/**
 * The media name under which a printer offers a paper, `iso_a5_148x210mm` for A5; undefined when it does not offer it. Of several the first is
 * taken: printers list the plain sheet before its borderless twin.
 */
export function mediaFor(paper: PaperSize, offered: readonly string[]): string | undefined {
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
