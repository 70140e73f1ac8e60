import sharp, { type Sharp } from 'sharp';
import { type CleanUp, keepsPixels } from '../../../shared/domain/digitisation/clean-up.ts';
import { WHOLE } from '../../../shared/domain/digitisation/page-measures.ts';
import type { CleanedPage } from '../../host/ports/page-quality.ts';
import { JpegError, readJpegHeader } from '../pdf/scan/jpeg-header.ts';
import { toBlackWhite, toG4 } from './black-white.ts';
import { flattenPhoto } from './flatten-photo.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { pictureOf } from './read-page.ts';

/** Letters and seals show no difference to the original; a page stays below a megabyte. */
const QUALITY = 85;
/** A picture that was coded as coarsely as this loses too much when it is coded once more. */
const LEAST_QUALITY = 70;
const MM_OF_INCH = 25.4;

/**
 * The page with its clean-up carried out, in the same resolution: a JPEG, grey of one component, or black and white as CCITT group 4; the bytes
 * that came in are only read. It is not turned by quarters: the page of the PDF is, which costs no picture. A page that is grey already stays as it is.
 * @throws JpegError when the page is no readable JPEG
 */
export async function cleanPage(jpeg: Uint8Array, cleanUp: CleanUp, askedDpi?: number): Promise<CleanedPage> {
  const { flatten, straighten, crop, whiten, tones } = cleanUp;
  const header = readJpegHeader(jpeg);
  if (header === undefined) throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  if (header.components === 1 && tones === 'grey' && keepsPixels({ ...cleanUp, tones: 'colour' }))
    return { kind: 'jpeg', bytes: jpeg };
  let { image, width, height, dpi } = pictureOf(jpeg, header, askedDpi);
  if (flatten !== null) {
    const { pixels, ...flat } = await flattenPhoto(jpeg, { width, height }, flatten);
    ({ width, height, dpi } = flat);
    image = sharp(pixels, { raw: { width, height, channels: 3 } });
  } else if (header.components === 4) image = image.toColourspace('srgb');
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
  if (tones === 'black-white') return await blackWhite(image, dpi);
  if (tones === 'grey') image = image.toColourspace('b-w');
  // What was coded more coarsely is not made finer by more bytes.
  const quality = Math.min(QUALITY, Math.max(LEAST_QUALITY, jpegQuality(jpeg) ?? QUALITY));
  return { kind: 'jpeg', bytes: await image.withDensity(dpi).jpeg({ quality }).toBuffer() };
}

async function blackWhite(image: Sharp, dpi: number): Promise<CleanedPage> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const ink = toBlackWhite({ width, height, pixels: data, perMm: dpi / MM_OF_INCH });
  return { kind: 'g4', ...(await toG4(ink, width, height)), dpi };
}

/** A stretch of the page, given in parts of its own length, on the canvas that the page stands in the middle of. */
function kept(from: number, to: number, length: number, canvas: number): { from: number; length: number } {
  const offset = (canvas - length) / 2;
  const start = Math.min(Math.max(Math.round(offset + (from * length) / WHOLE), 0), canvas - 1);
  const end = Math.min(Math.max(Math.round(offset + (to * length) / WHOLE), start + 1), canvas);
  return { from: start, length: end - start };
}
