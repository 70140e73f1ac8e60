import { PDFDocument, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import { drawCertification } from '../../electron/helpers/pdf/draw-certification.ts';
import { copyCertificationText } from '../../shared/forms/nd-23-2015/copy-certification.ts';
import { aPaperJpeg, scanPdf } from './a-scan.ts';
import {
  assertSound,
  describePdf,
  pagesText,
  pagesWords,
  pixelsOf,
  renderPages,
  rewrittenByQpdf,
  storedImages,
} from './pdf-tools.ts';

const REQUEST = {
  text: copyCertificationText({ number: '07', book: '01/2026-SCTĐT/BS', certifiedOn: '2026-02-05' }),
  signatory: { titleLines: ['TUQ. CHỦ TỊCH', 'CÔNG CHỨC TƯ PHÁP - HỘ TỊCH'], name: 'Phạm Thị Ngọc Ánh' },
  at: '2026-02-05T08:00:00.000Z',
};

// Typed by hand from the law's wording.
const LINES = [
  'Chứng thực bản sao đúng với bản chính',
  'Số chứng thực 07 quyển số 01/2026-SCTĐT/BS',
  'Ngày 05 tháng 02 năm 2026',
  'TUQ. CHỦ TỊCH',
  'CÔNG CHỨC TƯ PHÁP - HỘ TỊCH',
  'Phạm Thị Ngọc Ánh',
];

async function codeOf(bytes: Uint8Array): Promise<string | undefined> {
  return await drawCertification(bytes, REQUEST).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
}

test('stands on the blank part of the last page, over no ink, and leaves the scan as it was', async () => {
  const last = await aPaperJpeg({ inkedShare: 0.55 });
  const pages = [await aPaperJpeg({ inkedShare: 0.95 }), last];
  const source = await scanPdf(pages.map((jpeg) => ({ jpeg })));
  const drawn = await drawCertification(source, { ...REQUEST, lastPageImage: last });
  expect(drawn).toMatchObject({ place: 'last-page', pageIndex: 1 });
  expect(Buffer.from(drawn.pdf).subarray(0, source.length).equals(source)).toBe(true);
  await assertSound(drawn.pdf);
  expect((await storedImages(drawn.pdf)).map((bytes, index) => bytes.equals(pages[index] as Buffer))).toEqual(
    [true, true],
  );

  const text = (await pagesText(drawn.pdf, '-layout'))[1]
    ?.split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  expect(text).toEqual(LINES);

  const [before, after] = [await renderPages(source, 50), await renderPages(drawn.pdf, 50)];
  const clean = await pixelsOf(before[1] as Buffer, 1);
  const { data } = await pixelsOf(after[1] as Buffer, 1);
  const changedInk = clean.data.filter(
    (tone, index) => tone < 190 && Math.abs(tone - (data[index] ?? 0)) > 8,
  );
  expect(changedInk).toHaveLength(0);
});

test('takes a page of its own when the last one is full, or its image is not known', async () => {
  const full = await aPaperJpeg({ inkedShare: 0.97 });
  const source = await scanPdf([{ jpeg: full }]);
  for (const request of [REQUEST, { ...REQUEST, lastPageImage: full }]) {
    const drawn = await drawCertification(source, request);
    expect(drawn).toMatchObject({ place: 'added-page', pageIndex: 1 });
    await assertSound(drawn.pdf);
    expect(await pagesText(drawn.pdf)).toHaveLength(2);
  }
});

test('both signatures have room inside the page, beside the words', async () => {
  const { pdf, officerRect, agencyRect } = await drawCertification(
    await scanPdf([{ jpeg: await aPaperJpeg() }]),
    REQUEST,
  );
  const [width, height] = [595.28, 841.89];
  for (const [left, bottom, right, top] of [officerRect, agencyRect]) {
    expect([
      left > 0,
      bottom > 0,
      right < width,
      top < height,
      right - left > 70,
      top - bottom > 70,
    ]).not.toContain(false);
  }
  const words = (await pagesWords(pdf))[1] ?? [];
  const [left, bottom, right, top] = officerRect;
  const covered = words.filter(
    ({ xMin, xMax, yMin, yMax }) =>
      xMax > left && xMin < right && height - yMin > bottom + 4 && height - yMax < top - 4,
  );
  expect(covered).toEqual([]);
  // The seal covers about a third of itself over the signature, from the left (Nghị định 30/2020/NĐ-CP).
  expect((agencyRect[2] - left) / (agencyRect[2] - agencyRect[0])).toBeCloseTo(1 / 3, 1);
});

test('a file with a compressed cross-reference is written anew with a plain one, and its statement behind it', async () => {
  const source = await rewrittenByQpdf(
    await scanPdf([{ jpeg: await aPaperJpeg() }]),
    '--object-streams=generate',
  );
  expect(source.includes('/ObjStm')).toBe(true);
  const { pdf } = await drawCertification(source, REQUEST);
  await assertSound(pdf);
  const raw = Buffer.from(pdf).toString('latin1');
  expect(raw.startsWith('%PDF-1.7')).toBe(true);
  expect(raw).not.toMatch(/\/ObjStm|\/XRef/u);
  expect(raw.match(/%%EOF/gu)).toHaveLength(2);
  expect(raw.match(/\nxref\n/gu)).toHaveLength(2);
  expect(raw).toMatch(/\nxref\n0 \d+\n/u);
  expect(raw).toMatch(/\/ID/u);
});

test('dates and identifier: modified when signed, first identifier kept, same input same bytes', async () => {
  const source = await scanPdf([{ jpeg: await aPaperJpeg() }]);
  const { pdf } = await drawCertification(source, REQUEST);
  const info = await describePdf('pdfinfo', pdf);
  expect(info).toMatch(/CreationDate: +Thu Feb +5 \d\d:17:00 2026/u);
  expect(info).toMatch(/ModDate: +Thu Feb +5 \d\d:00:00 2026/u);
  const idOf = (bytes: Uint8Array) =>
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/\/ID ?\[\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/giu),
    ].at(-1);
  expect(idOf(pdf)?.[1]).toBe(idOf(source)?.[1]);
  expect(idOf(pdf)?.[2]).not.toBe(idOf(source)?.[2]);
  expect(Buffer.from(pdf).equals((await drawCertification(source, REQUEST)).pdf)).toBe(true);
  expect((await describePdf('pdfinfo', pdf, '-meta')).match(/<xmp:(Modify|Create)Date>[^<]+/gu)).toEqual([
    '<xmp:CreateDate>2026-02-05T01:17:00.000Z',
    '<xmp:ModifyDate>2026-02-05T08:00:00.000Z',
  ]);
});

test('nothing in a certified file acts by itself', async () => {
  const noisy = await PDFDocument.create();
  noisy.addPage();
  noisy.addJavaScript('greet', 'app.alert(1)');
  noisy.catalog.set(PDFName.of('OpenAction'), noisy.context.obj({ S: 'JavaScript', JS: 'app.alert(2)' }));
  const { pdf } = await drawCertification(await noisy.save(), REQUEST);
  const reopened = await PDFDocument.load(pdf);
  expect(reopened.catalog.get(PDFName.of('OpenAction'))).toBeUndefined();
  expect(await describePdf('pdfinfo', pdf)).toMatch(/JavaScript: +no/u);
});

test('a turned page gets an added page, whose signature fields stand upright', async () => {
  const jpeg = await aPaperJpeg({ inkedShare: 0.3 });
  const turned = await rewrittenByQpdf(await scanPdf([{ jpeg }]), '--rotate=+90');
  expect((await drawCertification(turned, { ...REQUEST, lastPageImage: jpeg })).place).toBe('added-page');
});

test('empty, broken, encrypted, signed and pageless files are each refused by name', async () => {
  const sound = await scanPdf([{ jpeg: await aPaperJpeg() }]);
  expect(await codeOf(new Uint8Array())).toBe('PDF_EMPTY');
  expect(await codeOf(Buffer.from('not a document at all'))).toBe('PDF_UNREADABLE');
  expect(await codeOf(await rewrittenByQpdf(sound, '--encrypt', '', 'owner', '256', '--'))).toBe(
    'PDF_ENCRYPTED',
  );
  const signed = await PDFDocument.load(sound);
  signed.context.register(signed.context.obj({ Type: 'Sig', ByteRange: [0, 1, 2, 3] }));
  expect(await codeOf(await signed.save({ useObjectStreams: false }))).toBe('PDF_ALREADY_SIGNED');
  const pageless = await PDFDocument.create();
  expect(await codeOf(await pageless.save({ addDefaultPage: false }))).toBe('PDF_WITHOUT_PAGES');
});

test('a practice copy says so on every page, and every letter of the scan stays as dark as it was', async () => {
  const scan = [await aPaperJpeg({ inkedShare: 0.95 }), await aPaperJpeg({ inkedShare: 0.95 })];
  const source = await scanPdf(scan.map((jpeg) => ({ jpeg })));
  const { pdf } = await drawCertification(source, { ...REQUEST, watermark: 'TẬP HUẤN' });
  await assertSound(pdf);
  const [before, after] = [await renderPages(source, 50), await renderPages(pdf, 50)];
  for (const [index, page] of after.entries()) {
    const marked = (await pixelsOf(page, 1)).data;
    const clean = before[index] && (await pixelsOf(before[index], 1)).data;
    // The added page is white but for its statement.
    const darker = marked.filter((tone, at) => (clean?.[at] ?? 255) - tone > 8).length;
    expect(darker / marked.length).toBeGreaterThan(0.02);
    expect(marked.filter((tone, at) => tone > (clean?.[at] ?? 255) + 8)).toHaveLength(0);
  }
  expect(after).toHaveLength(3);
});
