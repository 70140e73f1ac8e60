import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { toBlackWhite, toG4 } from '../../electron/helpers/images/black-white.ts';
import { cleanPage } from '../../electron/helpers/images/clean-page.ts';
import { jpegQuality } from '../../electron/helpers/images/jpeg-quality.ts';
import { measurePage } from '../../electron/helpers/images/measure-page.ts';
import { createScanPdfWriter } from '../../electron/helpers/pdf/scan-pdf-writer.ts';
import { AS_SCANNED, mayBeGrey, nextTones } from '../../shared/domain/digitisation/clean-up.ts';
import { SCAN_FACTS } from '../pdf/a-scan.ts';
import { birthCertificate, birthDeclaration } from '../samples/civil-status-papers.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { anEmptySheet, scannedPage } from './scanned-page.ts';

const run = promisify(execFile);
const BLACK_WHITE = { ...AS_SCANNED, tones: 'black-white' } as const;
const GREY = { ...AS_SCANNED, tones: 'grey' } as const;

/** Tones of the page in black and white as an independent reader of PDF decodes it. */
async function decoded(jpeg: Buffer, cleanUp: Parameters<typeof cleanPage>[1] = BLACK_WHITE) {
  const page = await cleanPage(jpeg, cleanUp);
  if (page.kind !== 'g4') throw new Error('no picture of one bit');
  const chunks: Buffer[] = [];
  const writer = createScanPdfWriter((bytes) => void chunks.push(Buffer.from(bytes)), SCAN_FACTS);
  await writer.addBlackWhitePage(page.bytes, page);
  await writer.finish();
  const folder = await mkdtemp(join(tmpdir(), 'black-white-'));
  try {
    await writeFile(join(folder, 'page.pdf'), Buffer.concat(chunks));
    await run('pdfimages', ['-png', join(folder, 'page.pdf'), join(folder, 'image')]);
    const png = await readFile(join(folder, 'image-000.png'));
    const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    return { tones: data, width: info.width, height: info.height, bytes: page.bytes.length };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where it is black, as a share, among the pixels that a drawing without a scanner has in the tones asked for. */
function inkWhere(
  page: { tones: Uint8Array; width: number; height: number },
  drawing: Uint8Array,
  holds: (tone: number) => boolean,
): number {
  let [asked, black] = [0, 0];
  for (let at = 0; at < drawing.length; at++) {
    if (!holds(drawing[at] as number)) continue;
    asked++;
    if ((page.tones[at] as number) < 128) black++;
  }
  return black / asked;
}

const drawn = (svg: string, width: number, height: number) =>
  sharp(Buffer.from(svg), { density: 300 })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();

describe('a page in black and white', () => {
  test('keeps faint pencil beside print, and turns grey, shaded and grainy paper white', async () => {
    const pencil = '<g fill="#85858a" font-family="Tinos" font-size="5">';
    const rows = [60, 80, 100, 120, 200, 240].map(
      (y) =>
        `<text x="30" y="${y}" fill="#1a1a20" font-size="5">Họ, chữ đệm, tên:</text>${pencil}<text x="90" y="${y}">Nguyễn Thị Thuỳ Dương 22/05</text></g>`,
    );
    const svg = anEmptySheet(rows.join(''));
    const look = { dpi: 300, gain: 0.75, folds: 2, grain: 5, quality: 60, edgeShade: true, specks: 30 };
    const page = await decoded(await scannedPage(svg, seededRandom(7), look));
    expect([page.width, page.height]).toEqual([2480, 3508]);
    const drawing = await drawn(svg, page.width, page.height);
    // The middle of pencil strokes and of printed ones, and paper a stroke's width away from both.
    expect(inkWhere(page, drawing, (tone) => tone > 120 && tone < 145)).toBeGreaterThan(0.9);
    expect(inkWhere(page, drawing, (tone) => tone < 60)).toBeGreaterThan(0.97);
    expect(inkWhere(page, drawing, (tone) => tone > 248)).toBeLessThan(0.02);
    expect(page.bytes).toBeLessThan(60_000);
  });

  test('keeps a red seal, a blue signature and a dark field wider than any letter as ink', async () => {
    const [svg = ''] = birthCertificate(seededRandom(4));
    const page = await decoded(await scannedPage(svg, seededRandom(9), { dpi: 300, gain: 0.9 }));
    const drawing = await drawn(svg, page.width, page.height);
    expect(inkWhere(page, drawing, (tone) => tone < 110)).toBeGreaterThan(0.95);
    const field = anEmptySheet('<rect x="40" y="60" width="90" height="60" fill="#22242a"/>');
    const dark = await decoded(await scannedPage(field, seededRandom(2), { dpi: 300 }));
    expect(inkWhere(dark, await drawn(field, dark.width, dark.height), (tone) => tone < 60)).toBeGreaterThan(
      0.99,
    );
  });

  test('is coded as it was decided, bit by bit, in the order of an independent decoder', async () => {
    const [width, height] = [1003, 517];
    const random = seededRandom(11);
    const pixels = Uint8Array.from({ length: width * height }, () => (random.next() < 0.2 ? 30 : 240));
    const ink = toBlackWhite({ width, height, pixels, perMm: 12 });
    const { bytes } = await toG4(ink, width, height);
    const chunks: Buffer[] = [];
    const writer = createScanPdfWriter((chunk) => void chunks.push(Buffer.from(chunk)), SCAN_FACTS);
    await writer.addBlackWhitePage(bytes, { width, height, dpi: 300 });
    await writer.finish();
    const folder = await mkdtemp(join(tmpdir(), 'black-white-'));
    await writeFile(join(folder, 'page.pdf'), Buffer.concat(chunks));
    await run('pdfimages', ['-png', join(folder, 'page.pdf'), join(folder, 'image')]);
    const png = await readFile(join(folder, 'image-000.png'));
    await rm(folder, { recursive: true });
    expect(Buffer.compare(await sharp(png).toColourspace('b-w').raw().toBuffer(), Buffer.from(ink))).toBe(0);
  });

  test('is straightened and cropped like any other', async () => {
    const [svg = ''] = leaseContract(seededRandom(1));
    const jpeg = await scannedPage(svg, seededRandom(3), { skew: 2 });
    const page = await decoded(jpeg, {
      ...BLACK_WHITE,
      straighten: 200,
      crop: { left: 0, top: 0, right: 10_000, bottom: 10_000 },
    });
    expect([page.width, page.height]).toEqual([1654, 2339]);
    const again = await sharp(page.tones, {
      raw: { width: page.width, height: page.height, channels: 1 },
    })
      .withDensity(200)
      .jpeg()
      .toBuffer();
    expect(Math.abs((await measurePage(again)).measures.skew ?? 99)).toBeLessThan(0.1);
  });
});

describe('a page in grey', () => {
  test('has one component, is no larger than it was, and one that is grey already keeps its bytes', async () => {
    const [svg = ''] = leaseContract(seededRandom(1));
    const jpeg = await scannedPage(svg, seededRandom(3), { quality: 75 });
    const page = await cleanPage(jpeg, GREY);
    expect(page.kind).toBe('jpeg');
    expect((await sharp(page.bytes).metadata()).channels).toBe(1);
    expect(page.bytes.length).toBeLessThan(jpeg.length);
    const again = await cleanPage(page.bytes, GREY);
    expect(again.bytes).toBe(page.bytes);
    // And it is not proposed to be made what it is.
    expect(mayBeGrey((await measurePage(page.bytes)).measures)).toBe(false);
  });

  test('is proposed only where no colour is: never with a seal, a blue pen or coloured paper', async () => {
    const random = seededRandom(21);
    const black = (leaseContract(random)[0] as string).replaceAll(/#(?!1a1a20|fff)[0-9a-f]{6}/giu, '#2a2a2a');
    const proposed = async (svg: string) =>
      mayBeGrey((await measurePage(await scannedPage(svg, seededRandom(5), { grain: 4 }))).measures);
    expect(await proposed(anEmptySheet(black.slice(black.indexOf('>') + 1, -6)))).toBe(true);
    for (const svg of [birthDeclaration(random)[0], birthCertificate(random)[0]])
      expect(await proposed(svg as string)).toBe(false);
    const stamp = '<circle cx="150" cy="220" r="14" fill="none" stroke="#c8323c" stroke-width="0.8"/>';
    expect(await proposed(anEmptySheet(stamp))).toBe(false);
    const pen =
      '<path d="M60 200 q 12 -20 20 0 t 18 -4 t 14 6" fill="none" stroke="#1c2f8f" stroke-width="0.6"/>';
    expect(await proposed(anEmptySheet(pen))).toBe(false);
  });

  test('the tones follow one another in a round', () => {
    expect(nextTones('colour')).toBe('grey');
    expect(nextTones('grey')).toBe('black-white');
    expect(nextTones('black-white')).toBe('colour');
  });
});

test.each([35, 50, 75, 90])('a JPEG of quality %i is known as that', async (quality) => {
  const image = sharp({ create: { width: 64, height: 64, channels: 3, background: '#a33' } });
  expect(jpegQuality(await image.jpeg({ quality }).toBuffer())).toBeCloseTo(quality, -0.7);
  expect(jpegQuality(Buffer.from('no picture'))).toBeUndefined();
});
