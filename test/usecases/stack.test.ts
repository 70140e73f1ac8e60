import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCodes } from '../../electron/helpers/codes/read-codes.ts';
import { ownSlip } from '../../electron/usecases/slip/check-slip.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { birthNotice } from '../samples/civil-status-papers.ts';
import { landCertificate } from '../samples/other-papers.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import { pagesOfPaper } from '../scanner/printed-sheets.ts';
import {
  aCitizen,
  aLinkedBirth,
  aReceipt,
  giveEveryRole,
  ORIGINAL,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

// A scanner, helper processes and real files: on a busy machine twenty seconds are not enough.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const [DECLARATION, NOTICE] = ['to-khai-dien-tu', 'giay-chung-sinh'];
let scanner: EsclServer;
let running: InProcessHost;
let client: CounterClient;
let pages: Buffer[];
let blank: Buffer;
let birth: Awaited<ReturnType<typeof receiveOne>>;

beforeAll(async () => {
  scanner = await startEsclServer();
  pages = await Promise.all([0.1, 0.2, 0.3, 0.4].map((inkedShare) => aPaperJpeg({ inkedShare })));
  const { width = 1, height = 1 } = await sharp(pages[0]).metadata();
  blank = await sharp({ create: { width, height, channels: 3, background: '#f8f7f2' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => scanner.close());
beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  birth = await receiveOne(client, aLinkedBirth());
});
afterEach(() => running.close());

async function runStack(
  sheets: readonly Buffer[],
  { dossierId = birth.dossierId as string | null, duplex = false, id = requestId() } = {},
) {
  scanner.load(sheets);
  const { scanners } = await client.scan.scanners({});
  const found = scanners.find(({ scannerId }) => scannerId.startsWith('escl:'));
  if (found === undefined) throw new Error('no eSCL scanner');
  const { deviceId, scannerId } = found;
  return await client.stack.run({
    requestId: id,
    dossierId: dossierId as never,
    deviceId,
    scannerId,
    duplex,
    dpi: 200,
  });
}

/** Separators of a dossier as sheets out of the printer, in the order of its components. */
async function separatorsOf(dossierId: string): Promise<Buffer[]> {
  const drawn = await client.stack.drawSeparators({
    requestId: requestId(),
    dossierId: dossierId as never,
    paper: 'A5',
  });
  return await pagesOfPaper(running, drawn.sha256);
}

const slots = async (dossierId: string = birth.dossierId) =>
  Object.fromEntries(
    (await client.dossier.get({ dossierId: dossierId as never })).components.map(
      ({ componentId, pages: has }) => [componentId, has.map(({ sha256 }) => sha256)],
    ),
  );
const waiting = async () => (await client.stack.waiting({})).pages;
/** The pictures that were scanned, by their hash, as they lie in the slots. */
async function hashesOf(...sheets: (Buffer | undefined)[]): Promise<string[]> {
  return await Promise.all(
    sheets.map(async (sheet) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(sheet as Buffer))).toString('hex'),
    ),
  );
}

it('one stack fills every slot; the separators are kept and in no digital copy', async () => {
  const [first, second] = await separatorsOf(birth.dossierId);
  const [one, two, three, four] = pages as [Buffer, Buffer, Buffer, Buffer];
  const done = await runStack([first as Buffer, one, two, second as Buffer, three, four]);
  expect(done).toMatchObject({
    pages: 6,
    filed: [
      { code: birth.code, componentId: DECLARATION, pages: 2 },
      { code: birth.code, componentId: NOTICE, pages: 2 },
    ],
    setAside: 2,
    undecided: 0,
    stopped: null,
  });
  expect(await slots()).toMatchObject({
    [DECLARATION as string]: await hashesOf(one, two),
    [NOTICE as string]: await hashesOf(three, four),
  });
  const kept = running.rows<{ n: number }>("SELECT count(*) AS n FROM stack_page WHERE place = 'aside'");
  expect(kept).toEqual([{ n: 2 }]);
});

it('asked again with the same id it scans nothing and answers the same', async () => {
  const [first] = await separatorsOf(birth.dossierId);
  const id = requestId();
  const done = await runStack([first as Buffer, pages[0] as Buffer], { id });
  expect(await runStack([pages[1] as Buffer], { id })).toEqual(done);
  expect((await slots())[DECLARATION as string]).toHaveLength(1);
});

it('what no separator of this dossier sends anywhere waits with its reason, and goes by one command', async () => {
  const other = await receiveOne(client, aReceipt(aCitizen('086190000009', 'Lò Thị Mỷ').person));
  const [first] = await separatorsOf(birth.dossierId);
  const [foreign] = await separatorsOf(other.dossierId);
  const [one, two, three] = pages as [Buffer, Buffer, Buffer];
  const done = await runStack([one, first as Buffer, two, foreign as Buffer, three]);
  expect(done).toMatchObject({ filed: [{ pages: 1 }], setAside: 1, undecided: 3 });
  expect((await waiting()).map(({ reason, number }) => [number, reason])).toEqual([
    [1, 'before-first'],
    [4, 'other-dossier'],
    [5, 'other-dossier'],
  ]);
  expect((await slots(other.dossierId))[ORIGINAL]).toEqual([]);
  const [page, sheet] = await waiting();
  const place = { dossierId: birth.dossierId, componentId: NOTICE as string };
  await client.stack.file({ requestId: requestId(), stackPageId: page?.stackPageId ?? '', ...place });
  expect((await slots())[NOTICE as string]).toEqual(await hashesOf(one));
  const again = { requestId: requestId(), stackPageId: page?.stackPageId ?? '', ...place };
  expect((await refusalOf(client.stack.file(again))).code).toBe('STACK_PAGE_GONE');
  const aside = { requestId: requestId(), stackPageId: sheet?.stackPageId ?? '' };
  await client.stack.setAside(aside);
  expect(await waiting()).toHaveLength(1);
  await client.stack.takeBack({ ...aside, requestId: requestId() });
  expect(await waiting()).toHaveLength(2);
});

it('the title of a page that waits says which component it seems to be, and files nothing', async () => {
  const [notice = ''] = birthNotice(seededRandom(1));
  const [permit = ''] = landCertificate(seededRandom(1));
  await runStack([await asScanned(notice, seededRandom(2)), await asScanned(permit, seededRandom(3))]);
  const [first, second] = await waiting();
  const suggested = async (stackPageId = '') =>
    await client.stack.suggestPlace({ stackPageId, dossierId: birth.dossierId });
  expect(await suggested(first?.stackPageId)).toEqual({ title: 'GIẤY CHỨNG SINH', componentId: NOTICE });
  expect(await suggested(second?.stackPageId)).toMatchObject({ componentId: null });
  expect(await slots()).toMatchObject({ [NOTICE]: [], [DECLARATION]: [] });
  await client.stack.setAside({ requestId: requestId(), stackPageId: first?.stackPageId ?? '' });
  expect(await refusalOf(suggested(first?.stackPageId))).toMatchObject({ code: 'STACK_PAGE_GONE' });
});

it('a stack of several dossiers files each into its own; of a closed one it waits', async () => {
  const copy = await receiveOne(client, aReceipt(aCitizen('086190000009', 'Lò Thị Mỷ').person));
  const closed = await receiveOne(client, aReceipt(aCitizen('086190000008', 'Hà Văn Thử').person));
  const sheets = [
    ...(await separatorsOf(birth.dossierId)).slice(0, 1),
    pages[0],
    ...(await separatorsOf(copy.dossierId)),
    pages[1],
    ...(await separatorsOf(closed.dossierId)),
    pages[2],
  ] as Buffer[];
  await client.life.withdraw({
    requestId: requestId(),
    dossierId: closed.dossierId,
    reason: 'Đổi ý',
    givenBack: '',
  });
  const done = await runStack(sheets, { dossierId: null });
  expect(done.filed.map(({ code, pages: count }) => [code, count])).toEqual([
    [birth.code, 1],
    [copy.code, 1],
  ]);
  expect((await waiting()).map(({ reason }) => reason)).toEqual(['dossier-closed', 'dossier-closed']);
});

it('both sides: an empty back of a separator goes with it, a written one waits, an empty back of a page stays', async () => {
  const [first, second] = (await separatorsOf(birth.dossierId)) as [Buffer, Buffer];
  const [one, two] = pages as [Buffer, Buffer];
  const done = await runStack([first, blank, one, blank, second, two, two, one], { duplex: true });
  expect(done).toMatchObject({ pages: 8, setAside: 3, undecided: 1 });
  expect((await waiting()).map(({ reason }) => reason)).toEqual(['written-back']);
  expect(await slots()).toMatchObject({
    [DECLARATION as string]: await hashesOf(one, blank),
    [NOTICE as string]: await hashesOf(two, one),
  });
});

it('keeps and sorts what came when the paper jams', async () => {
  const [first] = (await separatorsOf(birth.dossierId)) as [Buffer];
  scanner.misbehave({ kind: 'jam', after: 2 });
  const done = await runStack([first, pages[0] as Buffer, pages[1] as Buffer]);
  scanner.misbehave(undefined);
  expect(done).toMatchObject({ pages: 2, filed: [{ pages: 1 }], stopped: { code: 'PAPER_JAM' } });
});

it('refuses an empty feeder and a closed dossier, and keeps nothing of them', async () => {
  expect(await refusalOf(runStack([]))).toMatchObject({ code: 'SCAN_GAVE_NOTHING' });
  await client.life.withdraw({
    requestId: requestId(),
    dossierId: birth.dossierId,
    reason: 'Đổi ý',
    givenBack: '',
  });
  expect((await refusalOf(runStack([blank]))).code).toBe('DOSSIER_CLOSED');
  expect(await client.stack.waiting({})).toEqual({ pages: [], interrupted: [] });
});

describe('signed papers', () => {
  it('slips and receipts of the day file themselves by their codes; the rest is listed as missing', async () => {
    const copy = await receiveOne(client, aReceipt(aCitizen('086190000009', 'Lò Thị Mỷ').person));
    await recordResult(client, copy.dossierId);
    await client.dossier.handOver({
      requestId: requestId(),
      dossierId: copy.dossierId,
      receiver: aCitizen('086190000009', 'Lò Thị Mỷ').person,
      paper: null,
    });
    const slip = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId: birth.dossierId,
      paper: 'A5',
      copies: 1,
    });
    const receipt = await client.dossier.drawHandOver({
      requestId: requestId(),
      dossierId: copy.dossierId,
      paper: 'A5',
    });
    const [slipPage] = await pagesOfPaper(running, slip.sha256);
    const [receiptPage] = await pagesOfPaper(running, receipt.sha256);
    const day = running.clock.now().slice(0, 10);
    const missing = async () =>
      (await client.stack.missingSigned({ day })).papers.map(({ code, kind }) => [code, kind]);
    expect(await missing()).toEqual([
      [birth.code, 'slip'],
      [copy.code, 'slip'],
      [copy.code, 'hand-over-receipt'],
    ]);
    const done = await runStack([slipPage, receiptPage, pages[0]] as Buffer[], { dossierId: null });
    expect(done).toMatchObject({
      signed: [
        { code: birth.code, kind: 'slip', pages: 1 },
        { code: copy.code, kind: 'hand-over-receipt', pages: 1 },
      ],
      undecided: 1,
    });
    expect(await missing()).toEqual([[copy.code, 'slip']]);
    expect((await client.dossier.get({ dossierId: birth.dossierId })).signedPapers).toMatchObject([
      { kind: 'slip' },
    ]);
    const [page] = await waiting();
    const file = { stackPageId: page?.stackPageId ?? '', dossierId: copy.dossierId, kind: 'slip' as const };
    await client.stack.fileSigned({ requestId: requestId(), ...file });
    expect([await missing(), await waiting()]).toEqual([[], []]);
  });

  it('a slip of another installation is a page like any other, its separator is foreign; a forged slip is not filed', async () => {
    const other = await startInProcessHost();
    const theirs = other.client('desk');
    await setUpAndSignIn(theirs);
    await giveEveryRole(theirs);
    const strange = await receiveOne(theirs, aReceipt());
    const drawn = await theirs.dossier.drawSlip({
      requestId: requestId(),
      dossierId: strange.dossierId,
      paper: 'A5',
      copies: 1,
    });
    const separator = await theirs.stack.drawSeparators({
      requestId: requestId(),
      dossierId: strange.dossierId,
      paper: 'A5',
    });
    const [slip] = await pagesOfPaper(other, drawn.sha256);
    const [foreign] = await pagesOfPaper(other, separator.sha256);
    await other.close();
    const [first] = await separatorsOf(birth.dossierId);
    const done = await runStack([first, slip, foreign, pages[0]] as Buffer[]);
    expect(done).toMatchObject({ filed: [{ componentId: DECLARATION, pages: 1 }], signed: [], undecided: 2 });
    expect((await waiting()).map(({ reason }) => reason)).toEqual(['foreign-separator', 'foreign-separator']);
    const ours = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId: birth.dossierId,
      paper: 'A5',
      copies: 1,
    });
    const [page] = await pagesOfPaper(running, ours.sha256);
    const { codes } = await readCodes({ jpeg: page as Buffer });
    const proof = codes.map(({ text }) => text).find((text) => /^[0-9]{200,}$/u.test(text)) ?? '';
    const { readers } = running.host.active();
    expect(ownSlip(readers, proof)).toEqual({ dossierId: birth.dossierId });
    for (const at of [-1, -60, -120]) {
      const forged =
        proof.slice(0, at) + ((Number(proof.at(at)) + 1) % 10) + proof.slice(proof.length + at + 1);
      expect(ownSlip(readers, forged)).toBe('forged');
    }
  });
});

it('a stack that a stop cut off is there after the next start, and is sorted once', async () => {
  const [first] = (await separatorsOf(birth.dossierId)) as [Buffer];
  const done = await runStack([first, pages[0] as Buffer, pages[1] as Buffer]);
  const { folder } = running;
  // As a crash leaves it that came between the last page and the sorting.
  running.host.active().folder.write.exec('UPDATE stack_run SET sorted_at = NULL');
  await running.host.close();
  running = await startInProcessHost({ folder });
  client = running.client('desk');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const { interrupted } = await client.stack.waiting({});
  expect(interrupted).toMatchObject([{ runId: done.runId, pages: 3, dossierId: birth.dossierId }]);
  const sorted = await client.stack.sort({ requestId: requestId(), runId: done.runId });
  expect(sorted).toMatchObject({ pages: 3, filed: [{ pages: 2 }] });
  expect((await client.stack.waiting({})).interrupted).toEqual([]);
  expect(await client.stack.sort({ requestId: requestId(), runId: done.runId })).toEqual(sorted);
});
