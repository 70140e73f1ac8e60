import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageToJpegPages, type JpegPage } from '../../electron/helpers/pdf/scan/images-to-jpeg.ts';
import { aPaperJpeg, aQuarteredPicture, scanPdf } from './a-scan.ts';
import { assertSound, describePdf, pixelsOf } from './pdf-tools.ts';

async function pagesOf(file: Uint8Array): Promise<JpegPage[]> {
  const pages: JpegPage[] = [];
  for await (const page of imageToJpegPages(file)) pages.push(page);
  return pages;
}

async function codeOf(file: Uint8Array): Promise<string | undefined> {
  return await pagesOf(file).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
}

test('a JPEG file comes back byte for byte', async () => {
  const jpeg = await aPaperJpeg();
  const [page, ...more] = await pagesOf(jpeg);
  expect(more).toEqual([]);
  expect(Buffer.from(page?.jpeg ?? []).equals(jpeg)).toBe(true);
});

test('a PNG file becomes a page of its colours and resolution, the file itself untouched', async () => {
  const png = await aQuarteredPicture().withMetadata({ density: 150 }).png().toBuffer();
  const original = Buffer.from(png);
  const [page] = await pagesOf(png);
  expect(png.equals(original)).toBe(true);
  expect(page?.dpi).toBe(150);
  const [before, after] = [await pixelsOf(png, 3), await pixelsOf(page?.jpeg as Uint8Array, 3)];
  const drift =
    before.data.reduce((sum, tone, index) => sum + Math.abs(tone - (after.data[index] ?? 0)), 0) /
    before.data.length;
  expect(drift).toBeLessThan(2);
});

test('transparent is white and gray stays gray', async () => {
  const clear = await sharp({
    create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const [white] = await pagesOf(clear);
  expect((await pixelsOf(white?.jpeg as Uint8Array, 3)).data[0]).toBeGreaterThan(250);
  const gray = await aQuarteredPicture().grayscale().toColourspace('b-w').png().toBuffer();
  const [page] = await pagesOf(gray);
  expect((await sharp(page?.jpeg).metadata()).channels).toBe(1);
});

test('every page of a TIFF file, its resolution and its turn are kept', async () => {
  const sheets = await Promise.all(
    [0, 90, 180].map((turn) => aQuarteredPicture(120, 120).rotate(turn).png().toBuffer()),
  );
  const tiff = await sharp(sheets, { join: { animated: true } })
    .withMetadata({ density: 300 })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const pages = await pagesOf(tiff);
  expect(pages).toHaveLength(3);
  expect(pages.map(({ dpi }) => dpi)).toEqual([300, 300, 300]);
  const corners = await Promise.all(
    pages.map(async ({ jpeg }) => {
      const { data } = await pixelsOf(jpeg, 3);
      return [...data.subarray(0, 3)].map((tone) => (tone > 128 ? 1 : 0)).join('');
    }),
  );
  // Red, blue, yellow come to the upper left corner.
  expect(corners).toEqual(['100', '001', '110']);
  const pdf = await scanPdf(pages);
  await assertSound(pdf);
  expect(await describePdf('pdfinfo', pdf)).toMatch(/Pages: +3[\s\S]*Page size: +28\.8 x 28\.8/u);
});

/** A TIFF of grey pages, each in its own size and resolution, as scanners make of an A4 sheet and a card fed together. */
function mixedTiff(pages: readonly { width: number; height: number; dpi: number; tone: number }[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])];
  let at = 8;
  for (const [index, { width, height, dpi, tone }] of pages.entries()) {
    const entries = 11;
    const directory = 2 + entries * 12 + 4;
    const [resolution, pixels] = [at + directory, at + directory + 8];
    const next = index + 1 < pages.length ? pixels + width * height : 0;
    const head = Buffer.alloc(directory + 8);
    head.writeUInt16LE(entries, 0);
    const SHORT = 3;
    const [LONG, RATIONAL] = [4, 5];
    for (const [row, [tag, type, value]] of [
      [256, LONG, width],
      [257, LONG, height],
      [258, SHORT, 8],
      [259, SHORT, 1],
      [262, SHORT, 1],
      [273, LONG, pixels],
      [277, SHORT, 1],
      [278, LONG, height],
      [279, LONG, width * height],
      [282, RATIONAL, resolution],
      [283, RATIONAL, resolution],
    ].entries() as ArrayIterator<[number, [number, number, number]]>) {
      head.writeUInt16LE(tag, 2 + row * 12);
      head.writeUInt16LE(type, 4 + row * 12);
      head.writeUInt32LE(1, 6 + row * 12);
      head.writeUInt32LE(value, 10 + row * 12);
    }
    head.writeUInt32LE(next, 2 + entries * 12);
    head.writeUInt32LE(dpi, directory);
    head.writeUInt32LE(1, directory + 4);
    parts.push(head, Buffer.alloc(width * height, tone));
    at = pixels + width * height;
  }
  return Buffer.concat(parts);
}

test('pages of one TIFF keep each their own size and resolution', async () => {
  const tiff = mixedTiff([
    { width: 827, height: 1169, dpi: 100, tone: 240 },
    { width: 1011, height: 638, dpi: 300, tone: 90 },
    { width: 400, height: 300, dpi: 200, tone: 160 },
  ]);
  const pages = await pagesOf(tiff);
  const seen = await Promise.all(
    pages.map(async ({ jpeg, dpi }) => {
      const { width, height } = await sharp(jpeg).metadata();
      return [width, height, dpi, (await pixelsOf(jpeg, 1)).data[0]];
    }),
  );
  expect(seen).toEqual([
    [827, 1169, 100, 240],
    [1011, 638, 300, 90],
    [400, 300, 200, 160],
  ]);
});

test('a black-and-white fax of one bit per dot becomes a page', async () => {
  const fax = await aQuarteredPicture(800, 400)
    .threshold(100)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer();
  const [page] = await pagesOf(fax);
  expect((await sharp(page?.jpeg).metadata()).width).toBe(800);
});

test('16 bits a channel become eight, in PNG and TIFF', async () => {
  const { data: shallow, width, height } = await pixelsOf(await aQuarteredPicture().png().toBuffer(), 3);
  const samples = Uint16Array.from(shallow, (tone) => tone * 257);
  const deep = () => sharp(samples, { raw: { width, height, channels: 3 } }).toColourspace('rgb16');
  for (const file of [await deep().png().toBuffer(), await deep().tiff({ compression: 'lzw' }).toBuffer()]) {
    expect((await sharp(file).metadata()).depth).toBe('ushort');
    const [page] = await pagesOf(file);
    expect((await sharp(page?.jpeg).metadata()).depth).toBe('uchar');
    const { data } = await pixelsOf(page?.jpeg as Uint8Array, 3);
    expect([...data.subarray(0, 3)].map((tone) => (tone > 128 ? 1 : 0))).toEqual([1, 0, 0]);
  }
});

test('a TIFF of four inks becomes a picture of the screen, a JPEG of four inks stays as it is', async () => {
  const inks = aQuarteredPicture().toColourspace('cmyk');
  const [page] = await pagesOf(await inks.clone().tiff().toBuffer());
  expect((await sharp(page?.jpeg).metadata()).space).toBe('srgb');
  const jpeg = await inks.jpeg().toBuffer();
  expect(Buffer.from((await pagesOf(jpeg))[0]?.jpeg ?? []).equals(jpeg)).toBe(true);
});

test('a picture that says 30,000 by 30,000 dots is refused before a dot of it is read', async () => {
  const started = performance.now();
  expect(await codeOf(aPngThatSays(30_000))).toBe('IMAGE_TOO_LARGE');
  expect(performance.now() - started).toBeLessThan(1000);
});

/** The head of a PNG of so many dots each way, and next to nothing behind it. */
function aPngThatSays(side: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('files that are no readable picture are each refused by name', async () => {
  const jpeg = await aPaperJpeg();
  const png = await aQuarteredPicture().png().toBuffer();
  expect(await codeOf(new Uint8Array())).toBe('IMAGE_EMPTY');
  expect(await codeOf(Buffer.from('a letter, not a picture'))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(jpeg.subarray(0, Math.floor(jpeg.length / 2)))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(png.subarray(0, Math.floor(png.length / 2)))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(await aQuarteredPicture().gif().toBuffer())).toBe('IMAGE_UNSUPPORTED');
  const bomb = await sharp({ create: { width: 14000, height: 14000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await codeOf(bomb)).toBe('IMAGE_TOO_LARGE');
});
