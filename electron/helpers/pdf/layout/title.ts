import { qrBoxes } from './qr.ts';
import type { Block } from './slices.ts';
import { breakBalanced, drawLine, lineHeight } from './text-lines.ts';
import type { Typeface } from './typeface.ts';

/** What the title says and how large it stands; lengths in points. */
interface TitleContent {
  readonly title: string;
  /** A line in italics below. */
  readonly note?: string | undefined;
  /** A QR code at the left of the title. */
  readonly qrText?: string | undefined;
  readonly qrSide: number;
  /** A QR code at the right of the title. */
  readonly proofText?: string | undefined;
  readonly proofSide: number;
  readonly size: number;
  readonly noteSize: number;
}

/** The title in the middle of the page with a QR code at its left where it has one, and another at its right where the paper proves itself. */
export function titleWithQr(typeface: Typeface, content: TitleContent): Block {
  return ({ width }) => {
    const { size, noteSize, qrText, proofText } = content;
    const qrSide = qrText === undefined ? 0 : content.qrSide;
    const proofSide = proofText === undefined ? 0 : content.proofSide;
    const gap = Math.max(qrSide, proofSide) + size * 0.5;
    const place = { x: gap, width: width - 2 * gap };
    const lines = breakBalanced(typeface, [{ text: content.title, style: 'bold' }], size, place.width);
    const note = content.note
      ? breakBalanced(typeface, [{ text: content.note, style: 'italic' }], noteSize, place.width)
      : [];
    const textHeight = lines.length * lineHeight(size) + note.length * lineHeight(noteSize);
    const height = Math.max(qrSide, proofSide, textHeight);
    return [
      {
        height,
        keepWithNext: true,
        draw(pen, x, y) {
          if (qrText !== undefined)
            pen.fillBoxes(qrBoxes(qrText, x - qrSide * 0.12, y + (height - qrSide) / 2, qrSide));
          if (proofText !== undefined) {
            const left = x + width - proofSide * 0.92;
            pen.fillBoxes(qrBoxes(proofText, left, y + (height - proofSide) / 2, proofSide));
          }
          let top = y + (height - textHeight) / 2;
          for (const line of lines) {
            drawLine(pen, typeface, line, {
              x: x + place.x,
              y: top,
              width: place.width,
              size,
              align: 'centre',
            });
            top += lineHeight(size);
          }
          for (const line of note) {
            drawLine(pen, typeface, line, {
              x: x + place.x,
              y: top,
              width: place.width,
              size: noteSize,
              align: 'centre',
            });
            top += lineHeight(noteSize);
          }
        },
      },
    ];
  };
}
