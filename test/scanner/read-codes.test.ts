import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCodes } from '../../electron/helpers/codes/read-codes.ts';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import { SEPARATOR, separatorValues } from '../../shared/forms/own/separator.ts';
import { renderPages } from '../pdf/pdf-tools.ts';
import { samplePages } from '../samples/make-samples.ts';
import { someWear, type Wear, worn } from '../samples/worn-sheet.ts';
import { seededRandom } from '../support/seeded-random.ts';

const MARK = `QMC:${'AEBAGAJXC'.repeat(12)}`;
const NONE: Wear = {
  skew: 0,
  turn: 0,
  quality: 75,
  grey: false,
  fold: false,
  pencil: false,
  tint: null,
  stripe: false,
};
let sheet: Buffer;
let blank: Buffer;

beforeAll(async () => {
  const values = separatorValues({
    office: {
      name: 'Trung tâm Phục vụ hành chính công xã Thử Nghiệm',
      superiorName: 'Ủy ban nhân dân xã Thử Nghiệm',
      placeName: 'xã Thử Nghiệm',
    },
    at: '2026-11-24T01:30:00.000Z',
    code: 'H61.45-261124-3001',
    owner: 'Lê Thị Thử',
    number: 1,
    of: 3,
    component: 'Giấy chứng sinh',
    mark: MARK,
  });
  const pdf = await drawForm(SEPARATOR, values, { paper: 'A5', copies: 1, watermark: 'TẬP HUẤN' });
  [sheet] = (await renderPages(pdf, 200)) as [Buffer];
  blank = await sharp({ create: { width: 1166, height: 1654, channels: 3, background: '#f8f7f2' } })
    .png()
    .toBuffer();
});

const look = async (page: Uint8Array, wear: Partial<Wear>) =>
  await readCodes({ jpeg: await worn(page, { ...NONE, ...wear }, seededRandom(41)) });

it.each<[string, Partial<Wear>]>([
  ['upright', {}],
  ['upside down', { turn: 180 }],
  ['lying on its side', { turn: 90, skew: -3 }],
  ['askew by five degrees', { skew: 5 }],
  ['grey and saved with much loss', { grey: true, quality: 40 }],
  ['folded', { fold: true, skew: -2 }],
  ['on coloured paper', { tint: '#e9d8f2', grey: true, quality: 40 }],
  ['written on, with a stripe down the page', { pencil: true, stripe: true, skew: 4, turn: 180 }],
])('reads a separator that came %s', async (_how, wear) => {
  const { codes, unread, blank: isBlank } = await look(sheet, wear);
  expect(codes.map(({ text, format }) => [text, format])).toEqual([[MARK, 'QRCode']]);
  expect([unread, isBlank]).toEqual([0, false]);
});

it('reads separators that had all of it by chance', async () => {
  const random = seededRandom(20_261_129);
  for (let count = 0; count < 6; count += 1) {
    const wear = someWear(random);
    const { codes } = await readCodes({ jpeg: await worn(sheet, wear, random) });
    expect(
      codes.map(({ text }) => text),
      JSON.stringify(wear),
    ).toEqual([MARK]);
  }
});

it('says where a code stands on the page', async () => {
  const { codes, width, height } = await readCodes({ jpeg: sheet });
  const corners = codes[0]?.corners ?? [];
  for (const { x, y } of corners) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
  const [topLeft, topRight] = corners;
  expect(topRight?.x).toBeGreaterThan((topLeft?.x ?? 0) + width * 0.15);
});

it('notes a large code that nobody can read', async () => {
  const { width = 1, height = 1 } = await sharp(sheet).metadata();
  // The three finders of each code are there, what is between them was painted over.
  const smear = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="${width * 0.36}" y="${height * 0.35}" width="${width * 0.3}" height="${height * 0.29}" fill="#fff"/><rect x="0" y="${height * 0.7}" width="${width}" height="${height * 0.14}" fill="#fff"/></svg>`,
  );
  const smeared = await sharp(sheet)
    .composite([{ input: smear }])
    .jpeg()
    .toBuffer();
  const { codes, unread } = await readCodes({ jpeg: smeared });
  expect(codes).toEqual([]);
  expect(unread).toBe(1);
});

describe('blank', () => {
  it.each<[string, Partial<Wear>, boolean]>([
    ['an empty side', {}, true],
    ['an empty side, askew, grey, with much loss', { skew: 2, grey: true, quality: 40 }, true],
    // A crease may be a line: a person looks.
    ['an empty side with a sharp crease', { fold: true, grey: true, quality: 40 }, false],
    ['a side with a pencil note', { pencil: true, grey: true, quality: 40 }, false],
  ])('%s', async (_what, wear, expected) => {
    const { blank: isBlank, codes } = await look(blank, wear);
    expect([isBlank, codes]).toEqual([expected, []]);
  });
  it('a written page is not', async () => {
    const [page] = await samplePages('giay-chung-sinh', 3);
    expect(await readCodes({ jpeg: page as Buffer })).toMatchObject({ blank: false, codes: [], unread: 0 });
  });
  it('nor is what cannot be decoded', async () => {
    expect(await readCodes({ jpeg: Buffer.from('no picture') })).toMatchObject({ blank: false, codes: [] });
  });
});
