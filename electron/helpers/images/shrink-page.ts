import sharp from 'sharp';
import { JpegError, readJpegHeader } from '../pdf/scan/jpeg-header.ts';
import { pageGeometry } from '../pdf/scan/page-geometry.ts';
import type { Raster } from './raster.ts';
import { strokesKept } from './readability.ts';

/** A copy below is none (mục 1 phần II Phụ lục I Nghị định 30/2020/NĐ-CP). */
const LEAST_DPI = 200;
/** Between the usual 300 dpi and the least. */
const BETWEEN_DPI = 250;
/**
 * From the mildest on: first more coarsely coded, and only then with fewer dots, since that costs more of the strokes for the same bytes. Dots per
 * inch null is as many as the page has.
 */
const STEPS: readonly { dpi: number | null; quality: number }[] = [
  { dpi: null, quality: 80 },
  { dpi: null, quality: 65 },
  { dpi: null, quality: 50 },
  { dpi: null, quality: 40 },
  { dpi: null, quality: 30 },
  { dpi: BETWEEN_DPI, quality: 35 },
  { dpi: LEAST_DPI, quality: 50 },
  { dpi: LEAST_DPI, quality: 35 },
  { dpi: LEAST_DPI, quality: 25 },
];
/**
 * Strokes that must be left in the worst places. Measured on generated pages of Vietnamese text (12 points, 8 points, pencil; 300 dpi): down to here
 * tesseract read at most 0.33 letters of a hundred worse than on the page before, at 0.84 up to 0.6, at 0.80 up to 1.5.
 */
const LEAST_KEPT = 0.86;
/** Finer is not compared: more dots tell nothing more about letters. */
const COMPARED_DPI = 300;
const MAX_PIXELS = 150_000_000;
const MM_OF_INCH = 25.4;

/** A page that was coded anew. */
export interface ShrunkPage {
  readonly jpeg: Uint8Array;
  readonly quality: number;
  readonly dpi: number;
  /** Whether it has no more bytes than it may; else this is as small as it can be read. */
  readonly met: boolean;
}

/**
 * Codes a page anew so that it has no more than `limit` bytes, as mildly as that allows, and never so that its small and faint strokes would be lost
 * or it would have less than 200 dpi. Undefined where nothing that may be done makes it smaller.
 * @throws JpegError when it is no readable JPEG
 */
export async function shrinkPage(
  jpeg: Uint8Array,
  limit: number,
  askedDpi?: number,
): Promise<ShrunkPage | undefined> {
  const header = readJpegHeader(jpeg);
  if (header === undefined) throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  const upright =
    header.orientation >= 5
      ? { width: header.height, height: header.width }
      : { width: header.width, height: header.height };
  const geometry = pageGeometry(header, askedDpi);
  const own = { x: (upright.width * 72) / geometry.width, y: (upright.height * 72) / geometry.height };
  const steps = stepsFor(Math.min(own.x, own.y));
  const coded = new Map<number, Promise<Uint8Array>>();
  const code = (step: number) => {
    const { dpi, quality } = steps[step] as Step;
    const done = coded.get(step) ?? codeAgain(jpeg, header.components, sizeAt(dpi, upright, own), quality);
    coded.set(step, done);
    return done;
  };
  let step = await mildestBelow(
    Math.min(limit, jpeg.length - 1),
    steps.length,
    async (at) => (await code(at)).length,
  );
  const before = await readTones(jpeg, comparedSize(upright, own.x));
  for (; step >= 0; step--) {
    const now = await code(step);
    if (now.length >= jpeg.length) return undefined;
    const after = await readTones(now, before);
    const kept = strokesKept(
      { ...before, perMm: before.width / (geometry.width / 72) / MM_OF_INCH },
      after.pixels,
    );
    if (kept !== null && kept < LEAST_KEPT) continue;
    const { dpi, quality } = steps[step] as Step;
    const { width } = sizeAt(dpi, upright, own);
    return { jpeg: now, quality, dpi: (width * 72) / geometry.width, met: now.length <= limit };
  }
  return undefined;
}

interface Step {
  dpi: number | null;
  quality: number;
}

/** Steps that take dots away which the page has, and those that only code it more coarsely than the step before. */
function stepsFor(own: number): Step[] {
  const found: Step[] = [];
  for (const step of STEPS) {
    const dpi = step.dpi !== null && step.dpi < own * 0.98 ? step.dpi : null;
    const last = found.at(-1);
    if (last === undefined || last.dpi !== dpi || step.quality < last.quality)
      found.push({ dpi, quality: step.quality });
  }
  return found;
}

/** The first step with no more bytes than the limit, else the last one: each has fewer than the one before. */
async function mildestBelow(
  limit: number,
  steps: number,
  bytesOf: (step: number) => Promise<number>,
): Promise<number> {
  let [first, last] = [0, steps - 1];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((await bytesOf(middle)) <= limit) last = middle;
    else first = middle + 1;
  }
  return first;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels at a resolution, rounded up so that it is reached; null is the page's own, square where it was not. */
function sizeAt(dpi: number | null, upright: Size, own: { x: number; y: number }): Size {
  const most = dpi ?? Math.max(own.x, own.y);
  return {
    width: Math.ceil((upright.width * most) / own.x - 0.001),
    height: Math.ceil((upright.height * most) / own.y - 0.001),
  };
}

function comparedSize({ width, height }: Size, own: number): Size {
  const share = Math.min(1, COMPARED_DPI / own);
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

async function codeAgain(
  jpeg: Uint8Array,
  components: number,
  { width, height }: Size,
  quality: number,
): Promise<Uint8Array> {
  const image = opened(jpeg).resize({ width, height, fit: 'fill', kernel: 'lanczos3' });
  const toned = components === 4 ? image.toColourspace('srgb') : image;
  return await toned.jpeg({ quality }).toBuffer();
}

async function readTones(jpeg: Uint8Array, { width, height }: Size): Promise<Omit<Raster, 'perMm'>> {
  const pixels = await opened(jpeg)
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { width, height, pixels };
}

const opened = (jpeg: Uint8Array) =>
  sharp(jpeg, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true }).autoOrient();
