import sharp, { type Sharp } from 'sharp';

/** One page of an image file as JPEG bytes. */
export interface JpegPage {
  readonly jpeg: Uint8Array;
  /** What the file states, for formats whose resolution a JPEG header may not keep. */
  readonly dpi?: number;
}

/** Why a file cannot become pages. */
type ImageProblem = 'IMAGE_EMPTY' | 'IMAGE_UNREADABLE' | 'IMAGE_UNSUPPORTED' | 'IMAGE_TOO_LARGE';

/** A file that cannot become pages; `code` names the refusal. */
export class ImageError extends Error {
  readonly code: ImageProblem;
  constructor(code: ImageProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}

/** A0 at 300 dpi is 140 megapixels: more is no paper of a counter, and would exhaust a helper's memory. */
const MAX_PIXELS = 150_000_000;
const MAX_PAGES = 500;
const QUALITY = 90;
const GRAY_SPACES = ['b-w', 'grey16'];

/**
 * The pages of an image file, one after the other. A JPEG file is given back byte for byte once it has been decoded to the end; PNG and
 * every page of a TIFF become JPEG (colour kept, 4:4:4, transparent is white, turned upright). The file itself is only read: the caller
 * keeps it as the original.
 * @throws ImageError
 */
export async function* imageToJpegPages(file: Uint8Array): AsyncGenerator<JpegPage> {
  if (file.length === 0) throw new ImageError('IMAGE_EMPTY', 'the file has no bytes');
  const { format, pages } = await describe(file);
  if (format === 'jpeg') {
    await decoded(file, async (image) => image.stats());
    yield { jpeg: file };
    return;
  }
  for (let page = 0; page < pages; page++) yield await convert(file, page);
}

async function describe(file: Uint8Array): Promise<{ format: 'jpeg' | 'png' | 'tiff'; pages: number }> {
  let format: string | undefined;
  let pages: number | undefined;
  try {
    ({ format, pages } = await sharp(file, { limitInputPixels: false }).metadata());
  } catch (cause) {
    throw new ImageError('IMAGE_UNREADABLE', 'no image format is recognised', { cause });
  }
  if (format !== 'jpeg' && format !== 'png' && format !== 'tiff') {
    throw new ImageError('IMAGE_UNSUPPORTED', `format ${format ?? 'unknown'}`);
  }
  if ((pages ?? 1) > MAX_PAGES) throw new ImageError('IMAGE_TOO_LARGE', `${pages} pages`);
  return { format, pages: pages ?? 1 };
}

async function convert(file: Uint8Array, page: number): Promise<JpegPage> {
  return await decoded(
    file,
    async (image) => {
      const { density, space } = await image.metadata();
      const upright = image.autoOrient().flatten({ background: '#ffffff' });
      const toned = GRAY_SPACES.includes(space ?? '') ? upright.toColourspace('b-w') : upright;
      const jpeg = await toned.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
      return { jpeg, ...(density === undefined ? {} : { dpi: density }) };
    },
    page,
  );
}

/** Runs work that reads every pixel; anything wrong in the file is an error, not a gray area. */
async function decoded<T>(file: Uint8Array, work: (image: Sharp) => Promise<T>, page = 0): Promise<T> {
  try {
    return await work(
      sharp(file, { page, failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true }),
    );
  } catch (cause) {
    const tooLarge = cause instanceof Error && cause.message.includes('exceeds pixel limit');
    throw new ImageError(tooLarge ? 'IMAGE_TOO_LARGE' : 'IMAGE_UNREADABLE', `page ${page + 1}`, { cause });
  }
}
