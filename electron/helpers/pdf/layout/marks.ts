import { qrBoxes } from './qr.ts';
import type { Block } from './slices.ts';

/** The small codes beside each other, as shares of the large one's side. */
const SMALL = 0.36;
/** As much of a sheet's width as the large code may take. */
const LARGEST = 0.68;

/** One code three times: large in the middle, small at both lower corners. The boxes are corrected for a third of their loss (level H). */
export function marks(text: string): Block {
  return ({ width, maxHeight }) => {
    const side = Math.min(width * LARGEST, maxHeight * 0.42);
    const small = side * SMALL;
    return [
      {
        height: side + small,
        draw(pen, x, y) {
          const at = (left: number, top: number, size: number) =>
            pen.fillBoxes(qrBoxes(text, left, top, size, 'H'));
          at(x + (width - side) / 2, y, side);
          at(x, y + side, small);
          at(x + width - small, y + side, small);
        },
      },
    ];
  };
}
