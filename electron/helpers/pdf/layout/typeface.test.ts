import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { embedTypeface } from './typeface.ts';

const file = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
);

it.each([
  'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Nguyễn Thị Thuỳ, số 12/3 “Ấp 3”, xã Tân Thành; Đt: 0912 345 678 (fi ffl)',
  '  hai  blanks ',
  'Nguyễn Ước'.normalize('NFD'),
  '',
])('sets %j as wide as the font does the whole line, first and again', async (line) => {
  const typeface = await embedTypeface(await PDFDocument.create(), ['regular']);
  const font = create(readFileSync(file));
  if (!('characterSet' in font)) throw new Error('one cut');
  const { glyphs } = font.layout(line, { liga: false });
  const width = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) / font.unitsPerEm;
  for (let times = 0; times < 2; times += 1)
    expect(typeface.font('regular').widthOfTextAtSize(line, 1)).toBeCloseTo(width, 6);
});
