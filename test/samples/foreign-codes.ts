import sharp from 'sharp';
import { qrBoxes } from '../../electron/helpers/pdf/layout/qr.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { aPerson } from './fictional-people.ts';

/** Codes that stand on papers of citizens and are none of ours. */
export const FOREIGN_CODES = ['citizen-card', 'invoice', 'payment', 'address'] as const;
type ForeignCode = (typeof FOREIGN_CODES)[number];

function textOf(code: ForeignCode, random: SeededRandom): string {
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
  switch (code) {
    case 'citizen-card': {
      const { name } = aPerson(random, { sex: 'man' });
      return `0${digits(11)}|${digits(9)}|${name}|01021990|Nam|Thôn Chợ Cũ, xã Hương Lạc Thượng|15052021`;
    }
    case 'invoice':
      return `00020101021202${digits(60)}|1/001|C26TAA|${digits(8)}|20261124|${digits(7)}|${digits(64)}`;
    case 'payment':
      return `00020101021238570010A00000072701270006970436011${digits(12)}0208QRIBFTTA53037045802VN6304A1B2`;
    default:
      return `https://tracuu.example.vn/van-ban?ma=${digits(12)}`;
  }
}

/** A page on which such a code was printed, from a stamp's size to a quarter of the width; JPEG. */
export async function withForeignCode(
  page: Uint8Array,
  code: ForeignCode,
  random: SeededRandom,
): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(page).metadata();
  const side = width * (0.1 + random.next() * 0.15);
  const [x, y] = [random.next() * (width - side), random.next() * (height - side)];
  const boxes = qrBoxes(textOf(code, random), x, y, side)
    .map((box) => `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"/>`)
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" shape-rendering="crispEdges"><rect x="${x}" y="${y}" width="${side}" height="${side}" fill="#fff"/>${boxes}</svg>`;
  return await sharp(page)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 85 })
    .toBuffer();
}
