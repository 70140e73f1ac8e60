import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { measurePages } from '../../electron/jobs/measure-pages.ts';
import { refuse } from '../../shared/types/result.ts';
import { anEmptySheet, scannedPage } from '../pages/scanned-page.ts';
import { archiveFaults } from '../pdf/archive-check.ts';
import { storedImages } from '../pdf/pdf-tools.ts';
import { samplePages } from '../samples/make-samples.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

const contract = leaseContract(seededRandom(1))[0] as string;
const page = (look = {}, svg = contract) => scannedPage(svg, seededRandom(3), { skew: 0, ...look });

async function give(jpeg: Uint8Array, insteadOf: string | null = null) {
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256, insteadOf });
  return pages[0]?.pageId as string;
}

const copy = () => client.scan.makeDigitalCopy({ requestId: requestId(), ...place });

async function seen() {
  const { components } = await client.dossier.get({ dossierId: place.dossierId });
  return components.find(({ componentId }) => componentId === ORIGINAL);
}

/** The pages once all have been measured in the background. */
async function verdicts() {
  return await vi.waitFor(
    async () => {
      const pages = (await seen())?.pages ?? [];
      if (pages.some(({ quality }) => quality.state === 'waiting')) throw new Error('still measuring');
      return pages;
    },
    { timeout: 30_000, interval: 100 },
  );
}

const codesOf = (pages: Awaited<ReturnType<typeof verdicts>>) =>
  pages.map(({ quality }) => quality.findings.map(({ code }) => code));

it('measures pages after they were stored, and says what is wrong with each', async () => {
  await give(await page());
  await give(await page({ blur: 4 }));
  await give(await page({}, anEmptySheet()));
  await give(await page({ dpi: 150 }));
  const pages = await verdicts();
  expect(codesOf(pages)).toEqual([
    ['dpi-ordinary'],
    // The same sheet, fed again.
    ['blurred', 'repeated', 'dpi-ordinary'],
    ['blank', 'dpi-ordinary'],
    ['dpi-low'],
  ]);
  expect(pages[0]?.quality.size).toEqual({ width: 1654, height: 2339 });
});

it('makes no copy of a page below 200 dpi, whatever anyone says', async () => {
  const pageId = await give(await page({ dpi: 150 }));
  expect(await refusalOf(copy())).toMatchObject({ code: 'PAGE_NOT_GOOD', data: { pages: '1' } });
  const accept = client.scan.acceptPage({
    requestId: requestId(),
    pageId,
    finding: 'dpi-low',
    reason: 'Máy chỉ quét được thế',
  });
  expect((await refusalOf(accept)).code).toBe('FINDING_NOT_ACCEPTABLE');
});

it('makes a copy of a blurred page only when a person says why it stays', async () => {
  const pageId = await give(await page({ blur: 4 }));
  expect((await refusalOf(copy())).code).toBe('PAGE_NOT_GOOD');
  const accept = (finding: 'blurred' | 'cut') =>
    client.scan.acceptPage({ requestId: requestId(), pageId, finding, reason: 'Bản chính đã mờ từ trước' });
  expect((await refusalOf(accept('cut'))).code).toBe('FINDING_NOT_THERE');
  await accept('blurred');
  expect((await copy()).pages).toBe(1);
  const [stays] = (await verdicts())[0]?.quality.findings ?? [];
  expect(stays?.accepted).toMatchObject({ reason: 'Bản chính đã mờ từ trước' });
  expect(running.rows("SELECT 1 FROM event WHERE type = 'dossier.page-accepted'")).toHaveLength(1);
});

it('puts a page that was scanned again into the place of the old one, which stays where it is stored', async () => {
  await give(await page());
  const bad = await give(await page({ blur: 4 }));
  await give(await page({}, leaseContract(seededRandom(2))[0]));
  const better = await give(await page({ skew: 0.1 }), bad);
  expect((await seen())?.pages.map(({ pageId }) => pageId).indexOf(better)).toBe(1);
  expect((await seen())?.pages).toHaveLength(3);
  expect((await refusalOf(give(await page({ skew: 0.2 }), bad))).code).toBe('PAGE_UNKNOWN');
  await client.scan.putBack({ requestId: requestId(), pageIds: [bad] });
  expect((await seen())?.pages.map(({ pageId }) => pageId)[1]).toBe(bad);
  expect((await seen())?.pages).toHaveLength(3);
});

it('points out a sheet that came in twice, and no longer once the first is set aside', async () => {
  const first = await give(await page());
  await give(await page({ skew: 0.5, shift: { x: 1, y: 1 } }));
  expect(codesOf(await verdicts())[1]).toContain('repeated');
  expect((await copy()).pages).toBe(2);
  await client.scan.setAside({ requestId: requestId(), pageIds: [first] });
  expect(codesOf(await verdicts())[0]).not.toContain('repeated');
});

it('straightens a crooked page in the copy, keeps the picture, and takes the step back', async () => {
  const jpeg = await page({ skew: 1.8 });
  const pageId = await give(jpeg);
  const [crooked] = await verdicts();
  expect(crooked?.quality.cleanUp.straighten).toBeGreaterThan(170);
  const images = async () => {
    const { sha256 } = await copy();
    const stored = running.host.active().readers.blobs.find(sha256);
    if (stored === undefined) throw new Error('no copy');
    return await storedImages(await running.host.active().folder.blobs.readAll(stored));
  };
  const [cleaned] = await images();
  expect(cleaned?.equals(jpeg)).toBe(false);
  const none = { straighten: 0, crop: null, whiten: 100, turn: 90 } as const;
  await client.scan.cleanUp({ requestId: requestId(), pages: [{ pageId, cleanUp: none }] });
  const [kept] = await images();
  expect(kept?.equals(jpeg)).toBe(true);
  const part = {
    straighten: 179,
    crop: { left: 100, top: -5, right: 10_000, bottom: 9900 },
    whiten: 110,
    turn: 0,
  } as const;
  await client.scan.cleanUp({ requestId: requestId(), pages: [{ pageId, cleanUp: part }] });
  expect((await verdicts())[0]?.quality.cleanUp).toEqual({ ...part, tones: 'colour', flatten: null });
  await client.scan.cleanUp({ requestId: requestId(), pages: [{ pageId, cleanUp: null }] });
  expect((await verdicts())[0]?.quality.cleanUp).toEqual(crooked?.quality.proposed);
});

it('puts pages into the copy in grey or in black and white when a person says so, and in their own bytes when it is taken back', async () => {
  const jpeg = await page();
  const first = await give(jpeg);
  const second = await give(await page({}, leaseContract(seededRandom(2))[0]));
  const proposed = (await verdicts()).map(({ quality }) => quality.cleanUp);
  expect(proposed.map(({ tones }) => tones)).toEqual(['colour', 'colour']);
  const choose = async (tones: readonly ('colour' | 'grey' | 'black-white')[]) =>
    await client.scan.cleanUp({
      requestId: requestId(),
      pages: [first, second].map((pageId, at) => ({
        pageId,
        cleanUp: { ...proposed[at], turn: 90, tones: tones[at] } as never,
      })),
    });
  const pdf = async () => {
    const { sha256 } = await copy();
    const stored = running.host.active().readers.blobs.find(sha256);
    if (stored === undefined) throw new Error('no copy');
    return await running.host.active().folder.blobs.readAll(stored);
  };
  await choose(['grey', 'black-white']);
  expect((await seen())?.digitalCopy ?? null).toBeNull();
  const made = await pdf();
  expect(archiveFaults(made)).toEqual([]);
  const written = made.toString('latin1');
  expect(written.match(/\/Filter \/CCITTFaxDecode/gu)).toHaveLength(1);
  expect(written.match(/\/ColorSpace \/DeviceGray \/BitsPerComponent 8/gu)).toHaveLength(1);
  expect(written.match(/\/MediaBox \[0 0 84\d\.\d+ 59\d\.\d+\]/gu)).toHaveLength(2);
  // The whole of it or nothing: a page that is not there changes none of the others.
  const wrong = client.scan.cleanUp({
    requestId: requestId(),
    pages: [
      { pageId: first, cleanUp: null },
      { pageId: place.dossierId, cleanUp: null },
    ],
  });
  expect((await refusalOf(wrong)).code).toBe('PAGE_UNKNOWN');
  expect((await verdicts())[0]?.quality.cleanUp.tones).toBe('grey');
  expect((await seen())?.digitalCopy?.upToDate).toBe(true);
  await choose(['colour', 'colour']);
  expect((await seen())?.digitalCopy?.upToDate).toBe(false);
  expect((await storedImages(await pdf()))[0]?.equals(jpeg)).toBe(true);
});

it('asks for as many pages as the paper was said to have, and makes none of what is left out', async () => {
  await give(await page());
  const say = (declaredPages: number | null, leftOut: 'secret' | null) =>
    client.scan.describePaper({ requestId: requestId(), ...place, declaredPages, leftOut });
  await say(2, null);
  expect(await refusalOf(copy())).toMatchObject({
    code: 'PAGE_COUNT_DIFFERS',
    data: { declared: 2, pages: 1 },
  });
  await say(1, 'secret');
  expect((await refusalOf(copy())).code).toBe('PAPER_LEFT_OUT');
  expect(await seen()).toMatchObject({ declaredPages: 1, leftOut: 'secret' });
  await say(1, null);
  expect((await copy()).pages).toBe(1);
});

it('goes on measuring after the program was ended in the middle', async () => {
  await give(await page({ blur: 4 }));
  await running.host.close();
  running = await startInProcessHost({ folder: running.folder });
  client = running.client('desk');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect(codesOf(await verdicts())).toEqual([['blurred', 'dpi-ordinary']]);
});

it('finds nothing that blocks on the sample papers', async () => {
  for (const name of ['bang-tot-nghiep', 'giay-chung-nhan-dat', 'to-khai-khai-sinh'] as const)
    for (const jpeg of await samplePages(name)) await give(jpeg);
  expect((await copy()).pages).toBeGreaterThanOrEqual(3);
});

it('a page that could not be measured goes into no copy before it was measured again or a person let it stand', async () => {
  let broken = true;
  await running.close();
  running = await startInProcessHost({
    outside: {
      measurePages: (deps) =>
        measurePages({
          ...deps,
          helpers: {
            ...deps.helpers,
            run: (kind, input, options) =>
              broken
                ? Promise.resolve(refuse('HELPER_CRASHED', { kind: kind.name, exit: 'SIGSEGV' }))
                : deps.helpers.run(kind, input, options),
          },
        }),
    },
  });
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
  const first = await give(await page());
  const second = await give(await page({}, leaseContract(seededRandom(9))[0] as string));
  expect(codesOf(await verdicts())).toEqual([['not-measured'], ['not-measured']]);
  expect(await refusalOf(copy())).toMatchObject({ code: 'PAGE_NOT_GOOD', data: { pages: '1, 2' } });

  const reason = 'Đã xem kỹ, chữ rõ';
  await client.scan.acceptPage({ requestId: requestId(), pageId: first, finding: 'not-measured', reason });
  expect(await refusalOf(copy())).toMatchObject({ code: 'PAGE_NOT_GOOD', data: { pages: '2' } });

  broken = false;
  await client.scan.measureAgain({ requestId: requestId(), pageId: second });
  const [, measured] = await verdicts();
  expect(measured?.quality.state).toBe('measured');
  expect((await copy()).pages).toBe(2);

  // What has been measured stays as it was.
  await client.scan.measureAgain({ requestId: requestId(), pageId: second });
  expect((await seen())?.pages[1]?.quality.state).toBe('measured');
});

it('a page that was never measured, since it lay aside, is measured when it comes back', async () => {
  const pageId = await give(await page());
  await verdicts();
  await client.scan.setAside({ requestId: requestId(), pageIds: [pageId] });
  // As it stands after the migration that began to measure pages.
  running.host.active().folder.write.prepare('DELETE FROM page_measure').run();
  await client.scan.putBack({ requestId: requestId(), pageIds: [pageId] });
  expect((await verdicts()).map(({ quality }) => quality.state)).toEqual(['measured']);
  expect((await copy()).pages).toBe(1);
});
