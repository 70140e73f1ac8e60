import { PAPERS } from '../layout/paper.ts';
import type { ExifOrientation, JpegHeader } from './jpeg-header.ts';

/** A page for one image: its size in points and the matrix that stands the image upright on it (ISO 32000-1, 8.3.3). */
interface PageGeometry {
  readonly width: number;
  readonly height: number;
  readonly matrix: readonly [number, number, number, number, number, number];
}

/** What of a picture decides how large its page is. */
export type PictureSize = Pick<JpegHeader, 'width' | 'height' | 'orientation' | 'dpi'>;

/** Degrees clockwise. */
export type PageTurn = 0 | 90 | 180 | 270;

/** A page a counter's scanner can make is at least a stamp and at most a little over A3; in points. */
const SMALLEST_SIDE = 28;
const LARGEST_SIDE = 1300;

/**
 * Page size from pixels and dots per inch: `dpi` as the scanner was asked, else as the file states it. A resolution that is not stated, or
 * that would make a page no scanner takes (cameras write 72), fits the image into A4.
 */
export function pageGeometry(header: PictureSize, dpi?: number, turn: PageTurn = 0): PageGeometry {
  const stated = dpi === undefined ? header.dpi : { x: dpi, y: dpi };
  const believed = stated && sized(header, stated);
  const stored = believed && isBelievable(believed) ? believed : fittedToA4(header);
  const orientation = turnedBy(header.orientation, turn);
  const turned = orientation >= 5;
  const width = round(turned ? stored.height : stored.width);
  const height = round(turned ? stored.width : stored.height);
  return { width, height, matrix: matrixOf(orientation, width, height) };
}

/** Each orientation of EXIF and the one that is a quarter further clockwise; the second four are mirrored. */
const QUARTERS: readonly (readonly ExifOrientation[])[] = [
  [1, 6, 3, 8],
  [2, 7, 4, 5],
];

function turnedBy(orientation: ExifOrientation, turn: PageTurn): ExifOrientation {
  const round = QUARTERS.find((quarters) => quarters.includes(orientation)) ?? [];
  return round[(round.indexOf(orientation) + turn / 90) % 4] ?? orientation;
}

function sized({ width, height }: PictureSize, dpi: { x: number; y: number }) {
  return { width: (width * 72) / dpi.x, height: (height * 72) / dpi.y };
}

function isBelievable({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) >= SMALLEST_SIDE && Math.max(width, height) <= LARGEST_SIDE;
}

function fittedToA4({ width, height }: PictureSize) {
  const [shortSide, longSide] = [PAPERS.A4.width, PAPERS.A4.height];
  const scale = Math.min(longSide / Math.max(width, height), shortSide / Math.min(width, height));
  return { width: width * scale, height: height * scale };
}

/** The unit square of the stored image onto the upright page of width w and height h. */
function matrixOf(orientation: ExifOrientation, w: number, h: number): PageGeometry['matrix'] {
  switch (orientation) {
    case 1:
      return [w, 0, 0, h, 0, 0];
    case 2:
      return [-w, 0, 0, h, w, 0];
    case 3:
      return [-w, 0, 0, -h, w, h];
    case 4:
      return [w, 0, 0, -h, 0, h];
    case 5:
      return [0, -h, -w, 0, w, h];
    case 6:
      return [0, -h, w, 0, 0, h];
    case 7:
      return [0, h, w, 0, 0, 0];
    case 8:
      return [0, h, -w, 0, w, 0];
    default:
      return orientation satisfies never;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
