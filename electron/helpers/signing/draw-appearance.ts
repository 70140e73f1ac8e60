import { PDFDocument, rgb } from 'pdf-lib';
import { BASELINE, embedTypeface, LINE_HEIGHT, type TextStyle } from '../pdf/layout/typeface.ts';

/** Colours of the words of certification; no law fixes them, practice prints the title red and the numbers blue. */
const INKS = { black: rgb(0, 0, 0), red: rgb(0.78, 0, 0), blue: rgb(0, 0.2, 0.6) } as const;
const SMALLEST_POINTS = 5;
const NO_FRAME_MARGIN = 2;

/** One line of what a signature field shows. */
export interface AppearanceLine {
  readonly text: string;
  readonly style: TextStyle;
  /** Points; a line too wide for the field is made smaller. */
  readonly size: number;
  readonly ink: keyof typeof INKS;
  readonly align: 'left' | 'centre';
}

/** Draws the looks of a signature field, from the top down, as a PDF of one page of its size (points). */
export async function drawAppearance(
  width: number,
  height: number,
  lines: readonly AppearanceLine[],
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const page = pdf.addPage([width, height]);
  const typeface = await embedTypeface(pdf, [...new Set(lines.map(({ style }) => style))]);
  const room = width - 2 * NO_FRAME_MARGIN;
  let top = height - NO_FRAME_MARGIN;
  for (const { text: given, style, size: wanted, ink, align } of lines) {
    const text = given.normalize('NFC');
    const wide = typeface.widthOf(text, style, wanted);
    const size = wide <= room ? wanted : Math.max(SMALLEST_POINTS, (wanted * room) / wide);
    const x =
      align === 'left'
        ? NO_FRAME_MARGIN
        : Math.max(NO_FRAME_MARGIN, (width - typeface.widthOf(text, style, size)) / 2);
    page.drawText(text, { x, y: top - size * BASELINE, size, font: typeface.font(style), color: INKS[ink] });
    top -= size * LINE_HEIGHT;
  }
  return await pdf.save({ useObjectStreams: false });
}
