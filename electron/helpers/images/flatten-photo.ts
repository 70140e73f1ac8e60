import sharp, { type Sharp } from 'sharp';
import { findPaper, photographOf } from '../../../shared/domain/digitisation/find-paper.ts';
import {
  type Corners,
  cornersOf,
  type Flatten,
  flattenedSize,
  liesOnSide,
  ontoCorners,
  type PaperSize,
  type Quad,
  quadOf,
  type Size,
} from '../../../shared/domain/digitisation/flatten.ts';
import { sharpenCorners } from '../../../shared/domain/digitisation/place-corners.ts';

/** As in the import: more is no paper of a counter. */
const MAX_PIXELS = 150_000_000;
/** Of a larger photograph so many pixels are read: three bytes of each are in memory at once. */
const MOST_READ = 50_000_000;
/** Longer sides at which the paper is found, and at which its corners are placed. */
const FOUND_AT = 480;
const PLACED_AT = 1600;
/** Tone of what lies beside the photograph. */
const NOTHING = 255;

/** Corners of a paper in a photograph, in ten-thousandths of it, and whether it lies on its long side. */
interface PaperInPhoto {
  readonly corners: Corners;
  readonly lying: boolean;
}

/** A picture without its file; three bytes a pixel. */
interface FlatPhoto extends Size {
  readonly pixels: Uint8Array;
  /** Dots in an inch of paper. */
  readonly dpi: number;
}

/** Finds the paper in a photograph; null where its sides are not seen from corner to corner. */
export async function findPaperInPhoto(jpeg: Uint8Array, paper: PaperSize): Promise<PaperInPhoto | null> {
  const small = await readWithin(jpeg, FOUND_AT);
  const found = findPaper(small, paper);
  if (found === undefined) return null;
  const large = await readWithin(jpeg, PLACED_AT);
  const times = large.width / small.width;
  const quad = found.quad.map(({ x, y }) => ({ x: x * times, y: y * times })) as unknown as Quad;
  const placed = sharpenCorners(large, { ...found, quad }) ?? quad;
  const corners = cornersOf(placed, large);
  return corners === undefined ? null : { corners, lying: liesOnSide(placed, large) };
}

/**
 * Makes a photograph into the paper that it shows, as large as it has dots for. `size` is that of the upright photograph. Memory is bounded: 150 MB
 * for what is read, 105 MB for what is made (A4 at 600 dpi).
 */
export async function flattenPhoto(jpeg: Uint8Array, size: Size, flatten: Flatten): Promise<FlatPhoto> {
  const share = Math.min(1, Math.sqrt(MOST_READ / (size.width * size.height)));
  const upright = opened(jpeg);
  const { data, info } = await (share === 1
    ? upright
    : upright.resize({
        width: Math.floor(size.width * share),
        height: Math.floor(size.height * share),
        fit: 'fill',
      })
  )
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { dpi, ...made } = flattenedSize(flatten, size);
  return { pixels: warped(data, info, quadOf(flatten.corners, info), made), ...made, dpi };
}

function opened(jpeg: Uint8Array): Sharp {
  return sharp(jpeg, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
}

async function readWithin(jpeg: Uint8Array, longest: number) {
  const { data, info } = await opened(jpeg)
    .resize({ width: longest, height: longest, fit: 'inside', kernel: 'linear', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return photographOf(data, info, 3);
}

/** Each pixel of the paper from the four of the photograph among which it lies. */
function warped(from: Uint8Array, { width, height }: Size, quad: Quad, to: Size): Uint8Array {
  const [a, b, c, d, e, f, g, h] = ontoCorners(quad);
  const made = new Uint8Array(to.width * to.height * 3);
  let at = 0;
  for (let row = 0; row < to.height; row++) {
    const v = (row + 0.5) / to.height;
    for (let column = 0; column < to.width; column++, at += 3) {
      const u = (column + 0.5) / to.width;
      const depth = g * u + h * v + 1;
      const x = (a * u + b * v + c) / depth - 0.5;
      const y = (d * u + e * v + f) / depth - 0.5;
      // Half a pixel beside the photograph its border goes on; further out there is nothing.
      if (x < -1 || y < -1 || x > width || y > height) {
        made.fill(NOTHING, at, at + 3);
        continue;
      }
      const left = x < 0 ? 0 : x > width - 2 ? width - 2 : x | 0;
      const top = y < 0 ? 0 : y > height - 2 ? height - 2 : y | 0;
      const right = x < left ? 0 : x > left + 1 ? 1 : x - left;
      const below = y < top ? 0 : y > top + 1 ? 1 : y - top;
      const [upper, lower] = [(top * width + left) * 3, ((top + 1) * width + left) * 3];
      for (let channel = 0; channel < 3; channel++) {
        const over =
          (from[upper + channel] as number) * (1 - right) + (from[upper + 3 + channel] as number) * right;
        const under =
          (from[lower + channel] as number) * (1 - right) + (from[lower + 3 + channel] as number) * right;
        made[at + channel] = over * (1 - below) + under * below + 0.5;
      }
    }
  }
  return made;
}
