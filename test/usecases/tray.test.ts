import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { aPaperJpeg, scanPdf } from '../pdf/a-scan.ts';
import { rewrittenByQpdf } from '../pdf/pdf-tools.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let folder: string;
let paper: Buffer;
let place: { dossierId: never; componentId: string };

beforeAll(async () => {
  paper = await aPaperJpeg();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scans-'));
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
  await client.tray.watch({ requestId: requestId(), folder });
});
afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
const waiting = async () => (await client.tray.list({})).files;
const slot = async () =>
  (await client.dossier.get({ dossierId: place.dossierId })).components.find(
    ({ componentId }) => componentId === ORIGINAL,
  );

/** Two looks: a file counts as whole at the second. */
async function look(): Promise<void> {
  const { tray } = running.host.active();
  await tray.look();
  await tray.look();
}

async function only() {
  const [file, ...others] = await waiting();
  expect(others).toEqual([]);
  if (file === undefined) throw new Error('nothing waits');
  return file;
}

it('keeps what a scanner puts into the folder until somebody puts it into a component', async () => {
  put('scan 01.jpg', paper);
  await look();
  const file = await only();
  expect(file).toMatchObject({ name: 'scan 01.jpg', kind: 'images', pages: 1, refusal: null });
  expect(readdirSync(join(folder, 'taken'))).toHaveLength(1);
  const filed = await client.tray.file({ requestId: requestId(), trayId: file.trayId, ...place });
  expect(filed.pages.map(({ sha256 }) => sha256)).toEqual(file.files);
  expect((await slot())?.pages).toMatchObject([{ sha256: file.files[0], dpi: 100 }]);
  expect(await waiting()).toEqual([]);
});

it('a PDF becomes the digital copy as it stands, and goes to the province', async () => {
  const pdf = await scanPdf([{ jpeg: paper }, { jpeg: paper }]);
  put('giay-to.pdf', pdf);
  await look();
  const file = await only();
  expect(file).toMatchObject({ kind: 'pdf', pages: 2 });
  const { digitalCopy } = await client.tray.file({ requestId: requestId(), trayId: file.trayId, ...place });
  expect(digitalCopy).toEqual({ sha256: file.files[0], pages: 2 });
  expect((await slot())?.digitalCopy).toMatchObject({ sha256: file.files[0], pages: 2 });
  expect(running.rows("SELECT 1 FROM packet WHERE kind = 'dossier.digitised'")).toHaveLength(1);
});

it('tells of what it could not take, and why', async () => {
  put(
    'an.pdf',
    await rewrittenByQpdf(await scanPdf([{ jpeg: paper }]), '--encrypt', 'bi-mat', 'bi-mat', '256', '--'),
  );
  put('thu.docx', Buffer.from('no picture'));
  put('tot.jpg', paper);
  await look();
  expect((await waiting()).map(({ name, refusal }) => [name, refusal]).sort()).toEqual([
    ['an.pdf', 'PDF_ENCRYPTED'],
    ['thu.docx', 'IMAGE_UNREADABLE'],
    ['tot.jpg', null],
  ]);
  expect(readdirSync(join(folder, 'refused'))).toHaveLength(2);
  const refused = (await waiting()).find(({ name }) => name === 'thu.docx');
  const input = { requestId: requestId(), trayId: refused?.trayId ?? '', ...place };
  expect((await refusalOf(client.tray.file(input))).code).toBe('TRAY_FILE_GONE');
});

it('goes into one component only, whoever is first', async () => {
  put('scan.jpg', paper);
  await look();
  const { trayId } = await only();
  const file = () => client.tray.file({ requestId: requestId(), trayId, ...place });
  const done = await Promise.allSettled([file(), file()]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await refusalOf(file())).code).toBe('TRAY_FILE_GONE');
  expect((await slot())?.pages).toHaveLength(1);
});

it('a dropped file can be had back, a filed one cannot', async () => {
  put('scan.jpg', paper);
  await look();
  const { trayId } = await only();
  await client.tray.drop({ requestId: requestId(), trayId });
  expect(await waiting()).toEqual([]);
  await client.tray.restore({ requestId: requestId(), trayId });
  await client.tray.file({ requestId: requestId(), trayId, ...place });
  expect((await refusalOf(client.tray.restore({ requestId: requestId(), trayId }))).code).toBe(
    'TRAY_FILE_GONE',
  );
  expect((await refusalOf(client.tray.drop({ requestId: requestId(), trayId }))).code).toBe('TRAY_FILE_GONE');
});

it('takes nothing twice, also when the host ended between the record and the move', async () => {
  put('scan.jpg', paper);
  await look();
  const { trayId } = await only();
  // As a crash leaves it: the record is there, the file still in its old place.
  const [moved = ''] = readdirSync(join(folder, 'taken'));
  renameSync(join(folder, 'taken', moved), join(folder, 'scan.jpg'));
  await look();
  expect((await only()).trayId).toBe(trayId);
  put('again.jpg', paper);
  await look();
  expect((await only()).trayId).toBe(trayId);
  expect(readdirSync(join(folder, 'repeated'))).toHaveLength(1);
});

it('outlives the host with what waits', async () => {
  put('scan.jpg', paper);
  await look();
  const before = await only();
  await running.host.close();
  running = await startInProcessHost({ folder: running.folder });
  client = running.client('desk');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect(await only()).toEqual(before);
});

it('says that the folder is gone, and goes on when it is back', async () => {
  await look();
  rmSync(folder, { recursive: true });
  await running.host.active().tray.look();
  expect(await client.tray.list({})).toMatchObject({ folder, folderMissing: true });
  mkdirSync(folder);
  put('scan.jpg', paper);
  await look();
  expect(await client.tray.list({})).toMatchObject({ folderMissing: false, files: [{ name: 'scan.jpg' }] });
});

it('refuses a folder that cannot be used and keeps the one it has; none is a choice', async () => {
  const choose = (path: string | null) => client.tray.watch({ requestId: requestId(), folder: path });
  for (const [path, reason] of [
    ['scans', 'PATH_NOT_ABSOLUTE'],
    [join(folder, 'nowhere'), 'FOLDER_MISSING'],
    [running.folder, 'INSIDE_DATA_FOLDER'],
  ] as const)
    expect(await refusalOf(choose(path))).toMatchObject({
      code: 'WATCHED_FOLDER_UNUSABLE',
      data: { folder: path, reason },
    });
  expect(await client.tray.folder({})).toEqual({ folder, folderMissing: false });
  await choose(null);
  put('scan.jpg', paper);
  await look();
  expect(await client.tray.list({})).toEqual({ folder: null, folderMissing: false, files: [] });
  expect(readdirSync(folder)).toEqual(['scan.jpg']);
});
