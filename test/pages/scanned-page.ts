import sharp, { type OverlayOptions } from 'sharp';
import type { SeededRandom } from '../support/seeded-random.ts';

/** What a scanner does to a sheet; all lengths in millimetres. */
export interface ScanLook {
  dpi?: number;
  /** Degrees clockwise. */
  skew?: number;
  shift?: { x: number; y: number };
  /** The lid that is seen where the sheet does not lie. */
  lid?: 'light' | 'dark';
  /** Gaussian spread of the optics, in pixels of 300 dpi. */
  blur?: number;
  /** Tone is multiplied by `gain`, then `lift` is added. */
  gain?: number;
  lift?: number;
  /** What is printed on the back, seen through the sheet with this share of its darkness. */
  through?: { svg: string; share: number };
  /** Soft grey stripes across the sheet. */
  folds?: number;
  /** Shade along the left edge. */
  edgeShade?: boolean;
  specks?: number;
  holes?: boolean;
  /** Standard deviation of the sensor's noise. */
  grain?: number;
  quality?: number;
  width?: number;
  height?: number;
}

const LIDS = { light: '#eeede9', dark: '#1c1b1e' };
const MM_OF_INCH = 25.4;

/** A sheet as a scanner sees it: a JPEG of A4 (or of the size given) that states its resolution; the same for a seed. */
export async function scannedPage(svg: string, random: SeededRandom, look: ScanLook = {}): Promise<Buffer> {
  const { dpi = 200, width = 210, height = 297, blur = 0.7, grain = 3, quality = 82 } = look;
  const dots = (millimetres: number) => Math.round((millimetres * dpi) / MM_OF_INCH);
  const size = { width: dots(width), height: dots(height) };
  const raw = { raw: { ...size, channels: 3 as const } };
  const sheet = await drawnOnLid(svg, look, size, random);
  const back = look.through === undefined ? [] : [await backOf(look.through, size, dpi)];
  const seen = await sharp(sheet, raw).composite(back).removeAlpha().raw().toBuffer();
  const sigma = (blur * dpi) / 300;
  const pixels = await (sigma >= 0.3 ? sharp(seen, raw).blur(sigma) : sharp(seen, raw))
    .linear(look.gain ?? 1, look.lift ?? 0)
    .raw()
    .toBuffer();
  grained(pixels, grain, random);
  return await sharp(pixels, raw).withMetadata({ density: dpi }).jpeg({ quality }).toBuffer();
}

async function drawnOnLid(
  svg: string,
  {
    dpi = 200,
    width = 210,
    height = 297,
    skew = 0,
    shift = { x: 0, y: 0 },
    lid = 'light',
    ...look
  }: ScanLook,
  size: { width: number; height: number },
  random: SeededRandom,
): Promise<Buffer> {
  const marks = [
    ...foldsOf(look.folds ?? 0, random),
    ...(look.holes === true ? [80, 160].map((y) => `<circle cx="9" cy="${y}" r="2.8" fill="#3a3a3a"/>`) : []),
  ];
  const shade = look.edgeShade === true ? EDGE_SHADE : '';
  const specks = Array.from({ length: look.specks ?? 0 }, () => {
    const [x, y, r] = [random.next() * width, random.next() * height, 0.05 + random.next() * 0.18];
    return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${r.toFixed(2)}" fill="#555"/>`;
  });
  const whole =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm">` +
    `<defs><linearGradient id="fold" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset=".5" stop-color="#000" stop-opacity=".22"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>` +
    `<linearGradient id="edge"><stop offset="0" stop-color="#000" stop-opacity=".45"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="${LIDS[lid]}"/>` +
    `<g transform="translate(${shift.x} ${shift.y}) rotate(${skew} ${width / 2} ${height / 2})">${nested(svg)}${marks.join('')}</g>${shade}${specks.join('')}</svg>`;
  return await sharp(Buffer.from(whole), { density: dpi, unlimited: true })
    .resize(size.width, size.height, { fit: 'fill' })
    .flatten({ background: LIDS[lid] })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}

/** Millimetres of the drawing are the units of the whole. */
function nested(svg: string): string {
  return svg.replace(/width="(\d+)mm" height="(\d+)mm"/u, 'width="$1" height="$2"');
}

const EDGE_SHADE = '<rect width="5" height="297" fill="url(#edge)"/>';

function foldsOf(count: number, random: SeededRandom): string[] {
  return Array.from({ length: count }, (_, index) => {
    const y = (297 * (index + 1)) / (count + 1) + (random.next() - 0.5) * 6;
    return `<rect y="${y - 3}" width="210" height="6" fill="url(#fold)"/>`;
  });
}

/** The other side, mirrored and blurred by the paper. */
async function backOf(
  { svg, share }: { svg: string; share: number },
  size: { width: number; height: number },
  dpi: number,
): Promise<OverlayOptions> {
  const back = sharp(Buffer.from(svg), { density: dpi, unlimited: true })
    .resize(size.width, size.height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .flop()
    .blur((4 * dpi) / 300)
    .greyscale()
    .linear(share, 255 * (1 - share));
  return { input: await back.png({ compressionLevel: 0 }).toBuffer(), blend: 'multiply' };
}

/** Grain of the sensor, the same on all channels. */
function grained(pixels: Buffer, sigma: number, random: SeededRandom): void {
  const grains = Int8Array.from({ length: 65_521 }, () =>
    Math.round((random.next() + random.next() + random.next() - 1.5) * 2 * sigma),
  );
  for (let at = 0, grain = random.below(grains.length); at < pixels.length; at += 3) {
    const by = grains[grain] as number;
    grain = grain + 1 === grains.length ? 0 : grain + 1;
    for (let channel = at; channel < at + 3; channel++)
      pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] as number) + by));
  }
}

/** A sheet of paper with nothing on it, or with what is given. */
export function anEmptySheet(svg = ''): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm"><rect width="210" height="297" fill="#fbfaf6"/>${svg}</svg>`;
}
