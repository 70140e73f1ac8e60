import sharp from 'sharp';
import {
  birthCertificate,
  birthDeclaration,
  birthNotice,
  marriageCertificate,
} from '../samples/civil-status-papers.ts';
import {
  extractDeclaration,
  maritalStatusDeclaration,
  marriageDeclaration,
} from '../samples/declarations.ts';
import { citizenCard, diploma, landCertificate, leaseContract } from '../samples/other-papers.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { ScanLook } from './scanned-page.ts';

const WRITTEN = [birthNotice, birthDeclaration, marriageDeclaration, maritalStatusDeclaration, leaseContract];
const SHEETS = [
  ...WRITTEN,
  extractDeclaration,
  birthCertificate,
  marriageCertificate,
  citizenCard,
  diploma,
  landCertificate,
];
const PEN = '#1c2f8f';
const PENCIL = '#85858a';

/** A sheet of any kind; some are filled in by pencil. */
export function anySheet(random: SeededRandom): string {
  const svg = random.pick(random.pick(SHEETS)(random));
  return random.next() < 0.2 ? svg.replaceAll(PEN, PENCIL) : svg;
}

const between = (random: SeededRandom, from: number, to: number) => from + random.next() * (to - from);

/** A scan as good as they come at a counter: a little askew, folded, dusty, on either lid, from soft to crisp. */
export function aGoodLook(random: SeededRandom): ScanLook {
  const dark = random.next() < 0.3;
  return {
    dpi: random.pick([200, 200, 300]),
    skew: random.next() < 0.3 ? 0 : between(random, -3, 3),
    shift: { x: between(random, -2, 2) + (dark ? 6 : 0), y: between(random, -2, 2) + (dark ? 8 : 0) },
    ...(dark ? { lid: 'dark', width: 222, height: 313 } : {}),
    blur: between(random, 0.4, 1.3),
    gain: between(random, 0.85, 1),
    folds: random.below(3),
    edgeShade: !dark && random.next() < 0.3,
    holes: random.next() < 0.2,
    specks: random.below(40),
    grain: between(random, 1, 5),
    quality: 55 + random.below(40),
  };
}

/** A sheet that lies so that text is cut on one side; how much of it is, is counted on a small drawing without a scanner. */
export async function aCutSheet(random: SeededRandom): Promise<{ svg: string; look: ScanLook }> {
  for (;;) {
    const svg = random.pick(WRITTEN)(random)[0] as string;
    const left = random.next() < 0.6;
    const by = between(random, 24, 36);
    if ((await linesAcross(svg, left ? by : 210 - by)) < 6) continue;
    return {
      svg,
      look: {
        ...aGoodLook(random),
        skew: 0,
        lid: 'light',
        width: 210,
        height: 297,
        shift: { x: left ? -by : by, y: 0 },
      },
    };
  }
}

/** Through how many separate strokes a line from top to bottom goes. */
async function linesAcross(svg: string, x: number): Promise<number> {
  const perMm = 4;
  const { data, info } = await sharp(Buffer.from(svg))
    .resize({ width: 210 * perMm })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let strokes = 0;
  let inside = false;
  for (let y = 0; y < info.height; y++) {
    const dark = (data[y * info.width + Math.round(x * perMm)] as number) < 110;
    if (dark && !inside) strokes++;
    inside = dark;
  }
  return strokes;
}
