import type { PdfDocument } from './pdf/document.ts';
import { inheritedBy } from './pdf/page-attributes.ts';
import { asDict, type PdfValue } from './pdf/value.ts';
import { readable } from './revision-changes.ts';

/** Left, bottom, right, top. */
export type Rect = readonly [number, number, number, number];

const A4: Rect = [0, 0, 595, 842];

/** The part of a page that readers show, and by how many degrees they turn it clockwise (ISO 32000-1, 7.7.3.3). */
export function pageBox(document: PdfDocument, page: number): { box: Rect; rotate: 0 | 90 | 180 | 270 } {
  const dict = asDict(readable(document, page)?.value);
  const attribute = (key: string) => (dict === undefined ? undefined : inheritedBy(document, dict, key));
  const given = (key: string) => rectOf(document, attribute(key));
  const rotate = document.resolve(attribute('Rotate'));
  const quarters = typeof rotate === 'number' ? (((rotate / 90) % 4) + 4) % 4 : 0;
  return {
    box: given('CropBox') ?? given('MediaBox') ?? A4,
    rotate: ([0, 90, 180, 270] as const)[quarters] ?? 0,
  };
}

/** Four numbers as a rectangle, whatever corners they name; undefined where they are none. */
export function rectOf(document: PdfDocument, value: PdfValue | undefined): Rect | undefined {
  const numbers = document.array(value)?.map((item) => document.resolve(item)) ?? [];
  if (numbers.length !== 4 || !numbers.every((item) => typeof item === 'number')) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
