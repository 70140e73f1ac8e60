import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { cleanPageKind, measurePageKind } from '../../electron/host/ports/page-quality.ts';
import { AS_SCANNED } from '../../shared/domain/digitisation/clean-up.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { scannedPage } from './scanned-page.ts';

const helpers = createForkedHelpers();
afterAll(() => helpers.close());
const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 1024 };
const contract = await scannedPage(leaseContract(seededRandom(1))[0] as string, seededRandom(5), { skew: 1 });

async function measured(jpeg: Uint8Array, dpi: number | null = null) {
  const run = await helpers.run(measurePageKind, { jpeg, dpi, photo: null, before: null }, LIMITS);
  if (!run.ok) throw new Error(run.refusal.code);
  return run.value;
}

describe('in a helper process', () => {
  test('a page is measured, and its imprint is compared with the next', async () => {
    const first = await measured(contract);
    if (!first.ok) throw new Error(first.refusal.code);
    expect(first.value.measures).toMatchObject({ width: 1654, height: 2339, dpi: 200, sameAsBefore: false });
    const again = await helpers.run(
      measurePageKind,
      { jpeg: contract, dpi: null, photo: null, before: first.value.imprint },
      LIMITS,
    );
    expect(again).toMatchObject({ value: { value: { measures: { sameAsBefore: true } } } });
  });

  test('the resolution that the scanner was asked for counts before what the file says', async () => {
    expect(await measured(contract, 150)).toMatchObject({ value: { measures: { dpi: 150 } } });
  });

  test('a picture on its side by its EXIF mark and one in four inks are read upright and in their tones', async () => {
    const lying = await sharp(contract).rotate(270).jpeg().toBuffer();
    const turned = await sharp(lying).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const answer = await measured(turned, 200);
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(answer.value.measures).toMatchObject({ width: 1654, height: 2339, sideways: false });
    const inks = await sharp(contract).toColourspace('cmyk').withDensity(200).jpeg().toBuffer();
    expect(await measured(inks)).toMatchObject({ ok: true, value: { measures: { dpi: 200 } } });
    const cleaned = await helpers.run(
      cleanPageKind,
      { jpeg: inks, dpi: null, cleanUp: { ...AS_SCANNED, straighten: 100 } },
      LIMITS,
    );
    expect(cleaned).toMatchObject({ value: { ok: true } });
  });

  test('what is empty or torn is refused by name', async () => {
    expect(await measured(new Uint8Array())).toMatchObject({ refusal: { code: 'FILE_EMPTY' } });
    expect(await measured(contract.subarray(0, 20))).toMatchObject({ refusal: { code: 'IMAGE_UNREADABLE' } });
    const torn = contract.subarray(0, contract.length / 2);
    expect(await measured(torn)).toMatchObject({ refusal: { code: 'IMAGE_UNREADABLE' } });
    expect(
      await helpers.run(
        cleanPageKind,
        { jpeg: torn, dpi: null, cleanUp: { ...AS_SCANNED, straighten: 200 } },
        LIMITS,
      ),
    ).toMatchObject({ value: { refusal: { code: 'IMAGE_UNREADABLE' } } });
  });
});
