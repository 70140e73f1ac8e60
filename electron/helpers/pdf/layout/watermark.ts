import type { Pen } from './pen.ts';
import type { Typeface } from './typeface.ts';

/** Light enough that what is printed on it stays readable. */
const WATERMARK_INK = [0.86, 0.86, 0.86] as const;

/** Words across a page from its lower left to its upper right corner; measures in points. */
export function drawWatermark(
  pen: Pen,
  typeface: Typeface,
  { width, height }: { width: number; height: number },
  text: string,
): void {
  const words = text.normalize('NFC');
  const size = (Math.hypot(width, height) * 0.55) / typeface.widthOf(words, 'bold', 1);
  const degrees = (Math.atan2(height, width) * 180) / Math.PI;
  pen.turnedText(width / 2, height / 2, words, 'bold', size, degrees, WATERMARK_INK);
}
