import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { importFileKind, pageThumbnailKind } from '../../electron/host/ports/page-files.ts';
import { plainPdf } from './a-pdf.ts';
import { aPaperJpeg, aQuarteredPicture, scanPdf } from './a-scan.ts';
import { assembled } from './assembled.ts';
import { assertSound, describePdf, rewrittenByQpdf, storedImages } from './pdf-tools.ts';

const helpers = createForkedHelpers();
afterAll(() => helpers.close());
const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 1024 };

async function imported(bytes: Uint8Array) {
  const run = await helpers.run(importFileKind, { bytes }, LIMITS);
  if (!run.ok) throw new Error(run.refusal.code);
  return run.value;
}

test('a JPEG file is one page of its size and resolution, its bytes untouched', async () => {
  const jpeg = await aPaperJpeg();
  const answer = await imported(jpeg);
  expect(answer).toMatchObject({
    ok: true,
    value: { kind: 'images', pages: [{ dpi: 100, width: 827, height: 1169 }] },
  });
  if (!answer.ok || answer.value.kind !== 'images') throw new Error('no pages');
  expect(Buffer.from(answer.value.pages[0]?.jpeg ?? []).equals(jpeg)).toBe(true);
});

test('a picture that lies on its side is measured upright', async () => {
  const turned = await aQuarteredPicture(240, 120).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await imported(turned)).toMatchObject({ value: { pages: [{ width: 120, height: 240 }] } });
});

test('PNG and every page of a TIFF become pages', async () => {
  const png = await aQuarteredPicture().withMetadata({ density: 150 }).png().toBuffer();
  expect(await imported(png)).toMatchObject({ value: { pages: [{ dpi: 150, width: 240, height: 120 }] } });
  const tiff = await sharp([png, png], { join: { animated: true } })
    .withMetadata({ density: 200 })
    .tiff()
    .toBuffer();
  expect(await imported(tiff)).toMatchObject({ value: { pages: [{ dpi: 200 }, { dpi: 200 }] } });
});

test('a PDF is counted and kept as it is', async () => {
  const jpeg = await aPaperJpeg();
  expect(await imported(await scanPdf([{ jpeg }, { jpeg }]))).toEqual({
    ok: true,
    value: { kind: 'pdf', pages: 2 },
  });
});

test('each bad file is refused by its own name', async () => {
  const jpeg = await aPaperJpeg();
  const pdf = await scanPdf([{ jpeg }]);
  const codeOf = async (bytes: Uint8Array) => {
    const answer = await imported(bytes);
    return answer.ok ? 'accepted' : answer.refusal.code;
  };
  expect(await codeOf(new Uint8Array())).toBe('FILE_EMPTY');
  expect(await codeOf(Buffer.from('a letter, not a picture'))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(jpeg.subarray(0, jpeg.length / 2))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(jpeg.subarray(0, -2))).toBe('IMAGE_UNREADABLE');
  expect(await codeOf(await aQuarteredPicture().gif().toBuffer())).toBe('IMAGE_UNSUPPORTED');
  const bomb = sharp({ create: { width: 14000, height: 14000, channels: 3, background: '#fff' } });
  expect(await codeOf(await bomb.png().toBuffer())).toBe('IMAGE_TOO_LARGE');
  const locked = await rewrittenByQpdf(pdf, '--encrypt', 'open', 'own', '256', '--');
  expect(await codeOf(locked)).toBe('PDF_ENCRYPTED');
  expect(await codeOf(Buffer.from('%PDF-1.7\nnothing of a PDF follows'))).toBe('PDF_UNREADABLE');
  expect(await codeOf(pdf.subarray(0, 2000))).toBe('PDF_UNREADABLE');
  const bare = await rewrittenByQpdf(pdf, '--pages', '.', '1', '--', '--static-id');
  expect(await codeOf(bare)).toBe('accepted');
  const withoutPages = plainPdf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [] /Count 0 >>',
  });
  expect(await codeOf(withoutPages)).toBe('PDF_WITHOUT_PAGES');
}, 30_000);

test('pages become one sound PDF that holds their very bytes, the same at every run', async () => {
  const jpeg = await aPaperJpeg();
  const other = await aQuarteredPicture().jpeg().toBuffer();
  const input = [
    { jpeg, dpi: 100 },
    { jpeg: other, dpi: null },
  ];
  const made = await assembled(helpers, input);
  if (!made.ok) throw new Error(made.refusal.code);
  const { pdf, pages } = made.value;
  expect(pages).toBe(2);
  await assertSound(pdf);
  const stored = await storedImages(pdf);
  expect(stored.map((image) => image.length)).toEqual([jpeg.length, other.length]);
  expect(stored[0]?.equals(jpeg)).toBe(true);
  expect(await describePdf('pdfinfo', pdf)).toMatch(/Title: +Giấy khai sinh/u);
  const again = await assembled(helpers, input);
  expect(again.ok && again.value.pdf.equals(pdf)).toBe(true);
});

test('a torn or empty page refuses the whole PDF and says which page it is', async () => {
  const jpeg = await aPaperJpeg();
  const torn = { jpeg: jpeg.subarray(0, jpeg.length / 2), dpi: 100 };
  expect(await assembled(helpers, [{ jpeg, dpi: 100 }, torn])).toMatchObject({
    refusal: { code: 'IMAGE_UNREADABLE', data: { page: 2 } },
  });
  expect(await assembled(helpers, [{ jpeg: Buffer.alloc(0), dpi: 100 }])).toMatchObject({
    refusal: { code: 'FILE_EMPTY' },
  });
});

test('a thumbnail is small and upright, and a torn picture has none', async () => {
  const turned = await aQuarteredPicture(2400, 1200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const run = await helpers.run(pageThumbnailKind, { jpeg: turned, width: 100 }, LIMITS);
  if (!run.ok || !run.value.ok) throw new Error(JSON.stringify(run));
  expect(await sharp(run.value.value.jpeg).metadata()).toMatchObject({ width: 100, height: 200 });
  expect(
    await helpers.run(pageThumbnailKind, { jpeg: turned.subarray(0, 300), width: 100 }, LIMITS),
  ).toMatchObject({
    value: { ok: false, refusal: { code: 'IMAGE_UNREADABLE' } },
  });
});
