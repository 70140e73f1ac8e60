import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { anEmptySheet, scannedPage } from '../pages/scanned-page.ts';
import { aTextSheet } from '../pages/text-page.ts';
import { archiveFaults } from '../pdf/archive-check.ts';
import { assertSound, storedImages } from '../pdf/pdf-tools.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

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

const textPage = (seed: number, text = {}, look = {}) =>
  scannedPage(aTextSheet(seed, text).svg, seededRandom(seed), { dpi: 300, quality: 88, ...look });

async function give(jpeg: Uint8Array) {
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
  return pages[0]?.pageId as string;
}

/** Hands every pushed event on how far a copy is to `take`, until it is ended. */
function followCopies(take: (event: { done: number; total: number }) => void): () => void {
  const end = new AbortController();
  void (async () => {
    for await (const event of running.host.feed.watch(end.signal))
      if (event.topic === 'copy-progress') take(event);
  })().catch(() => undefined);
  return () => end.abort();
}

const setLimit = (megabytes: number | null) =>
  client.scan.setCopyLimit({ requestId: requestId(), megabytes });
const make = (more = {}, options = {}) =>
  client.scan.makeDigitalCopy({ requestId: requestId(), ...place, ...more }, options);

async function seen() {
  const { components } = await client.dossier.get({ dossierId: place.dossierId });
  const component = components.find(({ componentId }) => componentId === ORIGINAL);
  if (component === undefined) throw new Error('no component');
  return component;
}

async function bytesOf(sha256: string): Promise<Buffer> {
  const stored = running.host.active().readers.blobs.find(sha256);
  if (stored === undefined) throw new Error('not stored');
  return await running.host.active().folder.blobs.readAll(stored);
}

it('makes the largest pages smaller until the copy keeps to the limit, leaves the others, and says which and how', async () => {
  const small = await scannedPage(anEmptySheet('<path d="M60 60h60" stroke="#222"/>'), seededRandom(1), {
    dpi: 200,
    quality: 60,
    grain: 1,
  });
  const large = [await textPage(81), await textPage(82), await textPage(83)];
  await give(large[0] as Buffer);
  await give(small);
  await give(large[1] as Buffer);
  await give(large[2] as Buffer);
  const given = [large[0], small, large[1], large[2]] as Buffer[];
  expect(await client.scan.copyLimit({})).toEqual({ megabytes: 10 });
  await setLimit(null);
  const whole = await make();
  expect(whole.reEncoded).toBe(0);
  expect(whole.size).toBeGreaterThan(2_000_000);
  expect(
    (await storedImages(await bytesOf(whole.sha256))).every((image, at) => image.equals(given[at] as Buffer)),
  ).toBe(true);

  await setLimit(1);
  const made = await make();
  expect(made.size).toBeLessThanOrEqual(1_000_000);
  const pdf = await bytesOf(made.sha256);
  expect(pdf.length).toBe(made.size);
  await assertSound(pdf);
  expect(archiveFaults(pdf)).toEqual([]);
  // Its paper has the size that it had, to a dot.
  const boxes = (file: Buffer) =>
    [...file.toString('latin1').matchAll(/\/MediaBox \[0 0 (\S+) (\S+)\]/gu)].flatMap(([, ...sides]) =>
      sides.map(Number),
    );
  for (const [at, side] of boxes(await bytesOf(whole.sha256)).entries())
    expect(Math.abs((boxes(pdf)[at] ?? 0) - side)).toBeLessThan(72 / 200);
  const images = await storedImages(pdf);
  expect(images[1]?.equals(small)).toBe(true);
  const copy = (await seen()).digitalCopy;
  expect(copy).toMatchObject({ pages: 4, size: made.size, largerThan: null, upToDate: true });
  expect(copy?.reEncoded.map(({ page }) => page)).toEqual([1, 3, 4]);
  for (const { page, dpi, quality, before, after } of copy?.reEncoded ?? []) {
    expect(dpi).toBeGreaterThanOrEqual(200);
    expect(quality).toBeLessThan(88);
    expect([before, after]).toEqual([given[page - 1]?.length, images[page - 1]?.length]);
    const { width = 0 } = await sharp(images[page - 1]).metadata();
    expect(width / (210 / 25.4)).toBeGreaterThanOrEqual(199.5);
  }
  // The scanned pictures are there as they came, and the log and the province know what was done.
  for (const [at, { sha256 }] of (await seen()).pages.entries())
    expect((await bytesOf(sha256)).equals(given[at] as Buffer)).toBe(true);
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'dossier.digitised' ORDER BY seq DESC LIMIT 1",
  );
  expect(JSON.parse(event?.payload ?? '')).toMatchObject({ reEncoded: copy?.reEncoded });
  const [packet] = running.rows<{ bytes: Uint8Array }>('SELECT bytes FROM packet ORDER BY seq DESC LIMIT 1');
  const { snapshot } = JSON.parse(Buffer.from(packet?.bytes ?? []).toString());
  expect(snapshot.reEncoded).toEqual(
    copy?.reEncoded.map(({ page, quality, dpi }) => ({ page, quality, dpi })),
  );
});

it('makes no copy that could not be read: it says which pages are the largest, and makes it in black and white, or larger when a person says so', async () => {
  const dense = await textPage(84, { size: 8 }, { grain: 5, quality: 95 });
  const pages: string[] = [];
  for (let index = 0; index < 7; index++) pages.push(await give(dense));
  await setLimit(1);
  const told: unknown[] = [];
  const stop = followCopies((event) => told.push(event));
  const refused = await refusalOf(make());
  stop();
  expect(refused).toMatchObject({ code: 'COPY_TOO_LARGE', data: { limit: 1, pages: '1, 2, 3, 4, 5' } });
  expect((refused.data as { size: number }).size).toBe(Math.ceil((7 * dense.length) / 1_000_000));
  expect(told[0]).toMatchObject({ ...place, done: 0, total: 7 });
  expect((await seen()).digitalCopy).toBeNull();
  expect(running.rows("SELECT 1 FROM event WHERE type = 'dossier.digitised'")).toHaveLength(0);

  const larger = await make({ keepLarger: true });
  expect(larger.size).toBeGreaterThan(7 * dense.length);
  expect((await seen()).digitalCopy).toMatchObject({ reEncoded: [], largerThan: 1_000_000 });
  expect((await storedImages(await bytesOf(larger.sha256)))[0]?.equals(dense)).toBe(true);

  const { cleanUp } = (await seen()).pages[0]?.quality ?? {};
  await client.scan.cleanUp({
    requestId: requestId(),
    pages: pages.map((pageId) => ({ pageId, cleanUp: { ...cleanUp, tones: 'black-white' } as never })),
  });
  const blackWhite = await make();
  expect(blackWhite).toMatchObject({ reEncoded: 0, pages: 7 });
  expect(blackWhite.size).toBeLessThan(1_000_000);
  expect((await seen()).digitalCopy).toMatchObject({ reEncoded: [], largerThan: null });
});

it('leaves everything as it was when it is cancelled while pages are made smaller', async () => {
  for (const seed of [85, 86, 87]) await give(await textPage(seed));
  await setLimit(1);
  const abort = new AbortController();
  const stop = followCopies(({ done }) => {
    if (done > 0) abort.abort();
  });
  await expect(make({}, { signal: abort.signal })).rejects.toThrow();
  stop();
  expect((await seen()).digitalCopy).toBeNull();
  expect((await seen()).pages).toHaveLength(3);
  expect((await make()).size).toBeLessThanOrEqual(1_000_000);
});
