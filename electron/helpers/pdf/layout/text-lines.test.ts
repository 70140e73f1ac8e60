import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { breakBalanced, breakLines } from './text-lines.ts';
import { embedTypeface, type Typeface } from './typeface.ts';

let typeface: Typeface;
beforeAll(async () => {
  typeface = await embedTypeface(await PDFDocument.create(), ['regular', 'bold']);
});

const regular = (text: string) => [{ text, style: 'regular' as const }];
const linesOf = (text: string, width: number) =>
  breakLines(typeface, regular(text), 10, width).map((line) => line.runs.map((run) => run.text).join(''));

test('breaks between words and never beyond the width', () => {
  const text = 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất';
  const lines = breakLines(typeface, regular(text), 10, 120);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line.width).toBeLessThanOrEqual(120);
  expect(lines.map((line) => line.runs[0]?.text).join(' ')).toBe(text);
});

test('cuts a word wider than the line between letters, marks kept with them', () => {
  const word = 'Nghiêng'.repeat(20);
  const lines = linesOf(word, 60);
  expect(lines.join('')).toBe(word);
  expect(lines.length).toBeGreaterThan(5);
  const decomposed = linesOf('ơ\u0306'.repeat(40), 40);
  for (const line of decomposed) expect(line.startsWith('\u0306')).toBe(false);
});

test('a change of cut inside a word is no place to break', () => {
  const runs = [
    ...regular('Mã hồ sơ: ('),
    { text: 'H15', style: 'bold' as const },
    ...regular('), bản chính'),
  ];
  const lines = breakLines(typeface, runs, 10, typeface.widthOf('Mã hồ sơ: (H', 'regular', 10));
  expect(lines.map((line) => line.runs.map((run) => run.text).join(''))).toEqual([
    'Mã hồ sơ:',
    '(H15), bản',
    'chính',
  ]);
});

test('keeps the line breaks of the text, a no-break space, and gives composed letters', () => {
  expect(linesOf('một\nhai  ba', 500)).toEqual(['một', 'hai ba']);
  const oneMore = typeface.widthOf('một mười', 'regular', 10) + 1;
  expect(linesOf('một mười\u00a0hai', oneMore)).toEqual(['một', 'mười hai']);
  expect(linesOf('Thuỳ'.normalize('NFD'), 500)).toEqual(['Thuỳ'.normalize('NFC')]);
});

test('empty text is one empty line', () => {
  expect(linesOf('', 100)).toEqual(['']);
});

test('a heading breaks into lines of nearly equal length', () => {
  const title = 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ';
  const width = typeface.widthOf(title, 'regular', 10) * 0.9;
  const lines = breakBalanced(typeface, regular(title), 10, width).map((line) => line.runs[0]?.text);
  expect(lines).toEqual(['GIẤY TIẾP NHẬN HỒ SƠ', 'VÀ HẸN TRẢ KẾT QUẢ']);
});
