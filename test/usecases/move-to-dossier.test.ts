import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
import { storedFile } from '../support/stored-text.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
/** The dossier that the pages were scanned into, and the one that they belong to. */
let wrong: never;
let right: never;
const [DECLARATION, NOTICE] = ['to-khai-dien-tu', 'giay-chung-sinh'] as const;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  wrong = (await receiveOne(client, aLinkedBirth())).dossierId as never;
  right = (await receiveOne(client, aLinkedBirth())).dossierId as never;
});
afterEach(() => running.close());

async function give(
  seed: number,
  { dossierId = wrong, componentId = DECLARATION as string, insteadOf = null as string | null } = {},
) {
  const jpeg = await scannedPage(leaseContract(seededRandom(seed))[0] as string, seededRandom(seed), {
    skew: 0,
  });
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([jpeg]),
    'image/jpeg',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const place = { dossierId, componentId, insteadOf };
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
  return { pageId: pages[0]?.pageId as string, sha256 };
}
const seen = async (dossierId: never, componentId: string = DECLARATION) =>
  (await client.dossier.get({ dossierId })).components.find((each) => each.componentId === componentId);
const idsOf = async (dossierId: never, componentId: string = DECLARATION) =>
  (await seen(dossierId, componentId))?.pages.map(({ pageId }) => pageId) ?? [];
const inDossier = (
  dossierId: never,
  before: string[],
  after: string[],
  componentId: string = DECLARATION,
) => ({
  dossierId,
  componentId,
  before,
  after,
});
const move = (...dossiers: [ReturnType<typeof inDossier>, ReturnType<typeof inDossier>]) =>
  client.scan.moveToDossier({ requestId: requestId(), dossiers });
const copy = (dossierId: never) =>
  client.scan.makeDigitalCopy({ requestId: requestId(), dossierId, componentId: DECLARATION });
const eventsOf = (dossierId: string) =>
  running
    .rows<{ type: string; payload: string }>(
      `SELECT type, payload FROM event WHERE subject_id = '${dossierId}' AND type LIKE 'dossier.pages-%' ORDER BY seq`,
    )
    .filter(({ type }) => type !== 'dossier.pages-added')
    .map(({ type, payload }) => ({ type, ...JSON.parse(payload) }));

it('a page goes into a component of the other dossier, both say so, both copies are out of date, the picture stays as it is', async () => {
  const [a, b] = [await give(1), await give(2)];
  const there = await give(3, { dossierId: right, componentId: NOTICE });
  const { sha256: made } = await copy(wrong);
  await move(
    inDossier(wrong, [a.pageId, b.pageId], [a.pageId]),
    inDossier(right, [there.pageId], [there.pageId, b.pageId], NOTICE),
  );
  expect(await idsOf(wrong)).toEqual([a.pageId]);
  expect(await idsOf(right, NOTICE)).toEqual([there.pageId, b.pageId]);
  expect((await seen(right, NOTICE))?.pages[1]?.sha256).toBe(b.sha256);
  expect((await seen(wrong))?.digitalCopy).toMatchObject({ sha256: made, upToDate: false });
  expect(await storedImages(await storedFile(running, made))).toHaveLength(2);
  expect(eventsOf(wrong)).toMatchObject([
    { type: 'dossier.pages-went', went: [b.pageId], otherDossier: right, otherCode: 'H61.45-261124-3005' },
  ]);
  expect(eventsOf(right)).toMatchObject([
    { type: 'dossier.pages-came', came: [b.pageId], otherDossier: wrong, otherComponent: DECLARATION },
  ]);
  await copy(wrong);
  expect((await seen(wrong))?.digitalCopy).toMatchObject({ pages: 1, upToDate: true });
});

it('is taken back as it was, once, however often the request comes', async () => {
  const [a, b] = [await give(1), await give(2)];
  const gone = inDossier(wrong, [a.pageId, b.pageId], [b.pageId]);
  const come = inDossier(right, [], [a.pageId]);
  await move(gone, come);
  const back = {
    requestId: requestId(),
    dossiers: [inDossier(wrong, gone.after, gone.before), inDossier(right, come.after, come.before)] as [
      typeof gone,
      typeof come,
    ],
  };
  await client.scan.moveToDossier(back);
  await client.scan.moveToDossier(back);
  expect(await idsOf(wrong)).toEqual([a.pageId, b.pageId]);
  expect(await idsOf(right)).toEqual([]);
  expect(eventsOf(wrong).map(({ type }) => type)).toEqual(['dossier.pages-went', 'dossier.pages-came']);
});

it('is refused where the pages no longer stand as they were seen, and where one page would be lost or doubled', async () => {
  const [a, b] = [await give(1), await give(2)];
  const refused = refusalOf(move(inDossier(wrong, [a.pageId], []), inDossier(right, [], [a.pageId])));
  expect((await refused).code).toBe('PAGES_MOVED');
  for (const after of [[], [a.pageId, a.pageId]])
    expect(
      (await refusalOf(move(inDossier(wrong, [a.pageId, b.pageId], [b.pageId]), inDossier(right, [], after))))
        .code,
    ).toBe('INVALID_INPUT');
  expect(await idsOf(wrong)).toEqual([a.pageId, b.pageId]);
});

it('is refused where either dossier has ended, and names it', async () => {
  const a = await give(1);
  const other = await give(2, { dossierId: right });
  await client.life.withdraw({
    requestId: requestId(),
    dossierId: right,
    reason: 'Người nộp xin rút',
    givenBack: '',
  } as never);
  const gone = inDossier(wrong, [a.pageId], []);
  expect(
    await refusalOf(move(gone, inDossier(right, [other.pageId], [other.pageId, a.pageId]))),
  ).toMatchObject({
    code: 'MOVE_OF_CLOSED',
    data: { code: 'H61.45-261124-3005', state: 'withdrawn' },
  });
  expect(
    await refusalOf(
      move(inDossier(right, [other.pageId], []), inDossier(wrong, [a.pageId], [a.pageId, other.pageId])),
    ),
  ).toMatchObject({ code: 'MOVE_OF_CLOSED', data: { code: 'H61.45-261124-3005' } });
  expect(eventsOf(wrong)).toEqual([]);
});

it('is refused while a certified copy of the component waits for the officer', async () => {
  const a = await give(1);
  const { sha256 } = await copy(wrong);
  const about = { dossierId: wrong, componentId: DECLARATION, title: 'Tờ khai', sha256 };
  await client.certify.compare({ requestId: requestId(), ...about, pagesMatched: [1] } as never);
  const moved = () => move(inDossier(wrong, [a.pageId], []), inDossier(right, [], [a.pageId]));
  expect(await refusalOf(moved())).toMatchObject({
    code: 'MOVE_OF_CERTIFIED',
    data: { code: 'H61.45-261124-3001' },
  });
  expect(await idsOf(wrong)).toEqual([a.pageId]);
});

it('a page that was scanned instead of one, and went, does not come back with that one', async () => {
  const a = await give(1);
  const b = await give(2, { insteadOf: a.pageId });
  await move(inDossier(wrong, [b.pageId], []), inDossier(right, [], [b.pageId]));
  await client.scan.putBack({ requestId: requestId(), pageIds: [a.pageId] });
  expect(await idsOf(wrong)).toEqual([a.pageId]);
  expect(await idsOf(right)).toEqual([b.pageId]);
});
