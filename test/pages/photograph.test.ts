import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { cleanPage } from '../../electron/helpers/images/clean-page.ts';
import { findPaperInPhoto } from '../../electron/helpers/images/flatten-photo.ts';
import { measurePage } from '../../electron/helpers/images/measure-page.ts';
import { AS_SCANNED, proposeCleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import { type PaperSize, quadOf } from '../../shared/domain/digitisation/flatten.ts';
import { findingsOf } from '../../shared/domain/digitisation/page-findings.ts';
import { landCertificate, leaseContract } from '../samples/other-papers.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { aCard, DESKS, type PhotoLook, photographed } from './photographed.ts';

// A photograph is computed ray by ray.
vi.setConfig({ testTimeout: 60_000 });

const contract = (seed: number) => leaseContract(seededRandom(seed))[0] as string;

/** A paper somewhere on a desk, turned and leaning by chance. */
const lying = (random: SeededRandom): PhotoLook => ({
  turn: (random.next() - 0.5) * 60,
  tilt: random.next() * 20,
  towards: random.next() * 360,
  fill: 0.6 + random.next() * 0.3,
  things: random.below(4),
});

/** Photographs of which the corners are known: how many papers were found, and how far the worst corner is off, in thousandths of the width. */
async function sought(
  count: number,
  look: (random: SeededRandom, at: number) => PhotoLook,
  {
    paper = 'A4',
    svg = (_random, at) => contract(at),
  }: { paper?: PaperSize; svg?: (random: SeededRandom, at: number) => string } = {},
) {
  const off: number[] = [];
  for (let at = 0; at < count; at++) {
    const random = seededRandom(7000 + at);
    const photo = await photographed(svg(random, at % 4), random, look(random, at));
    const found = await findPaperInPhoto(photo.jpeg, paper);
    if (found === null) continue;
    const quad = quadOf(found.corners, photo);
    // The top of the paper may lie on any side of the picture.
    const turns = [0, 1, 2, 3].map((turn) =>
      Math.max(
        ...quad.map(({ x, y }, corner) => {
          const { x: trueX = 0, y: trueY = 0 } = photo.corners[(corner + turn) % 4] ?? {};
          return Math.hypot(x - trueX, y - trueY);
        }),
      ),
    );
    off.push((Math.min(...turns) / photo.width) * 1000);
  }
  return { found: off.length, worst: Math.max(0, ...off) };
}

describe('the paper in a photograph', () => {
  test.each(DESKS)(
    'is found on a desk of %s, turned and leaning, to a thousandth of the picture',
    async (desk) => {
      const { found, worst } = await sought(2, (random) => ({ ...lying(random), desk }));
      expect(found).toBe(2);
      expect(worst).toBeLessThan(1.5);
    },
  );

  test('is found under a deep shadow, with the grain of a webcam, and leaning by 35 degrees', async () => {
    expect(await sought(2, (random) => ({ ...lying(random), shadow: 0.4 }))).toMatchObject({ found: 2 });
    const webcam = { width: 1280, height: 720, grain: 7, blur: 0.8 };
    const small = await sought(2, (random) => ({ ...lying(random), ...webcam }));
    expect(small.found).toBe(2);
    expect(small.worst).toBeLessThan(2);
    const steep = await sought(2, (random) => ({ ...lying(random), tilt: 35, fill: 0.6 }));
    expect(steep.found).toBe(2);
    expect(steep.worst).toBeLessThan(2);
  });

  test('is found on a desk that is almost as white, and a tinted one on a desk that is as light', async () => {
    const faint = await sought(2, (random) => ({ ...lying(random), desk: 'white', tone: 240 }));
    expect(faint.found).toBe(2);
    expect(faint.worst).toBeLessThan(2);
    const tinted = await sought(4, (random) => ({ ...lying(random), desk: 'white', things: 0 }), {
      svg: (random) => landCertificate(random)[0] as string,
    });
    expect(tinted.found).toBeGreaterThanOrEqual(3);
  });

  test('is found where it is a card or A5', async () => {
    const size = { width: 85.6, height: 53.98 };
    const card = await sought(2, (random) => ({ ...lying(random), desk: 'dark', paper: size, fill: 0.5 }), {
      paper: 'ID-1',
      svg: aCard,
    });
    expect(card.found).toBe(2);
    expect(card.worst).toBeLessThan(2.5);
    const a5 = { paper: { width: 148, height: 210 } };
    expect(await sought(2, (random) => ({ ...lying(random), ...a5 }), { paper: 'A5' })).toMatchObject({
      found: 2,
    });
  });

  test('is not found where there is none, where it reaches out of the picture, or where it fills all of it', async () => {
    expect(
      await sought(6, (random, at) => ({ ...lying(random), empty: true, desk: DESKS[at % 6] ?? 'dark' })),
    ).toEqual({
      found: 0,
      worst: 0,
    });
    const out = (random: SeededRandom, at: number): PhotoLook => ({
      ...lying(random),
      desk: DESKS[at % 6] ?? 'dark',
      fill: 1.15 + random.next() * 0.7,
    });
    expect(await sought(6, out)).toMatchObject({ found: 0 });
    expect(await sought(2, (random) => ({ ...lying(random), turn: 90, tilt: 4, fill: 2.2 }))).toMatchObject({
      found: 0,
    });
  });
});

describe('a photograph', () => {
  const leaning: PhotoLook = { turn: 8, tilt: 18, towards: 60, fill: 0.85 };
  const documentCamera = { width: 4000, height: 3000, turn: 96 };

  test('becomes the page that it shows: each corner where the paper has it, and the paper as large as it is', async () => {
    const marked =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm"><rect width="210" height="297" fill="#fff"/>' +
      '<g fill="#000"><rect x="20" y="20" width="10" height="10"/><rect x="180" y="20" width="10" height="10"/><rect x="180" y="267" width="10" height="10"/><rect x="20" y="267" width="10" height="10"/><rect x="100" y="143" width="10" height="10"/></g></svg>';
    const { jpeg } = await photographed(marked, seededRandom(3), { ...leaning, width: 2400, height: 3000 });
    const { measures } = await measurePage(jpeg, { photo: { paper: 'A4' } });
    const { bytes: flat } = await cleanPage(jpeg, {
      ...AS_SCANNED,
      flatten: proposeCleanUp(measures).flatten,
    });
    const { data, info } = await sharp(flat).greyscale().raw().toBuffer({ resolveWithObject: true });
    const { density = 0 } = await sharp(flat).metadata();
    expect(Math.abs((info.width / density) * 25.4 - 210)).toBeLessThan(0.5);
    expect(Math.abs((info.height / density) * 25.4 - 297)).toBeLessThan(0.5);
    const dark = (left: number, top: number) => {
      let [sumX, sumY, count] = [0, 0, 0];
      for (let y = top - 8; y < top + 18; y += 0.2)
        for (let x = left - 8; x < left + 18; x += 0.2) {
          const at = Math.round((y / 297) * info.height) * info.width + Math.round((x / 210) * info.width);
          if ((data[at] ?? 255) > 100) continue;
          [sumX, sumY, count] = [sumX + x, sumY + y, count + 1];
        }
      return Math.hypot(sumX / count - left - 5, sumY / count - top - 5);
    };
    // Millimetres by which marks of ten millimetres are off.
    for (const [x, y] of [
      [20, 20],
      [180, 20],
      [180, 267],
      [20, 267],
      [100, 143],
    ] as const)
      expect(dark(x, y)).toBeLessThan(0.4);
  });

  test('by a webcam is below what the law asks for, by a camera of 12 megapixels it is a page', async () => {
    const judged = async (look: PhotoLook) => {
      const { jpeg } = await photographed(contract(1), seededRandom(4), { ...leaning, ...look });
      const { measures } = await measurePage(jpeg, { photo: { paper: 'A4' } });
      return { dpi: measures.dpi, found: findingsOf(measures).map(({ code }) => code), measures };
    };
    const webcam = await judged({ width: 1280, height: 720, fill: 0.95, turn: 90 });
    expect(webcam.dpi).toBeLessThan(90);
    expect(webcam.found).toContain('dpi-low');
    const desk = await judged({ ...documentCamera, fill: 0.92 });
    expect(desk.dpi).toBeGreaterThan(205);
    expect(desk.found).not.toContain('dpi-low');
    expect(desk.found).not.toContain('blurred');
    expect(desk.found).not.toContain('cut');
  });

  test('of which no outline is seen is kept whole, is said to be so, and is not finer than it could be', async () => {
    const { jpeg } = await photographed(contract(1), seededRandom(5), {
      ...leaning,
      fill: 1.4,
      width: 1280,
      height: 960,
    });
    const { measures } = await measurePage(jpeg, { photo: { paper: 'A4' } });
    expect(measures).toMatchObject({ width: 1280, height: 960, photo: { outline: null, flattened: null } });
    expect(measures.dpi).toBeCloseTo(109.5, 0);
    expect(findingsOf(measures).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['dpi-low', 'no-outline']),
    );
    expect(proposeCleanUp(measures)).toEqual(AS_SCANNED);
  });

  test('that a person leaves as it is says so, and keeps the resolution that its paper has', async () => {
    const { jpeg } = await photographed(contract(1), seededRandom(6), {
      ...leaning,
      width: 1280,
      height: 960,
    });
    const flat = await measurePage(jpeg, { photo: { paper: 'A4' } });
    const { measures } = await measurePage(jpeg, { photo: { paper: 'A4', chosen: null } });
    expect(findingsOf(measures).map(({ code }) => code)).toContain('not-flat');
    expect(measures.dpi).toBe(flat.measures.dpi);
    expect(proposeCleanUp(measures)).toEqual({
      ...AS_SCANNED,
      flatten: proposeCleanUp(flat.measures).flatten,
    });
  });

  test('on its side by its EXIF mark is found and made flat as it stands', async () => {
    const { jpeg } = await photographed(contract(1), seededRandom(8), {
      ...leaning,
      width: 1500,
      height: 2000,
    });
    const turned = await sharp(await sharp(jpeg).rotate(270).jpeg({ quality: 95 }).toBuffer())
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const [upright, marked] = [await findPaperInPhoto(jpeg, 'A4'), await findPaperInPhoto(turned, 'A4')];
    for (const [at, { x, y }] of (upright?.corners ?? []).entries()) {
      expect(Math.abs((marked?.corners[at]?.x ?? 0) - x)).toBeLessThan(15);
      expect(Math.abs((marked?.corners[at]?.y ?? 0) - y)).toBeLessThan(15);
    }
    const { measures } = await measurePage(turned, { photo: { paper: 'A4' } });
    expect(measures.width).toBeLessThan(measures.height);
  });
});
