import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createScanPdfWriter } from '../../electron/helpers/pdf/scan-pdf-writer.ts';
import { aPaperJpeg, aQuarteredPicture, SCAN_FACTS, scanPdf } from './a-scan.ts';
import { assertSound, describePdf, pixelsOf, renderPages, storedImages } from './pdf-tools.ts';

const at = ({ data, width, channels }: Awaited<ReturnType<typeof pixelsOf>>, x: number, y: number) => [
  ...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3),
];

/** Mean distance of two pictures of one size, 0 to 255. */
async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const first = await pixelsOf(one, 3);
  const second = await pixelsOf(other, 3);
  expect([second.width, second.height]).toEqual([first.width, first.height]);
  return (
    first.data.reduce((sum, tone, index) => sum + Math.abs(tone - (second.data[index] ?? 0)), 0) /
    first.data.length
  );
}

/** A JPEG with its APP0 and APP1 taken out and other segments put in their place. */
function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  let from = 2;
  while (jpeg[from + 1] === 0xe0 || jpeg[from + 1] === 0xe1) from += 2 + jpeg.readUInt16BE(from + 2);
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(from)]);
}

function jfif(unit: number, x: number, y: number): Buffer {
  const segment = Buffer.from('ffe000104a46494600010100000000000000', 'hex');
  segment[11] = unit;
  segment.writeUInt16BE(x, 12);
  segment.writeUInt16BE(y, 14);
  return segment;
}

test('colour, gray and CMYK pages keep the bytes of their JPEG files', async () => {
  const colour = await aPaperJpeg();
  const gray = await sharp(colour).grayscale().toColourspace('b-w').jpeg().toBuffer();
  const cmyk = await aQuarteredPicture().toColourspace('cmyk').jpeg().toBuffer();
  const progressive = await sharp(colour).jpeg({ progressive: true }).toBuffer();
  const pages = [colour, gray, cmyk, progressive];
  const pdf = await scanPdf(pages.map((jpeg) => ({ jpeg })));
  await assertSound(pdf);
  const stored = await storedImages(pdf);
  expect(stored.map((bytes, index) => bytes.equals(pages[index] as Buffer))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  const listed = (await describePdf('pdfimages', pdf)).split('\n').slice(2, 6);
  // CMYK means colours by a profile of its own.
  expect(listed.map((line) => line.split(/\s+/u)[6])).toEqual(['rgb', 'gray', 'icc', 'rgb']);
});

test('a CMYK page written inverted, as Adobe does, shows its colours', async () => {
  const cmyk = await aQuarteredPicture().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
  expect(cmyk.includes('Adobe')).toBe(true);
  const [page] = await renderPages(await scanPdf([{ jpeg: cmyk, dpi: 72 }]), 72);
  const pixels = await pixelsOf(page as Buffer, 3);
  const [red, green, blue] = [at(pixels, 60, 30), at(pixels, 180, 30), at(pixels, 60, 90)];
  expect(Math.max(...red)).toBe(red[0]);
  expect(Math.max(...green)).toBe(green[1]);
  expect(Math.max(...blue)).toBe(blue[2]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'EXIF orientation %i stands upright, its bytes untouched',
  async (orientation) => {
    const jpeg = await aQuarteredPicture()
      .withMetadata({ orientation, density: 72 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const pdf = await scanPdf([{ jpeg }]);
    await assertSound(pdf);
    const [page] = await renderPages(pdf, 72);
    const upright = await sharp(jpeg).autoOrient().png().toBuffer();
    expect(await distance(page as Buffer, upright)).toBeLessThan(3);
    expect((await storedImages(pdf))[0]?.equals(jpeg)).toBe(true);
  },
);

test('page size comes from what the scanner was asked, else from the file, else fits A4', async () => {
  const jpeg = await aQuarteredPicture(850, 1100).jpeg().toBuffer();
  const sizes = async (bytes: Buffer, dpi?: number) => {
    const info = await describePdf(
      'pdfinfo',
      await scanPdf([dpi === undefined ? { jpeg: bytes } : { jpeg: bytes, dpi }]),
    );
    return /Page size: +([\d.]+) x ([\d.]+)/u.exec(info)?.slice(1).map(Number);
  };
  expect(await sizes(jpeg, 100)).toEqual([612, 792]);
  expect(await sizes(withSegments(jpeg, jfif(1, 100, 100)))).toEqual([612, 792]);
  expect(await sizes(withSegments(jpeg, jfif(2, 50, 50)))).toEqual([481.89, 623.62]);
  // A fax: other dots across than down.
  expect(await sizes(withSegments(jpeg, jfif(1, 200, 100)))).toEqual([306, 792]);
  // Only a ratio, and a camera's 72 for a picture of metres.
  expect(await sizes(withSegments(jpeg, jfif(0, 1, 1)))).toEqual([595.28, 770.36]);
  const photo = await aQuarteredPicture(4000, 3000).withMetadata({ density: 72 }).jpeg().toBuffer();
  expect(await sizes(photo)).toEqual([793.7, 595.28]);
});

test('says in Info and XMP what it is, in every letter', async () => {
  const pdf = await scanPdf([{ jpeg: await aPaperJpeg() }]);
  const info = await describePdf('pdfinfo', pdf);
  expect(info).toContain('Giấy khai sinh – Nguyễn Thị Thuỳ Dương');
  expect(info).toContain('UBND xã Ea Ktur');
  expect(info).toMatch(/PDF version: +1\.7/u);
  expect(
    pdf.includes(Buffer.from('<rdf:li xml:lang="x-default">Giấy khai sinh – Nguyễn Thị Thuỳ Dương</rdf:li>')),
  ).toBe(true);
});

test('the same pages give the same bytes and identifier, other pages another', async () => {
  const jpeg = await aQuarteredPicture().jpeg().toBuffer();
  const idOf = (pdf: Buffer) => /\/ID \[<([0-9a-f]{32})> <\1>\]/u.exec(pdf.toString('latin1'))?.[1];
  const first = await scanPdf([{ jpeg }]);
  expect(first.equals(await scanPdf([{ jpeg }]))).toBe(true);
  expect(idOf(first)).toBeDefined();
  expect(idOf(await scanPdf([{ jpeg }, { jpeg }]))).not.toBe(idOf(first));
});

test('passes pages on as they come: nothing but a header is ever held back', async () => {
  const jpeg = await aPaperJpeg();
  let given = 0;
  let written = 0;
  let most = 0;
  async function* inPieces() {
    for (let from = 0; from < jpeg.length; from += 4096) {
      most = Math.max(most, given - written);
      const piece = jpeg.subarray(from, from + 4096);
      given += piece.length;
      yield piece;
    }
  }
  const writer = createScanPdfWriter(async (bytes) => {
    await new Promise((resolve) => setImmediate(resolve));
    written += bytes.length;
  }, SCAN_FACTS);
  for (let page = 0; page < 40; page++) await writer.addPage(inPieces());
  const { pages, bytes } = await writer.finish();
  expect({ pages, bytes }).toEqual({ pages: 40, bytes: written });
  expect(bytes).toBeGreaterThan(40 * jpeg.length);
  expect(most).toBeLessThanOrEqual(4096);
});

test('bytes that are no complete JPEG are refused by name and end the file', async () => {
  const jpeg = await aPaperJpeg();
  const codeOf = async (bytes: Buffer) =>
    await scanPdf([{ jpeg: bytes }]).catch((error: { code?: string }) => error.code);
  expect(await codeOf(Buffer.alloc(0))).toBe('JPEG_EMPTY');
  expect(await codeOf(Buffer.from('%PDF-1.4 no picture'))).toBe('NOT_A_JPEG');
  expect(await codeOf(jpeg.subarray(0, 300))).toBe('JPEG_TRUNCATED');
  expect(await codeOf(jpeg.subarray(0, jpeg.length - 2000))).toBe('JPEG_TRUNCATED');
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const lossless = Buffer.from(jpeg);
  lossless[frame + 1] = 0xc3;
  expect(await codeOf(lossless)).toBe('JPEG_UNSUPPORTED');
  const twelveBits = Buffer.from(jpeg);
  twelveBits[frame + 4] = 12;
  expect(await codeOf(twelveBits)).toBe('JPEG_UNSUPPORTED');

  const writer = createScanPdfWriter(() => undefined, SCAN_FACTS);
  await expect(writer.addPage(jpeg.subarray(0, 3000))).rejects.toThrow();
  await expect(writer.finish()).rejects.toThrow('failed');
});

test('hostile headers end in a refusal, not in a crash', async () => {
  const jpeg = await aQuarteredPicture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let trial = 0; trial < 400; trial++) {
    const broken = Buffer.from(jpeg);
    for (let change = 0; change < 4; change++)
      broken[2 + random(Math.min(600, broken.length - 2))] = random(256);
    await scanPdf([{ jpeg: broken }]).catch((error: { code?: string }) =>
      expect(error.code).toMatch(/JPEG/u),
    );
  }
});

test('a file without pages is a mistake of the program', async () => {
  await expect(createScanPdfWriter(() => undefined, SCAN_FACTS).finish()).rejects.toThrow(
    'at least one page',
  );
});
