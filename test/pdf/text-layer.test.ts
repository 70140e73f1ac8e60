import { describe, expect, test } from 'vitest';
import { cleanPage } from '../../electron/helpers/images/clean-page.ts';
import { createScanPdfWriter } from '../../electron/helpers/pdf/scan-pdf-writer.ts';
import { AS_SCANNED, type CleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import type { PageWord } from '../../shared/domain/digitisation/page-words.ts';
import { widthOfText } from '../samples/drawn-text.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SCAN_FACTS } from './a-scan.ts';
import { assertSound, describePdf, pagesText, pagesWords, pixelsOf, renderPages } from './pdf-tools.ts';

const [WIDTH_MM, HEIGHT_MM] = [210, 297];
const SIZE = 16;
const LINES = [
  { text: 'GIẤY CHỨNG NHẬN KẾT HÔN', x: 40, y: 60 },
  { text: 'Đăng ký tại xã Thử Nghiệm', x: 60, y: 150 },
  { text: 'Số 147/2019 (quyển 01)', x: 90, y: 250 },
];

/** The words of the sheet where they stand on it: letters of 16 points are 4 mm high above their baseline. */
function wordsOf(): PageWord[] {
  return LINES.flatMap(({ text, x, y }, line) => {
    let at = x;
    return text.split(' ').map((word) => {
      const wide = widthOfText(word, 'regular', SIZE);
      const box = { left: (at / WIDTH_MM) * 1000, width: (wide / WIDTH_MM) * 1000 };
      at += widthOfText(`${word} `, 'regular', SIZE);
      return {
        text: word,
        ...box,
        top: ((y - 4) / HEIGHT_MM) * 1000,
        height: (5 / HEIGHT_MM) * 1000,
        confidence: 95,
        line,
      };
    });
  });
}

let sheetOnce: Promise<Buffer> | undefined;
const aSheet = () => (sheetOnce ??= drawSheet());

async function drawSheet(): Promise<Buffer> {
  const sheet = paperSheet({ random: seededRandom(1), tint: '#ffffff' });
  for (const { text, x, y } of LINES) sheet.at(text, x, y, { size: SIZE, fill: '#000000' });
  return await asScanned(sheet.svg(), seededRandom(2));
}

async function pdfOf(jpeg: Uint8Array, words: PageWord[] | undefined, cleanUp: CleanUp = AS_SCANNED) {
  const chunks: Uint8Array[] = [];
  const writer = createScanPdfWriter((bytes) => void chunks.push(Buffer.from(bytes)), SCAN_FACTS);
  await writer.addPage(jpeg, { dpi: 200, turn: cleanUp.turn, ...(words && { text: { words, cleanUp } }) });
  await writer.finish();
  return Buffer.concat(chunks);
}

/** How dark a picture is around a point, 0 to 255: where a word lies there is ink. */
function inkAt({ data, width }: Awaited<ReturnType<typeof pixelsOf>>, x: number, y: number): number {
  let lightest = 255;
  for (let row = Math.round(y) - 4; row <= y + 4; row += 1)
    for (let column = Math.round(x) - 5; column <= x + 5; column += 1)
      lightest = Math.min(lightest, data[row * width + column] ?? 255);
  return 255 - lightest;
}

describe('the words under a scanned page', () => {
  test('are searched and copied with their marks, in their order, and are not seen', async () => {
    const jpeg = await aSheet();
    const pdf = await pdfOf(jpeg, wordsOf());
    await assertSound(pdf);
    const [text] = await pagesText(pdf);
    for (const line of LINES) expect(text?.replace(/\s+/gu, ' ')).toContain(line.text);
    expect((await renderPages(pdf, 72))[0]).toEqual((await renderPages(await pdfOf(jpeg, undefined), 72))[0]);
    expect(await describePdf('pdffonts', pdf)).toMatch(/Tinos\s+CID TrueType\s+Identity-H\s+yes yes yes/u);
  });

  test('are left out with their font where nothing was read', async () => {
    const jpeg = await aSheet();
    for (const words of [undefined, []]) {
      const pdf = await pdfOf(jpeg, words);
      await assertSound(pdf);
      expect(await describePdf('pdffonts', pdf)).not.toContain('Tinos');
    }
  });

  test('are the same bytes for the same page, and leave out letters that no font has', async () => {
    const jpeg = await aSheet();
    const [word] = wordsOf() as [PageWord];
    const odd = [
      { ...word, text: 'Số 漢' },
      { ...word, text: '漢' },
    ];
    expect(await pdfOf(jpeg, odd)).toEqual(await pdfOf(jpeg, odd));
    expect((await pagesText(await pdfOf(jpeg, odd)))[0]?.trim()).toBe('Số');
  });

  const CASES: [string, Partial<CleanUp>][] = [
    ['as it came in', {}],
    ['turned by a quarter', { turn: 90 }],
    ['on its head', { turn: 180 }],
    ['turned by three quarters', { turn: 270 }],
    ['straightened', { straighten: 250 }],
    [
      'straightened the other way and cut',
      { straighten: -400, crop: { left: 500, top: 300, right: 9700, bottom: 9600 } },
    ],
    [
      'cut, straightened and turned',
      { straighten: 300, crop: { left: 300, top: 800, right: 9900, bottom: 9900 }, turn: 90 },
    ],
  ];
  test.each(CASES)('stand where the picture shows them when the page is %s', async (_name, done) => {
    const cleanUp = { ...AS_SCANNED, ...done };
    const jpeg = await aSheet();
    const keeps = cleanUp.straighten === 0 && cleanUp.crop === null;
    const chunks: Uint8Array[] = [];
    const writer = createScanPdfWriter((bytes) => void chunks.push(Buffer.from(bytes)), SCAN_FACTS);
    await writer.addPage(keeps ? jpeg : (await cleanPage(jpeg, cleanUp, 200)).bytes, {
      dpi: 200,
      turn: cleanUp.turn,
      text: { words: wordsOf(), cleanUp },
    });
    await writer.finish();
    const pdf = Buffer.concat(chunks);
    const [words = []] = await pagesWords(pdf);
    expect(words.map(({ text }) => text).sort()).toEqual(
      wordsOf()
        .map(({ text }) => text)
        .sort(),
    );
    const picture = await pixelsOf((await renderPages(pdf, 72))[0] as Buffer, 1);
    for (const { text, xMin, xMax, yMin, yMax } of words)
      expect(inkAt(picture, (xMin + xMax) / 2, (yMin + yMax) / 2), text).toBeGreaterThan(110);
    // The test can fail: an inch beside the words there is none.
    const far = words.filter(
      ({ xMin, xMax, yMin, yMax }) => inkAt(picture, (xMin + xMax) / 2 + 30, (yMin + yMax) / 2 + 50) > 110,
    );
    expect(far.length).toBeLessThan(words.length / 3);
  });
});
