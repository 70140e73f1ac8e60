import sharp from 'sharp';
import type { CleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { WHOLE } from '../../../shared/domain/digitisation/page-measures.ts';
import { JpegError, readJpegHeader } from '../pdf/scan/jpeg-header.ts';
import { pageGeometry } from '../pdf/scan/page-geometry.ts';

/** Letters and seals show no difference to the original; a page stays below a megabyte. */
const QUALITY = 85;
const MAX_PIXELS = 150_000_000;

/**
 * The page with its clean-up carried out, as a new JPEG of the same resolution; the bytes that came in are only read. Turning by quarters is
 * done here too, after everything else.
 * @throws JpegError when the page is no readable JPEG
 */
export async function cleanPage(
  jpeg: Uint8Array,
  { straighten, crop, whiten, turn }: CleanUp,
  askedDpi?: number,
): Promise<Uint8Array> {
  const header = readJpegHeader(jpeg);
  if (header === undefined) throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  const onSide = header.orientation >= 5;
  const [width, height] = onSide ? [header.height, header.width] : [header.width, header.height];
  const dpi = (width * 72) / pageGeometry(header, askedDpi).width;
  let image = sharp(jpeg, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'error',
    sequentialRead: true,
  }).autoOrient();
  if (header.components === 4) image = image.toColourspace('srgb');
  let canvas = { width, height };
  const degrees = straighten / 100;
  if (straighten !== 0) {
    image = image.rotate(-degrees, { background: '#ffffff' });
    const [cos, sin] = [
      Math.abs(Math.cos((degrees * Math.PI) / 180)),
      Math.abs(Math.sin((degrees * Math.PI) / 180)),
    ];
    canvas = {
      width: Math.floor(width * cos + height * sin) - 1,
      height: Math.floor(width * sin + height * cos) - 1,
    };
  }
  const frame = crop ?? { left: 0, top: 0, right: WHOLE, bottom: WHOLE };
  if (straighten !== 0 || crop !== null) {
    const across = kept(frame.left, frame.right, width, canvas.width);
    const down = kept(frame.top, frame.bottom, height, canvas.height);
    image = image.extract({ left: across.from, width: across.length, top: down.from, height: down.length });
  }
  if (whiten !== 100) image = image.linear(whiten / 100, 0);
  const cleaned = image.withDensity(dpi).jpeg({ quality: QUALITY });
  const bytes = await cleaned.toBuffer();
  return turn === 0 ? bytes : await sharp(bytes).rotate(turn).jpeg({ quality: QUALITY }).toBuffer();
}

/** A stretch of the page, given in parts of its own length, on the canvas that the page stands in the middle of. */
function kept(from: number, to: number, length: number, canvas: number): { from: number; length: number } {
  const offset = (canvas - length) / 2;
  const start = Math.min(Math.max(Math.round(offset + (from * length) / WHOLE), 0), canvas - 1);
  const end = Math.min(Math.max(Math.round(offset + (to * length) / WHOLE), start + 1), canvas);
  return { from: start, length: end - start };
}
