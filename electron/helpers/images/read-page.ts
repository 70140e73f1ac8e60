import sharp, { type Sharp } from 'sharp';
import type { JpegHeader } from '../pdf/scan/jpeg-header.ts';
import { pageGeometry } from '../pdf/scan/page-geometry.ts';
import type { Raster } from './raster.ts';

/** A page in the size in which it is measured, whatever its own is. */
export interface ReadPage {
  readonly grey: Raster;
  /** Share of coloured pixels, and whether the paper itself is one. */
  readonly colouredShare: number;
  readonly paperColoured: boolean;
  /** Pixels of the picture as it stands upright. */
  readonly width: number;
  readonly height: number;
  /** Dots per inch in the digital copy. */
  readonly dpi: number;
}

/** Dots per inch at which pages are measured: the smallest letters are seven pixels high. */
const MEASURED_DPI = 100;
/** As in the import: more is no paper of a counter. */
const MAX_PIXELS = 150_000_000;
const MM_OF_INCH = 25.4;
/** Between the strongest and the weakest channel: paper and black ink stay below, also after JPEG. */
const COLOURED = 36;

/** A picture that is still to be decoded, upright. */
export interface Picture {
  readonly image: Sharp;
  readonly width: number;
  readonly height: number;
  /** Dots per inch at the scale at which it stands in the digital copy. */
  readonly dpi: number;
}

/** A page as it came in, at the resolution that was asked for or that it states. */
export function pictureOf(jpeg: Uint8Array, header: JpegHeader, askedDpi?: number): Picture {
  const turned = header.orientation >= 5;
  const [width, height] = turned ? [header.height, header.width] : [header.width, header.height];
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
  const image = sharp(jpeg, options).autoOrient();
  return { image, width, height, dpi: (width * 72) / pageGeometry(header, askedDpi).width };
}

/** Decodes a page in small: libjpeg leaves out what is not needed, so memory does not follow the size of the picture. */
export async function readPage({ image, width, height, dpi }: Picture): Promise<ReadPage> {
  // Never a pixel more than the share: from three times on libjpeg then decodes the half itself, which is the larger part of the work.
  const scale = Math.min(1, MEASURED_DPI / dpi);
  const [wanted, high] = [Math.max(8, Math.floor(width * scale)), Math.max(8, Math.floor(height * scale))];
  const { data, info } = await image
    .resize({ width: wanted, height: high, fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const perMm = (dpi * info.width) / width / MM_OF_INCH;
  const read = splitTones(data, info.width, info.height, info.channels);
  return {
    grey: { width: info.width, height: info.height, pixels: read.grey, perMm },
    colouredShare: read.colouredShare,
    paperColoured: read.paperColoured,
    width,
    height,
    dpi,
  };
}

function splitTones(data: Buffer, width: number, height: number, channels: number) {
  const count = width * height;
  if (channels < 3) {
    const grey = new Uint8Array(count);
    for (let index = 0; index < count; index++) grey[index] = data[index * channels] as number;
    return { grey, colouredShare: 0, paperColoured: false };
  }
  const grey = new Uint8Array(count);
  let coloured = 0;
  let lightColoured = 0;
  for (let index = 0, at = 0; index < count; index++, at += channels) {
    const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    grey[index] = (r * 77 + g * 151 + b * 28) >> 8;
    const most = r > g ? (r > b ? r : b) : g > b ? g : b;
    const least = r < g ? (r < b ? r : b) : g < b ? g : b;
    if (most - least > COLOURED) coloured++;
    if (most - least > COLOURED / 3 && most > 150) lightColoured++;
  }
  return { grey, colouredShare: coloured / count, paperColoured: lightColoured > count / 3 };
}
