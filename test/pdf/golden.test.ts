import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import { FORM_KINDS, type FormDefinition, sheetsOf } from '../../shared/forms/form-definition.ts';
import { sampleFormValues } from '../../shared/forms/form-template.ts';
import { shippedForms } from '../../shared/forms/forms.ts';
import { pixelsOf, renderPages } from './pdf-tools.ts';

/**
 * Every shipped form on every sheet that it is printed on, as a picture that a person has looked at. `UPDATE_GOLDEN=1` draws the pictures anew: look at
 * each before it is committed.
 */
const GOLDEN = join(import.meta.dirname, 'golden');
const DPI = 48;
const AT = '2026-11-25T01:15:00.000Z';
/** A square of this side, in pixels, is a third of a line high: versions of the drawing program smooth letters differently, and none moves a line that far. */
const SQUARE = 6;
/** How much darker or lighter, of 255, a square may be. A word that moved, grew or went makes several squares darker by 60 or more. */
const TOLERANCE = 40;

const PAPERS = FORM_KINDS.flatMap((kind) =>
  shippedForms(kind).flatMap((form) => sheetsOf(kind).map((paper) => ({ form, paper }))),
).map(({ form, paper }) => ({ name: `${form.id.replace('/', '_')}-${paper}`, form, paper }));

test.concurrent.each(PAPERS)('$name looks as it did', async ({ name, form, paper }) => {
  const pdf = await drawForm(form, sampleFormValues(form, AT), { paper, copies: copiesOf(form) });
  const drawn = await asOnePicture(await renderPages(pdf, DPI));
  const path = join(GOLDEN, `${name}.png`);
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    await mkdir(GOLDEN, { recursive: true });
    await writeFile(path, drawn);
  }
  const [now, before] = await Promise.all([drawn, await readFile(path)].map((file) => pixelsOf(file, 1)));
  expect({ width: now?.width, height: now?.height }).toEqual({
    width: before?.width,
    height: before?.height,
  });
  expect(differingSquares(now as Picture, before as Picture)).toEqual([]);
});

test('a line that moved by half its height, and a word that is gone, are seen', async () => {
  const path = join(GOLDEN, `${PAPERS[0]?.name}.png`);
  const picture = await pixelsOf(await readFile(path), 1);
  const moved = { ...picture, data: Buffer.concat([Buffer.alloc(4 * picture.width, 255), picture.data]) };
  expect(differingSquares(moved, picture).length).toBeGreaterThan(20);
  const title = { left: Math.floor(picture.width / 3), top: 0, width: 60, height: 40 };
  const gone = await sharp(path)
    .composite([
      {
        input: { create: { ...title, channels: 3, background: '#fff' } },
        left: title.left,
        top: title.top + 40,
      },
    ])
    .toBuffer();
  expect(differingSquares(await pixelsOf(gone, 1), picture).length).toBeGreaterThan(3);
});

type Picture = Awaited<ReturnType<typeof pixelsOf>>;

function copiesOf({ copies }: FormDefinition) {
  return (copies.length || 1) as 1 | 2 | 3;
}

/** The pages below one another, grey. */
async function asOnePicture(pages: Buffer[]): Promise<Buffer> {
  const sizes = await Promise.all(pages.map((page) => sharp(page).metadata()));
  const width = Math.max(...sizes.map((size) => size.width));
  const tops = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, { height }) => sum + height, 0));
  const height = sizes.reduce((sum, size) => sum + size.height, 0);
  return await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(pages.map((input, index) => ({ input, left: 0, top: tops[index] ?? 0 })))
    .grayscale()
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer();
}

function differingSquares(one: Picture, other: Picture): { left: number; top: number; by: number }[] {
  const found: { left: number; top: number; by: number }[] = [];
  for (let top = 0; top + SQUARE <= other.height; top += SQUARE)
    for (let left = 0; left + SQUARE <= other.width; left += SQUARE) {
      const by = Math.abs(meanOf(one, left, top) - meanOf(other, left, top));
      if (by > TOLERANCE) found.push({ left, top, by: Math.round(by) });
    }
  return found;
}

function meanOf({ data, width }: Picture, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + SQUARE; y += 1)
    for (let x = left; x < left + SQUARE; x += 1) sum += data[y * width + x] as number;
  return sum / (SQUARE * SQUARE);
}
