import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanPage } from '../../electron/helpers/images/clean-page.ts';
import { measurePage } from '../../electron/helpers/images/measure-page.ts';
import { proposeCleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import { findingsOf } from '../../shared/domain/digitisation/page-findings.ts';
import { extractDeclaration } from '../samples/declarations.ts';
import { landCertificate, leaseContract } from '../samples/other-papers.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { anEmptySheet, type ScanLook, scannedPage } from './scanned-page.ts';
import { anySheet } from './varied-sheets.ts';

const contract = (seed = 1) => leaseContract(seededRandom(seed))[0] as string;
const page = (look: ScanLook = {}, svg = contract()) => scannedPage(svg, seededRandom(5), look);

async function measured(look: ScanLook = {}, svg = contract()) {
  const { measures } = await measurePage(await page(look, svg));
  return measures;
}

async function found(look: ScanLook = {}, svg = contract()) {
  return findingsOf(await measured(look, svg)).map(({ code }) => code);
}

describe('a page is measured', () => {
  test('a clean scan of 200 dpi has nothing but its ordinary resolution', async () => {
    expect(await found()).toEqual(['dpi-ordinary']);
  });

  test.each([-3.4, -1.15, 0, 0.45, 2.6])('a skew of %f degrees is found to a tenth', async (skew) => {
    const { skew: seen } = await measured({ skew });
    expect(Math.abs((seen ?? 99) - skew)).toBeLessThan(0.1);
  });

  test.each([
    [95_000, -3.999],
    [40_012, 3.044],
  ])(
    'the frame of a certificate that runs along the border (seed %i) pulls the angle nowhere',
    async (seed, skew) => {
      const random = seededRandom(seed);
      random.next();
      random.next();
      const jpeg = await scannedPage(anySheet(random), random, {
        dpi: 300,
        skew,
        blur: 0.9,
        folds: 1,
        specks: 20,
      });
      const { measures } = await measurePage(jpeg);
      expect(Math.abs((measures.skew ?? 99) - skew)).toBeLessThan(0.03);
    },
  );

  test('the paper is found on a dark lid, and straightening keeps it whole', async () => {
    const measures = await measured({
      skew: 1.2,
      lid: 'dark',
      shift: { x: 6, y: 8 },
      width: 222,
      height: 313,
    });
    const { left = 0, top = 0, right = 0, bottom = 0 } = measures.frame ?? {};
    expect(
      [left * 222, top * 313, (right - left) * 222, (bottom - top) * 313].map((part) => part / 10_000),
    ).toEqual([expect.closeTo(6, 0), expect.closeTo(8, 0), expect.closeTo(210, 0), expect.closeTo(297, 0)]);
  });

  test.each([3, 5])('a blur of %f dots is found', async (blur) => {
    expect(await found({ blur, dpi: 300 })).toEqual(['blurred']);
  });

  test('dark, washed out and low scans are found', async () => {
    expect(await found({ gain: 0.5 })).toContain('too-dark');
    expect(await found({ gain: 0.25, lift: 190 })).toContain('too-light');
    expect(await found({ gain: 0.16, lift: 212 })).toContain('too-light');
    expect(await found({ dpi: 150 })).toEqual(['dpi-low']);
  });

  test('text that runs out of the picture is found, on its side', async () => {
    expect((await measured({ shift: { x: -30, y: 0 } })).cut).toEqual(['left']);
    expect((await measured({ shift: { x: 30, y: 0 } })).cut).toEqual(['right']);
    expect((await measured({ edgeShade: true, holes: true, lid: 'dark', skew: 2 })).cut).toEqual([]);
  });

  test('an empty sheet is blank also with dust, holes, a fold, and what shines through', async () => {
    const through = { svg: contract(2), share: 0.14 };
    expect(
      await found({ specks: 90, holes: true, folds: 1, edgeShade: true, through }, anEmptySheet()),
    ).toEqual(['blank', 'dpi-ordinary']);
  });

  test('a page with one short line is not blank', async () => {
    const line = anEmptySheet(
      '<path d="M40 60 l30 0 m-30 2 l3 -4 3 4 3 -4 3 4 3 -4 3 4 3 -4 3 4 3 -4 3 4" fill="none" stroke="#223" stroke-width=".5"/>',
    );
    expect(await found({}, line)).not.toContain('blank');
  });

  test('a page that lies on its side is found, one with a frame is not', async () => {
    const upright = await page();
    const turned = await sharp(upright).rotate(90).withDensity(200).jpeg().toBuffer();
    expect((await measurePage(turned)).measures.sideways).toBe(true);
    expect((await measured({}, landCertificate(seededRandom(1))[0])).sideways).toBe(false);
  });

  test('a page on its head is found by its tone marks, also between dotted lines, and an upright one never is', async () => {
    const over = async (svg: string) => {
      const turned = await sharp(await page({}, svg))
        .rotate(180)
        .withDensity(200)
        .jpeg()
        .toBuffer();
      return (await measurePage(turned)).measures.upsideDown;
    };
    expect(await over(contract())).toBe(true);
    expect((await measured()).upsideDown).toBe(false);
    const form = extractDeclaration(seededRandom(1))[0] as string;
    expect(await over(form)).toBe(true);
    expect((await measurePage(await page({}, form))).measures.upsideDown).toBe(false);
  });

  test('the same sheet fed twice is found, another with the same form is not', async () => {
    const { imprint } = await measurePage(await page({ skew: 0.4 }));
    const again = await page({ skew: -0.5, shift: { x: 1.5, y: -2 }, quality: 70 });
    expect((await measurePage(again, { before: imprint })).measures.sameAsBefore).toBe(true);
    const other = await page({ shift: { x: 0.5, y: 0.5 } }, contract(2));
    expect((await measurePage(other, { before: imprint })).measures.sameAsBefore).toBe(false);
  });

  test('colour, grey and black-and-white are told apart', async () => {
    expect((await measured({}, landCertificate(seededRandom(1))[0])).content).toBe('colour');
    const grey = await sharp(await page())
      .greyscale()
      .toColourspace('b-w')
      .withDensity(200)
      .jpeg()
      .toBuffer();
    expect((await measurePage(grey)).measures.content).not.toBe('colour');
  });

  test('what is no whole picture is refused', async () => {
    const whole = await page();
    await expect(measurePage(whole.subarray(0, 30))).rejects.toThrow('header');
    await expect(measurePage(whole.subarray(0, whole.length / 2))).rejects.toThrow();
  });
});

describe('a page is cleaned up', () => {
  test('a crooked page on a dark lid becomes straight, cropped and keeps its resolution', async () => {
    const jpeg = await page({ skew: -2.1, lid: 'dark', width: 222, height: 313, shift: { x: 6, y: 8 } });
    const { measures } = await measurePage(jpeg);
    const { bytes: clean } = await cleanPage(jpeg, proposeCleanUp(measures));
    const { measures: after } = await measurePage(clean);
    expect(Math.abs(after.skew ?? 99)).toBeLessThan(0.1);
    expect(after.dpi).toBeCloseTo(200, 0);
    expect([(after.width / 200) * 25.4, (after.height / 200) * 25.4]).toEqual([
      expect.closeTo(210, -0.5),
      expect.closeTo(297, -0.5),
    ]);
    expect(findingsOf(after).map(({ code }) => code)).toEqual(['dpi-ordinary']);
  });

  test('grey paper becomes white, a coloured one keeps its colour', async () => {
    const grey = await page({ gain: 0.78 });
    const proposed = proposeCleanUp((await measurePage(grey)).measures);
    expect(proposed.whiten).toBeGreaterThan(120);
    expect((await measurePage((await cleanPage(grey, proposed)).bytes)).measures.paperTone).toBeGreaterThan(
      248,
    );
    const pink = await measured({ gain: 0.85 }, landCertificate(seededRandom(1))[0]);
    expect(proposeCleanUp(pink).whiten).toBe(100);
  });
});
