import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readGivenFile } from '../../electron/jobs/read-given-file.ts';
import { readPages } from '../../electron/jobs/read-pages.ts';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import { scanPdf } from '../pdf/a-scan.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { temporaryFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { storedFile } from '../support/stored-text.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: string;
let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };

async function start() {
  running = await startInProcessHost({ folder, outside: { readPages } });
  client = running.client('desk');
}

beforeEach(async () => {
  folder = temporaryFolder();
  await start();
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

async function upload(bytes: Uint8Array): Promise<never> {
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([bytes]), 'application/pdf');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  return uploaded.value.sha256 as never;
}

/** A PDF with text of its own: the slip of a dossier, as somebody else may bring it. */
async function aTypedPdf(): Promise<Uint8Array> {
  const drawn = await client.dossier.drawSlip({
    requestId: requestId(),
    dossierId: place.dossierId,
    paper: 'A4',
    copies: 1,
  });
  return await storedFile(running, drawn.sha256);
}

async function aPage(...lines: string[]): Promise<Buffer> {
  const sheet = paperSheet({ random: seededRandom(5) });
  for (const [index, line] of lines.entries()) sheet.at(line, sheet.left, 60 + index * 12, { size: 14 });
  return await asScanned(sheet.svg(), seededRandom(6));
}

const give = async (sha256: never, name = 'giấy tờ.pdf') =>
  await client.scan.addFile({ requestId: requestId(), ...place, sha256, name });
const find = async (text: string) => (await client.scan.findText({ text })).pages;
const read = () =>
  running.rows<{ page: number; engine: string }>('SELECT page, engine FROM file_text ORDER BY seq');
const allRead = () =>
  vi.waitFor(
    () => {
      if (running.rows('SELECT 1 FROM file_to_read').length > 0) throw new Error('still reading');
    },
    { timeout: 90_000, interval: 100 },
  );

it('finds a given PDF by the text that it has itself, without touching the file', async () => {
  const bytes = await aTypedPdf();
  const sha256 = await upload(bytes);
  await give(sha256);
  await allRead();
  expect(read()).toEqual([{ page: 1, engine: 'file' }]);
  for (const text of ['GIẤY TIẾP NHẬN HỒ SƠ', 'giay tiep nhan ho so va hen tra ket q', 'le thi thu'])
    expect(await find(text), text).toMatchObject([
      {
        pageId: null,
        dossierId: place.dossierId,
        code: 'H61.45-261124-3001',
        page: 1,
        ownerName: 'Lê Thị Thử',
      },
    ]);
  const [found] = await find('hen tra ket qua');
  expect(found?.line).toContain('HẸN TRẢ KẾT QUẢ');
  expect(found?.componentName).toContain('Bản chính');
  expect(Buffer.from(await storedFile(running, sha256)).equals(Buffer.from(bytes))).toBe(true);
});

it('reads a PDF of scanned pages from its pictures, page by page, goes on after a stop where it was, and suggests facts from them', async () => {
  const pages = await Promise.all(
    ['Giấy xác nhận khuyết tật', 'Hợp đồng thuê nhà', 'Biên bản bàn giao'].map(async (line) => ({
      jpeg: await aPage(line, 'Số: 45/GXN-UBND', 'Cấp ngày 04/03/2025'),
      dpi: 200,
    })),
  );
  await give(await upload(await scanPdf(pages)));
  await vi.waitFor(
    () => {
      if (read().length === 0) throw new Error('nothing read');
    },
    { timeout: 60_000, interval: 20 },
  );
  await running.host.close();
  await start();
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await allRead();
  expect(read().map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(read().every(({ engine }) => engine !== 'file')).toBe(true);
  expect((await find('xac nhan khuyet tat')).map(({ page }) => page)).toEqual([1]);
  expect((await find('bien ban ban giao')).map(({ page }) => page)).toEqual([3]);
  const { suggestions } = await client.scan.suggestFacts(place);
  expect(suggestions).toContainEqual(expect.objectContaining({ field: 'number', value: '45/GXN-UBND' }));
});

it('finds a result by its text too, and reads a file once in however many places it stands', async () => {
  const sha256 = await upload(await aTypedPdf());
  await give(sha256);
  await allRead();
  await client.dossier.recordResult({
    requestId: requestId(),
    dossierId: place.dossierId,
    description: 'Giấy trả lời',
    sha256,
    facts: NOTHING_SAID,
  });
  expect((await find('hen tra ket qua')).map(({ componentName }) => componentName).toSorted()).toEqual([
    expect.stringContaining('Bản chính'),
    'Giấy trả lời',
  ]);
  expect(read()).toHaveLength(1);
});

it('a file whose pages cannot be read has few problems and keeps nobody waiting; one bad page stops no other', async () => {
  const said = [{ text: 'chữ', left: 1, top: 1, width: 1, height: 1, confidence: 100, line: 0 }];
  const words = Array.from({ length: 30 }, () => said[0]);
  const readWith = async (total: number, isBad: (page: number) => boolean) => {
    const kept: [number, string][] = [];
    let isDone = false;
    const helpers = {
      run: async ({ name }: { name: string }, { from, most }: { from: number; most: number }) => {
        if (name !== 'read-pdf-text') return refuse('HELPER_TIMED_OUT', { kind: name, timeoutMs: 1 });
        const asked = Array.from({ length: Math.min(most, total - from + 1) }, (_, place) => from + place);
        if (asked.some(isBad)) return refuse('HELPER_TIMED_OUT', { kind: name, timeoutMs: 1 });
        return ok({ total, pages: asked.map(() => words) });
      },
    };
    const files = {
      waiting: () => undefined,
      keep: (_: string, page: number, read: object) => {
        kept.push([page, 'problem' in read ? 'problem' : 'words']);
      },
      done: () => {
        isDone = true;
      },
    };
    const deps = {
      files,
      helpers,
      log: { warn: () => undefined },
      read: async () => new Uint8Array(1),
    } as never;
    for (let turn = 0; !isDone && turn < 2000; turn += 1) {
      const problems = kept.filter(([, what]) => what === 'problem').length;
      const next = Math.max(0, ...kept.map(([page]) => page)) + 1;
      await readGivenFile(deps, { sha256: 'a' as never, next, problems }, new AbortController().signal);
    }
    expect(isDone).toBe(true);
    return kept.map(([page, what]) => (what === 'problem' ? -page : page));
  };
  expect(await readWith(4, (page) => page === 3)).toEqual([1, 2, -3, 4]);
  expect(await readWith(9, (page) => page > 2)).toEqual([1, 2, -3, -4, -5]);
  expect(await readWith(9, () => true)).toEqual([-1]);
  expect(await readWith(5000, () => false)).toHaveLength(500);
});
