import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MeasurePages } from '../../electron/host/quality-book.ts';
import { readNoPages, readPages } from '../../electron/jobs/read-pages.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { temporaryFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { storedText } from '../support/stored-text.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: string;
let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };

async function start(outside: Parameters<typeof startInProcessHost>[0] = {}) {
  running = await startInProcessHost({ folder, ...outside });
  client = running.client('desk');
}

beforeEach(async () => {
  folder = temporaryFolder();
  await start({ outside: { readPages } });
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

async function aPage(...lines: string[]): Promise<Buffer> {
  const sheet = paperSheet({ random: seededRandom(5) });
  for (const [index, line] of lines.entries()) sheet.at(line, sheet.left, 60 + index * 12, { size: 14 });
  return await asScanned(sheet.svg(), seededRandom(6));
}

async function give(jpeg: Uint8Array): Promise<string> {
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
  return pages[0]?.pageId as string;
}

const find = async (text: string) => (await client.scan.findText({ text })).pages;
const allRead = () =>
  vi.waitFor(
    () => {
      if (running.rows('SELECT 1 FROM page_to_read').length > 0) throw new Error('still reading');
    },
    { timeout: 60_000, interval: 100 },
  );

it('finds a scanned page by its words, with and without marks, the last one as it is typed, and says where and how it stands there', async () => {
  await give(await aPage('GIẤY CHỨNG NHẬN KẾT HÔN', 'Số đăng ký 147/2019'));
  await give(await aPage('Hợp đồng thuê nhà ở xã Thử Nghiệm'));
  await allRead();
  for (const text of [
    'giấy chứng nhận kết hôn',
    '"ket hon"',
    'giay chung nhan ket h',
    'KẾT hôn',
    '147/2019',
    'so 147',
  ])
    expect(
      (await find(text)).map(({ page }) => page),
      text,
    ).toEqual([1]);
  const [found] = await find('hop dong thue');
  expect(found).toMatchObject({
    dossierId: place.dossierId,
    page: 2,
    line: 'Hợp đồng thuê nhà ở xã Thử Nghiệm',
  });
  expect(found?.ownerName).not.toBe('');
  // Operators and quotes are words like others, and what holds no letter finds nothing.
  for (const text of ['ket OR hop', 'NEAR(ket hop)', '***', '']) expect(await find(text), text).toEqual([]);
});

it('puts what was read under the pictures of the digital copy, and makes one without it while nothing has been read', async () => {
  await give(await aPage('GIẤY CHỨNG NHẬN KẾT HÔN', 'Số đăng ký 147/2019'));
  await allRead();
  const copyText = async () => {
    const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
    return await storedText(running, sha256);
  };
  expect(await copyText()).toContain('GIẤY CHỨNG NHẬN KẾT HÔN Số đăng ký 147/2019');
  running.host.active().folder.write.exec('DELETE FROM page_search; DELETE FROM page_text');
  expect((await copyText()).trim()).toBe('');
});

it('says that a copy lacks its text once that was read after it was made, and no more when it is made again', async () => {
  await running.host.close();
  await start({ outside: { readPages: readNoPages } });
  const credentials = { login: 'quantri', password: PASSWORD };
  await client.session.signIn({ requestId: requestId(), ...credentials });
  await give(await aPage('Giấy khai sinh'));
  const lacks = async () =>
    (await client.dossier.get({ dossierId: place.dossierId })).components.find(
      ({ componentId }) => componentId === ORIGINAL,
    )?.digitalCopy?.textCameLater;
  const make = async () => await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  await make();
  expect(await lacks()).toBe(false);
  await running.host.close();
  await start({ outside: { readPages } });
  running.clock.advance(60);
  await client.session.signIn({ requestId: requestId(), ...credentials });
  await allRead();
  expect(await lacks()).toBe(true);
  running.clock.advance(60);
  const { sha256 } = await make();
  expect(await lacks()).toBe(false);
  expect(await storedText(running, sha256)).toContain('Giấy khai sinh');
});

it('does not find what was set aside, and finds it again when it is put back', async () => {
  const pageId = await give(await aPage('Giấy khai sinh'));
  await allRead();
  await client.scan.setAside({ requestId: requestId(), pageIds: [pageId] });
  expect(await find('khai sinh')).toEqual([]);
  await client.scan.putBack({ requestId: requestId(), pageIds: [pageId] });
  expect(await find('khai sinh')).toHaveLength(1);
});

it('reads after a stop what was stored before it, and once only', async () => {
  await running.host.close();
  await start({ outside: { readPages: readNoPages } });
  const credentials = { login: 'quantri', password: PASSWORD };
  await client.session.signIn({ requestId: requestId(), ...credentials });
  await give(await aPage('Giấy khai sinh'));
  expect(running.rows('SELECT 1 FROM page_to_read')).toHaveLength(1);
  await running.host.close();
  await start({ outside: { readPages } });
  await client.session.signIn({ requestId: requestId(), ...credentials });
  await allRead();
  expect(await find('khai sinh')).toHaveLength(1);
  expect(running.rows('SELECT 1 FROM page_text')).toHaveLength(1);
});

it('gives a page up that no engine can read, says why in the record, and goes on with the next', async () => {
  const helpers = running.host.helpers;
  const run = helpers.run.bind(helpers);
  let failures = 0;
  vi.spyOn(helpers, 'run').mockImplementation(async (kind, input, options) => {
    if (kind.name !== 'recognise-text' || failures++ >= 2) return await run(kind, input, options);
    return { ok: false, refusal: { code: 'HELPER_CRASHED', data: { kind: kind.name, exit: 'SIGSEGV' } } };
  });
  await give(await aPage('Giấy khai sinh'));
  await vi.waitFor(() => expect(running.rows('SELECT 1 FROM page_text')).toHaveLength(1), {
    timeout: 30_000,
  });
  await give(await aPage('Hợp đồng thuê nhà'));
  await allRead();
  vi.restoreAllMocks();
  expect(running.rows('SELECT problem FROM page_text ORDER BY seq')).toEqual([
    { problem: 'HELPER_CRASHED' },
    { problem: null },
  ]);
  expect(await find('hop dong')).toHaveLength(1);
});

it('does not let a page whose file cannot be read hold up the others, neither in reading nor in measuring', async () => {
  await running.host.close();
  await start({ outside: { readPages: readNoPages, measurePages: measureNoPages } });
  const credentials = { login: 'quantri', password: PASSWORD };
  await client.session.signIn({ requestId: requestId(), ...credentials });
  const pages = [
    await give(await aPage('Giấy khai sinh')),
    await give(await aPage('Hợp đồng thuê nhà')),
    await give(await aPage('Đơn đề nghị')),
  ];
  const { folder: files, readers } = running.host.active();
  // The first is measured first, the last is read first.
  for (const pageId of [pages[0], pages[2]]) {
    const blob = readers.blobs.find(readers.pages.find(pageId as string)?.sha256 as never);
    if (blob !== undefined) files.blobs.purge(blob);
  }
  await running.host.close();
  await start({ outside: { readPages } });
  await client.session.signIn({ requestId: requestId(), ...credentials });
  await allRead();
  expect(await find('thue nha')).toHaveLength(1);
  expect(running.rows('SELECT DISTINCT problem FROM page_text ORDER BY problem')).toEqual([
    { problem: null },
    { problem: 'FILE_UNREADABLE' },
  ]);
  await vi.waitFor(() => expect(running.rows('SELECT 1 FROM page_to_measure')).toEqual([]), {
    timeout: 30_000,
  });
  expect(running.rows('SELECT 1 FROM page_measure WHERE measures IS NOT NULL')).toHaveLength(1);
});

const measureNoPages: MeasurePages = () => ({ settle: async () => undefined, close: async () => undefined });
