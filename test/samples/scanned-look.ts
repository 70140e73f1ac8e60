import sharp from 'sharp';
import type { SeededRandom } from '../support/seeded-random.ts';

const DPI = 200;
const [WIDTH, HEIGHT] = [1654, 2339];
/** The lid of the scanner, seen where the sheet lies askew. */
const LID = '#e4e3df';
const QUALITY = 72;

/** A sheet as a desk scanner sees it: a little askew, grainy, darker to one edge, with specks; JPEG A4 at 200 dpi, the same for a seed. */
export async function asScanned(svg: string, random: SeededRandom): Promise<Buffer> {
  const angle = (0.25 + random.next() * 0.9) * (random.next() < 0.5 ? -1 : 1);
  const { data, info } = await sharp(Buffer.from(svg), { density: DPI, unlimited: true })
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .flatten({ background: LID })
    .rotate(angle, { background: LID })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((info.width - WIDTH) / 2);
  const top = Math.floor((info.height - HEIGHT) / 2);
  const cut = sharp(data, { raw: info }).extract({ left, top, width: WIDTH, height: HEIGHT });
  const pixels = await cut.blur(0.45).raw().toBuffer();
  roughen(pixels, random);
  return await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .withMetadata({ density: DPI })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

function roughen(pixels: Buffer, random: SeededRandom): void {
  const slope = (random.next() - 0.5) * 16;
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    const shade = slope * (y / HEIGHT - 0.5) - 3;
    for (let x = 0; x < WIDTH; x++) {
      const grain = (random.next() + random.next() - 1) * 7 + shade;
      for (let channel = 0; channel < 3; channel++, at++)
        pixels[at] = Math.max(0, Math.min(255, (pixels[at] ?? 0) + grain));
    }
  }
  for (let speck = 0; speck < 60; speck++) {
    const [x, y, size] = [random.below(WIDTH - 4), random.below(HEIGHT - 4), 1 + random.below(2)];
    for (let row = 0; row < size; row++) {
      const from = ((y + row) * WIDTH + x) * 3;
      pixels.fill(70 + random.below(80), from, from + size * 3);
    }
  }
}
