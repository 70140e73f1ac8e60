import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { helperKinds } from '../../electron/host/ports/helper-kinds.ts';
import { drawThumbnails } from '../../electron/jobs/draw-thumbnails.ts';
import type { Arranged } from '../../shared/domain/digitisation/arrangement.ts';
import { reversed } from '../../shared/domain/digitisation/arrangement.ts';
import { scannedPage } from '../pages/scanned-page.ts';
import { storedImages } from '../pdf/pdf-tools.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let dossierId: never;
/** Two components of one dossier. */
const [DECLARATION, NOTICE] = ['to-khai-dien-tu', 'giay-chung-sinh'] as const;

beforeEach(async () => {
  running = await startInProcessHost({ outside: { drawThumbnails } });
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  dossierId = (await receiveOne(client, aLinkedBirth())).dossierId as never;
});
afterEach(() => running.close());

const sheet = (seed: number) =>
  scannedPage(leaseContract(seededRandom(seed))[0] as string, seededRandom(seed), { skew: 0 });
const images = new Map<string, Buffer>();

async function give(seed: number, componentId: string = DECLARATION, insteadOf: string | null = null) {
  const jpeg = await sheet(seed);
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const place = { dossierId, componentId };
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256, insteadOf });
  const pageId = pages[0]?.pageId as string;
  images.set(pageId, jpeg);
  return pageId;
}

async function seen(componentId: string = DECLARATION) {
  const { components } = await client.dossier.get({ dossierId });
  return components.find((component) => component.componentId === componentId);
}
const idsOf = async (componentId: string = DECLARATION) =>
  (await seen(componentId))?.pages.map(({ pageId }) => pageId) ?? [];

const arrange = (...components: Arranged[]) =>
  client.scan.arrange({
    requestId: requestId(),
    dossierId,
    components: components.map(({ componentId, before, after }) => ({
      componentId,
      before: [...before],
      after: [...after],
    })),
  });
const setAside = (...pageIds: string[]) => client.scan.setAside({ requestId: requestId(), pageIds });
const putBack = (...pageIds: string[]) => client.scan.putBack({ requestId: requestId(), pageIds });
const copy = () =>
  client.scan.makeDigitalCopy({ requestId: requestId(), dossierId, componentId: DECLARATION });

async function picturesOf(sha256: string) {
  const stored = running.host.active().readers.blobs.find(sha256);
  if (stored === undefined) throw new Error('no copy');
  return await storedImages(await running.host.active().folder.blobs.readAll(stored));
}

it('puts pages into another order: the copy has that order, the pictures stay, and who moved them is kept', async () => {
  const [a, b, c] = [await give(1), await give(2), await give(3)];
  const { sha256: first } = await copy();
  expect((await seen())?.digitalCopy?.upToDate).toBe(true);
  const moved = { componentId: DECLARATION, before: [a, b, c], after: [c, a, b] };
  await arrange(moved);
  expect(await idsOf()).toEqual([c, a, b]);
  expect((await seen())?.digitalCopy?.upToDate).toBe(false);
  const about = { dossierId, componentId: DECLARATION, title: 'Tờ khai', sha256: first };
  const compared = client.certify.compare({ requestId: requestId(), ...about, pagesMatched: [1, 2, 3] });
  expect((await refusalOf(compared)).code).toBe('DIGITAL_COPY_CHANGED');
  const { sha256 } = await copy();
  const pictures = await picturesOf(sha256);
  expect([c, a, b].map((id, index) => pictures[index]?.equals(images.get(id) as Buffer))).toEqual([
    true,
    true,
    true,
  ]);
  expect((await seen())?.digitalCopy?.upToDate).toBe(true);
  await arrange(...reversed([moved]));
  expect(await idsOf()).toEqual([a, b, c]);
  const events = running.rows("SELECT payload FROM event WHERE type = 'dossier.pages-arranged' ORDER BY seq");
  expect(events).toHaveLength(2);
  expect(JSON.stringify(events[0])).toContain(
    JSON.stringify({ after: [c, a, b], before: [a, b, c] })
      .slice(1, -1)
      .replaceAll('"', '\\"'),
  );
});

it('makes no copy of pages that somebody turned while it was made', async () => {
  const a = await give(1);
  const helpers = running.host.helpers;
  const run = helpers.run.bind(helpers);
  const turned = vi.spyOn(helpers, 'run').mockImplementation(async (kind, input, options) => {
    if (kind.name === helperKinds.assembleScan.name) {
      turned.mockRestore();
      const cleanUp = { straighten: 0, crop: null, whiten: 100, turn: 90 as const };
      await client.scan.cleanUp({ requestId: requestId(), pages: [{ pageId: a, cleanUp }] });
    }
    return await run(kind, input, options);
  });
  expect((await refusalOf(copy())).code).toBe('PAGES_CHANGED');
  expect((await seen())?.digitalCopy).toBeNull();
  await copy();
  expect((await seen())?.digitalCopy?.upToDate).toBe(true);
});

it('moves pages to another component and back', async () => {
  const [a, b, c] = [await give(1), await give(2), await give(3)];
  const x = await give(4, NOTICE);
  const moved = [
    { componentId: DECLARATION, before: [a, b, c], after: [a] },
    { componentId: NOTICE, before: [x], after: [x, b, c] },
  ];
  await arrange(...moved);
  expect([await idsOf(), await idsOf(NOTICE)]).toEqual([[a], [x, b, c]]);
  expect(running.rows('SELECT sha256 FROM scanned_page')).toHaveLength(4);
  await arrange(...reversed(moved));
  expect([await idsOf(), await idsOf(NOTICE)]).toEqual([[a, b, c], [x]]);
});

it('refuses what is not as the window saw it, what loses a page, and what is closed', async () => {
  const [a, b] = [await give(1), await give(2)];
  const swapped = { componentId: DECLARATION, before: [a, b], after: [b, a] };
  await arrange(swapped);
  expect((await refusalOf(arrange(swapped))).code).toBe('PAGES_MOVED');
  const lost = arrange({ componentId: DECLARATION, before: [b, a], after: [b] });
  expect((await refusalOf(lost)).code).toBe('INVALID_INPUT');
  const elsewhere = arrange({ componentId: 'no-such', before: [], after: [] });
  expect((await refusalOf(elsewhere)).code).toBe('COMPONENT_UNKNOWN');
  expect(await idsOf()).toEqual([b, a]);
});

it('sets a range aside and puts it back into its place, also after the others moved', async () => {
  const [a, b, c, d] = [await give(1), await give(2), await give(3), await give(4)];
  await setAside(b, c);
  expect(await idsOf()).toEqual([a, d]);
  await putBack(b, c);
  expect(await idsOf()).toEqual([a, b, c, d]);
  const unknown = setAside(a, '01936000-0000-7000-8000-00000000ffff');
  expect((await refusalOf(unknown)).code).toBe('PAGE_UNKNOWN');
  expect(await idsOf()).toEqual([a, b, c, d]);
  await setAside(b);
  await arrange({ componentId: DECLARATION, before: [a, c, d], after: [d, c, a] });
  await putBack(b);
  expect(await idsOf()).toEqual([d, b, c, a]);
});

it('puts the first picture of a page back where the better one was moved to', async () => {
  const [a, bad] = [await give(1), await give(2)];
  const better = await give(3, DECLARATION, bad);
  await arrange(
    { componentId: DECLARATION, before: [a, better], after: [a] },
    { componentId: NOTICE, before: [], after: [better] },
  );
  await putBack(bad);
  expect([await idsOf(), await idsOf(NOTICE)]).toEqual([[a], [bad]]);
});

it('sees a sheet that came in twice once its two pages stand side by side', async () => {
  const [a, b, again] = [await give(1), await give(2), await give(1)];
  const repeated = async () => {
    await vi.waitFor(async () => {
      const waits = running.rows('SELECT 1 FROM page_to_measure');
      if (waits.length > 0) throw new Error('still measuring');
    }, 30_000);
    return (await seen())?.pages.map(({ quality }) =>
      quality.findings.some(({ code }) => code === 'repeated'),
    );
  };
  expect(await repeated()).toEqual([false, false, false]);
  await arrange({ componentId: DECLARATION, before: [a, b, again], after: [a, again, b] });
  expect(await repeated()).toEqual([false, true, false]);
});

it('counts the two pictures of a page with a stuck note as one page, and points out a lone half', async () => {
  const [, withNote, without] = [await give(1), await give(2), await give(2)];
  const mark = (pageId: string, picture: 'with' | 'without' | null) =>
    client.scan.markNote({ requestId: requestId(), pageId, picture });
  const say = (declaredPages: number) =>
    client.scan.describePaper({
      requestId: requestId(),
      dossierId,
      componentId: DECLARATION,
      declaredPages,
      leftOut: null,
    });
  await say(2);
  await mark(withNote, 'with');
  const halves = async () =>
    (await seen())?.pages.flatMap(({ quality }, index) =>
      quality.findings.some(({ code }) => code === 'note-half') ? [index + 1] : [],
    );
  expect(await halves()).toEqual([2]);
  expect(await refusalOf(copy())).toMatchObject({
    code: 'PAGE_COUNT_DIFFERS',
    data: { declared: 2, pages: 3 },
  });
  await say(3);
  expect(await refusalOf(copy())).toMatchObject({ code: 'PAGE_NOT_GOOD', data: { pages: '2' } });
  await mark(without, 'without');
  await say(2);
  expect(await halves()).toEqual([]);
  expect((await copy()).pages).toBe(3);
  // Two pictures of one sheet are alike, and not the same sheet fed twice.
  expect((await seen())?.pages[2]).toMatchObject({ note: 'without' });
  expect((await seen())?.pages[2]?.quality.findings.map(({ code }) => code)).not.toContain('repeated');
  await mark(without, null);
  expect(await halves()).toEqual([2]);
});

it('makes a small picture of every page, in a helper, and serves it as a file', async () => {
  const pageId = await give(1);
  const thumbnail = await vi.waitFor(async () => {
    const found = (await seen())?.pages[0]?.thumbnail ?? null;
    if (found === null) throw new Error('not drawn yet');
    return found;
  }, 30_000);
  const stored = running.host.active().readers.blobs.find(thumbnail);
  expect(stored).toMatchObject({ mediaType: 'image/jpeg' });
  expect(stored?.size).toBeLessThan(30_000);
  expect(stored?.size).toBeLessThan((images.get(pageId)?.length ?? 0) / 10);
});
