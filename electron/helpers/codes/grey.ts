import sharp from 'sharp';

/** A picture of one byte a dot, 0 black, rows from the top. */
export interface Grey {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** More dots than a paper of a counter has. */
const MOST_PIXELS = 120_000_000;

/** A page upright and grey, no longer than `longest` dots: finer ones tell a reader of codes nothing more. */
export async function greyPage(jpeg: Uint8Array, longest: number): Promise<Grey> {
  const { data, info } = await sharp(jpeg, { failOn: 'none', limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .flatten({ background: '#fff' })
    .greyscale()
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: onlyFirst(data, info.channels), width: info.width, height: info.height };
}

/** The same picture at a part of its size, each dot the mean of those it stands for. */
export async function smaller({ pixels, width, height }: Grey, share: number): Promise<Grey> {
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.max(1, Math.round(width * share)), kernel: 'linear' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: onlyFirst(data, info.channels), width: info.width, height: info.height };
}

/** libvips may widen grey to three equal channels. */
function onlyFirst(data: Buffer, channels: number): Uint8Array {
  if (channels === 1) return data;
  return Uint8Array.from({ length: data.length / channels }, (_, at) => data[at * channels] ?? 0);
}
