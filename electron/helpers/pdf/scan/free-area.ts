import sharp from 'sharp';

/** Width of the copy that is searched, in pixels: 1.3 mm of an A4 page each, still less than a letter's height. */
const SEARCH_WIDTH = 160;
/** How much darker than the paper a pixel of ink is, of 255. Texture, creases and scanner noise stay below. */
const INK_STEP = 32;
/** Share of the lightest pixels that are passed over when the paper's own tone is taken: white borders of the scan. */
const PAPER_PERCENTILE = 0.8;

interface FreeAreaQuery {
  /** The page the image fills, in points. */
  readonly page: { readonly width: number; readonly height: number };
  /** What must fit, in points. */
  readonly box: { readonly width: number; readonly height: number };
  /** Distance to keep from the page's edges and from ink, in points. */
  readonly edge: number;
  readonly clearance: number;
}

/**
 * The lowest, then leftmost place on a scanned page where a box covers no ink, as its top left corner in points from the page's.
 * @returns undefined when there is none
 */
export async function findFreeArea(
  jpeg: Uint8Array,
  query: FreeAreaQuery,
): Promise<{ x: number; y: number } | undefined> {
  const { data, info } = await sharp(jpeg)
    .autoOrient()
    .grayscale()
    .resize({ width: SEARCH_WIDTH, kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sums = inkSums(data, info.width, info.height, info.channels);
  const scaleX = info.width / query.page.width;
  const scaleY = info.height / query.page.height;
  const width = Math.ceil((query.box.width + 2 * query.clearance) * scaleX);
  const height = Math.ceil((query.box.height + 2 * query.clearance) * scaleY);
  const edgeX = Math.ceil(query.edge * scaleX);
  const edgeY = Math.ceil(query.edge * scaleY);
  const stride = info.width + 1;
  const at = (x: number, y: number) => sums[y * stride + x] ?? 0;
  for (let y = info.height - edgeY - height; y >= edgeY; y--) {
    for (let x = edgeX; x <= info.width - edgeX - width; x++) {
      const ink = at(x + width, y + height) - at(x, y + height) - at(x + width, y) + at(x, y);
      if (ink === 0) return { x: x / scaleX + query.clearance, y: y / scaleY + query.clearance };
    }
  }
  return undefined;
}

/** Counts of ink pixels above and left of every point, so that any box is counted by four look-ups. */
function inkSums(pixels: Uint8Array, width: number, height: number, channels: number): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let index = 0; index < width * height; index++) {
    const tone = pixels[index * channels] ?? 0;
    histogram[tone] = (histogram[tone] ?? 0) + 1;
  }
  const limit = paperTone(histogram, width * height) - INK_STEP;
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      if ((pixels[(y * width + x) * channels] ?? 0) < limit) row++;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

function paperTone(histogram: Uint32Array, total: number): number {
  let seen = 0;
  for (let tone = 0; tone < 256; tone++) {
    seen += histogram[tone] ?? 0;
    if (seen >= total * PAPER_PERCENTILE) return tone;
  }
  return 255;
}
