import { expect, test } from 'vitest';
import { createDocument, savePlain } from '../../electron/helpers/pdf/document-facts.ts';
import { createPen } from '../../electron/helpers/pdf/layout/pen.ts';
import { embedTypeface, type TextStyle } from '../../electron/helpers/pdf/layout/typeface.ts';
import { PRINTABLE } from '../../shared/types/text.ts';
import { assertSound, describePdf, pagesText, pixelsOf, renderPages } from './pdf-tools.ts';

const CELL = 40;
const COLUMNS = 12;
const VOWELS = [...'aăâeêioôơuưy'];
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const LOWER = [...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))), 'đ'];
const MARKED = LOWER.filter((letter) => !/^[a-z]$/u.test(letter)).flatMap((letter) => [
  letter,
  letter.toUpperCase(),
]);
const PLAIN = [...'aAeEiIoOuUyYdD'];
const STYLES: TextStyle[] = ['regular', 'bold', 'italic', 'boldItalic'];

async function letterSheet(letters: readonly string[], style: TextStyle): Promise<Uint8Array> {
  const pdf = await createDocument({ title: 'Chữ cái', createdAt: '2026-02-05T01:17:00.000Z' });
  const typeface = await embedTypeface(pdf, [style]);
  const height = Math.ceil(letters.length / COLUMNS) * CELL;
  const pen = createPen(pdf.addPage([COLUMNS * CELL, height]), typeface, { height });
  letters.forEach((letter, index) => {
    pen.text((index % COLUMNS) * CELL + 8, (Math.floor(index / COLUMNS) + 0.75) * CELL, letter, style, 24);
  });
  return await savePlain(pdf);
}

/** The pixels of every letter's cell, as one string each, and how many are dark. */
async function cellsOf(pdf: Uint8Array, count: number) {
  const [page] = await renderPages(pdf, 72);
  const { data, width, channels } = await pixelsOf(page as Buffer, 1);
  return Array.from({ length: count }, (_, index) => {
    const left = (index % COLUMNS) * CELL;
    const top = Math.floor(index / COLUMNS) * CELL;
    const rows = Array.from({ length: CELL }, (_row, y) =>
      Array.from({ length: CELL }, (_column, x) => data[((top + y) * width + left + x) * channels] ?? 255),
    );
    const pixels = rows.flat();
    return { picture: pixels.join(), dark: pixels.reduce((sum, tone) => sum + (255 - tone) / 255, 0) };
  });
}

test.each(STYLES)('%s has every letter and sign that may be typed', async (style) => {
  const pdf = await createDocument({ title: 'Chữ cái', createdAt: '2026-02-05T01:17:00.000Z' });
  const typeface = await embedTypeface(pdf, [style]);
  const known = new Set(typeface.font(style).getCharacterSet());
  const typeable = Array.from({ length: 0xffff }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .filter((code) => PRINTABLE.test(String.fromCodePoint(code)));
  expect(typeable.length).toBeGreaterThan(1500);
  expect(typeable.filter((code) => !known.has(code)).map((code) => code.toString(16))).toEqual([]);
});

test('there are 134 Vietnamese letters with marks', () => {
  expect(new Set(MARKED).size).toBe(134);
});

test.each(STYLES)(
  'every Vietnamese letter is drawn with its marks in %s and reads back as itself',
  async (style) => {
    const letters = [...MARKED, ...PLAIN];
    const pdf = await letterSheet(letters, style);
    await assertSound(pdf);
    const [text] = await pagesText(pdf, '-layout');
    expect(text?.trim().split(/\s+/u)).toEqual(letters);

    const cells = await cellsOf(pdf, letters.length);
    expect(new Set(cells.map(({ picture }) => picture)).size).toBe(letters.length);
    const darkOf = (letter: string) => cells[letters.indexOf(letter)]?.dark ?? 0;
    for (const letter of letters) expect(darkOf(letter), letter).toBeGreaterThan(15);
    for (const letter of MARKED) {
      const base = { đ: 'd', Đ: 'D' }[letter] ?? letter.normalize('NFD').charAt(0);
      // A mark on i takes the place of its dot.
      if (base !== 'i')
        expect(darkOf(letter), `${letter} has more ink than ${base}`).toBeGreaterThan(darkOf(base));
    }
  },
);

test('fonts are embedded as subsets that map to Unicode', async () => {
  const listed = await describePdf('pdffonts', await letterSheet(MARKED, 'regular'));
  expect(listed).toMatch(/QMCREG\+Tinos\s+CID TrueType\s+Identity-H\s+yes yes yes/u);
});

test('a character the fonts lack prints as a box, not as nothing', async () => {
  const pdf = await letterSheet(['😀', 'a'], 'regular');
  const [unknown] = await cellsOf(pdf, 2);
  expect(unknown?.dark).toBeGreaterThan(15);
});

test('a letter that an earlier paper had only under its mark reads back in the next one', async () => {
  const words = async (...letters: string[]) =>
    (await pagesText(await letterSheet(letters, 'boldItalic')))[0]?.trim().split(/\s+/u);
  expect(await words('Ẽ')).toEqual(['Ẽ']);
  expect(await words('Ẽ', 'E', 'u')).toEqual(['Ẽ', 'E', 'u']);
});
