import sharp from 'sharp';
import type { SeededRandom } from '../support/seeded-random.ts';

/** What happened to a sheet before and in the feeder. */
export interface Wear {
  /** Degrees, clockwise; `turn` is a whole number of quarters. */
  skew: number;
  turn: 0 | 90 | 180 | 270;
  quality: number;
  grey: boolean;
  /** It was folded across: a shadow on both sides of the line. */
  fold: boolean;
  /** Somebody wrote on it with a pencil. */
  pencil: boolean;
  /** The colour and the pattern of its paper. */
  tint: string | null;
  /** A stripe of a dirty lens along the way of the paper. */
  stripe: boolean;
}

/** The wear of a sheet out of a busy office: every kind, none certain. */
export function someWear(random: SeededRandom): Wear {
  const often = (share: number) => random.next() < share;
  return {
    skew: (random.next() * 2 - 1) * 5,
    turn: random.pick([0, 0, 0, 180, 180, 90, 270]),
    quality: random.pick([40, 40, 60, 80]),
    grey: often(0.5),
    fold: often(0.35),
    pencil: often(0.35),
    tint: often(0.3) ? random.pick(['#f7d9d9', '#f6e6b8', '#d5ecd8', '#d9e4f5', '#e9d8f2']) : null,
    stripe: often(0.1),
  };
}

const LID = '#e4e3df';

/** A drawn page as a feeder sees it after such wear; JPEG, as large as the page. */
export async function worn(page: Uint8Array, wear: Wear, random: SeededRandom): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(page).metadata();
  const marks = [
    wear.tint === null ? '' : guilloche(width, height, wear.tint),
    wear.pencil ? pencil(width, height, random) : '',
    wear.fold ? fold(width, height, random) : '',
    wear.stripe ? stripe(width, height, random) : '',
  ].join('');
  const drawn = await sharp(page)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .composite(marks === '' ? [] : [over(width, height, marks)])
    .raw()
    .toBuffer({ resolveWithObject: true });
  const skewed = await sharp(drawn.data, { raw: drawn.info })
    .rotate(wear.skew, { background: LID })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const cut = await sharp(skewed.data, { raw: skewed.info })
    .extract({
      left: Math.floor((skewed.info.width - width) / 2),
      top: Math.floor((skewed.info.height - height) / 2),
      width,
      height,
    })
    .blur(0.3 + random.next() * 0.5)
    .raw()
    .toBuffer({ resolveWithObject: true });
  roughen(cut.data, random);
  const scanned = sharp(cut.data, { raw: cut.info }).rotate(wear.turn);
  const coloured = wear.grey ? scanned.greyscale() : scanned;
  return await coloured.withMetadata({ density: 200 }).jpeg({ quality: wear.quality }).toBuffer();
}

/** What a sensor adds to every dot. */
function roughen(pixels: Buffer, random: SeededRandom): void {
  const grain = Int8Array.from({ length: 65_521 }, () => (random.next() + random.next() - 1) * 14);
  for (let at = 0; at < pixels.length; at += 1)
    pixels[at] = Math.max(0, Math.min(255, (pixels[at] ?? 0) + (grain[at % grain.length] ?? 0)));
}

function over(width: number, height: number, inside: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${inside}</svg>`;
  return { input: Buffer.from(svg), blend: 'multiply' as const };
}

/** Certificate paper: a colour, and waves of a darker one. */
function guilloche(width: number, height: number, tint: string): string {
  const waves = Array.from({ length: 40 }, (_, line) => {
    const y = (line / 40) * height;
    const swing = height / 30;
    return `<path d="M0 ${y} Q ${width / 4} ${y - swing} ${width / 2} ${y} T ${width} ${y}" fill="none" stroke="#a05a6a" stroke-opacity="0.35" stroke-width="2"/>`;
  });
  return `<rect width="100%" height="100%" fill="${tint}"/>${waves.join('')}`;
}

function pencil(width: number, height: number, random: SeededRandom): string {
  const lines = Array.from({ length: 3 + random.below(5) }, () => {
    const point = () => `${random.below(width)} ${random.below(height)}`;
    return `<path d="M${point()} C ${point()} ${point()} ${point()}" fill="none" stroke="#8d8d92" stroke-opacity="0.75" stroke-width="${2 + random.below(4)}"/>`;
  });
  return lines.join('');
}

function fold(width: number, height: number, random: SeededRandom): string {
  const [y, lean] = [(0.3 + random.next() * 0.4) * height, (random.next() - 0.5) * 60];
  const dark = 0.25 + random.next() * 0.3;
  return (
    `<defs><linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/>` +
    `<stop offset="0.5" stop-color="#000" stop-opacity="${dark}"/><stop offset="0.56" stop-color="#000" stop-opacity="0.05"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient></defs>` +
    `<rect x="${-width}" y="${y - height * 0.12}" width="${3 * width}" height="${height * 0.24}" fill="url(#f)" transform="rotate(${lean / 20} ${width / 2} ${y})"/>`
  );
}

function stripe(width: number, height: number, random: SeededRandom): string {
  return `<rect x="${random.below(width)}" y="0" width="${2 + random.below(4)}" height="${height}" fill="#555" fill-opacity="0.8"/>`;
}
