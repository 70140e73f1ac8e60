import sharp from 'sharp';
import { expect, test } from 'vitest';
import { importFile } from '../../electron/helpers/pdf/page-files.ts';
import { draw, SAMPLE_NAMES, samplePages } from './make-samples.ts';

test('every sample is an A4 page of 200 dpi in colour, neither blank nor larger than a desk scanner makes it', async () => {
  for (const name of SAMPLE_NAMES) {
    const pages = await samplePages(name);
    expect(pages.length, name).toBe(name === 'hop-dong-thue-nha' ? 2 : 1);
    for (const bytes of pages) {
      const page = { dpi: 200, width: 1654, height: 2339 };
      expect(await importFile({ bytes })).toMatchObject({
        ok: true,
        value: { kind: 'images', pages: [page] },
      });
      expect(bytes.length).toBeGreaterThan(150_000);
      expect(bytes.length).toBeLessThan(450_000);
      const { channels } = await sharp(bytes).stats();
      expect(Math.min(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(8);
    }
  }
}, 60_000);

test('a seed gives the same bytes again, another one another paper', async () => {
  const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => draw('giay-chung-sinh', seed)));
  expect(first?.[0]?.equals(again?.[0] as Buffer)).toBe(true);
  expect(first?.[0]?.equals(other?.[0] as Buffer)).toBe(false);
  expect((await samplePages('giay-chung-sinh', 1))[0]?.equals(first?.[0] as Buffer)).toBe(true);
}, 60_000);
