import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { aPaperJpeg, scanPdf } from '../pdf/a-scan.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { openProvinceStore, type ProvinceStore } from '../province/province-store.ts';
import { connectTo, eventually } from '../support/a-delivery.ts';
import { aFiling, fileOnline, PENSION_PAPER } from '../support/a-filing.ts';
import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

let store: ProvinceStore;
let province: RunningProvince;
let running: InProcessHost;
let client: CounterClient;
let declaration: { bytes: Uint8Array; name: string; mediaType: string };
let photo: { bytes: Uint8Array; name: string; mediaType: string };

beforeAll(async () => {
  store = await openProvinceStore();
  const paper = await aPaperJpeg();
  declaration = {
    bytes: await scanPdf([{ jpeg: paper }, { jpeg: paper }]),
    name: 'đơn đề nghị.pdf',
    mediaType: 'application/pdf',
  };
  photo = { bytes: paper, name: 'ảnh đơn.jpg', mediaType: 'image/jpeg' };
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  province = await startProvince({ store, mode: 'official', name: 'Tỉnh Vĩnh Long' });
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(async () => {
  await running.close();
  await province.close();
});

const list = async () => (await client.online.list({})).submissions;
const outcomes = async () =>
  (await store.db.query('SELECT revision, outcome, reason FROM submission ORDER BY arrival')).rows;
const arrived = async (many = 1) => {
  await eventually(async () => expect(await list()).toHaveLength(many));
  const [first] = await list();
  if (first === undefined) throw new Error('nothing came');
  return first;
};
const hurry = () => client.delivery.sendNow({ requestId: requestId() });
const packets = async () =>
  (
    await store.db.query<{ kind: string; bytes: Uint8Array }>(
      'SELECT kind, bytes FROM packet ORDER BY arrival',
    )
  ).rows.map(({ kind, bytes }) => ({ kind, ...JSON.parse(Buffer.from(bytes).toString('utf8')).snapshot }));
const looked = (files: { sha256: string }[]) => files.map(({ sha256 }) => sha256) as never[];
const seen = ({ submissionId, revision }: { submissionId: string; revision: number }) => ({
  requestId: requestId(),
  submissionId,
  revision,
});

it('what a citizen filed is fetched, reviewed file by file and accepted with a code and a clock of ours', async () => {
  const filing = aFiling([declaration]);
  await fileOnline(province, filing, [declaration]);
  await connectTo(client, province);
  const hit = await arrived();
  expect(hit).toMatchObject({
    code: 'G22.99-261124-150001',
    submitterName: 'Lê Thị Thử',
    state: 'registered',
    // Filed on a rest day (24/11): eight working hours are over at 17:00 on the day after.
    dueAt: '2026-11-25T10:00:00.000Z',
    files: 1,
  });
  await expectCountsRight(client);
  const { lists } = await client.today.get({});
  expect(lists.find(({ list: name }) => name === 'online')).toEqual({
    list: 'online',
    mine: true,
    count: 1,
    oldestAt: hit.dueAt,
  });
  const view = await client.online.get({ submissionId: hit.submissionId });
  expect(view.actions).toEqual(['accept', 'ask-completion', 'refuse']);
  expect(view.nationalStatus).toBe(1);
  expect(view.files).toMatchObject([{ name: 'đơn đề nghị.pdf', kind: 'pdf', pageCount: 2 }]);
  expect(await refusalOf(client.online.accept({ ...seen(view), fees: [], reviewed: [] }))).toMatchObject({
    code: 'FILES_NOT_REVIEWED',
    data: { names: ['đơn đề nghị.pdf'] },
  });
  const accepted = await client.online.accept({ ...seen(view), fees: [], reviewed: looked(view.files) });
  expect(accepted).toMatchObject({ code: 'H61.45-261124-3001', unplaced: [] });
  const dossier = await client.dossier.get({ dossierId: accepted.dossierId });
  expect(dossier).toMatchObject({ state: 'received', channel: 'online', receivedAt: running.clock.now() });
  expect(dossier.identityChecks).toMatchObject([{ method: 'portal' }]);
  expect(
    dossier.components.find(({ componentId }) => componentId === PENSION_PAPER)?.digitalCopy,
  ).toMatchObject({ sha256: view.files[0]?.sha256, pages: 2 });
  // The portal's code finds it, and says so.
  const { hits } = await client.dossier.search({ text: 'g22.99-261124-150001', limit: 10 });
  expect(hits.map(({ dossierId }) => dossierId)).toEqual([accepted.dossierId]);
  expect(dossier.otherCodes).toMatchObject([{ code: 'G22.99-261124-150001', kind: 'portal' }]);
  expect(await list()).toEqual([]);
  expect(await refusalOf(client.online.refuse({ ...seen(view), reason: 'Muộn' }))).toMatchObject({
    code: 'ACTION_NOT_ALLOWED',
  });
  await eventually(async () =>
    expect((await packets()).find(({ kind }) => kind === 'dossier.received')).toMatchObject({
      submissionId: view.submissionId,
      submissionCode: 'G22.99-261124-150001',
      channel: 'online',
      identity: { method: 'portal', TaiKhoanDuocXacThucVoiVNeID: true },
      status: 2,
    }),
  );
  expect(await outcomes()).toMatchObject([{ outcome: 'kept', reason: null }]);
});

it('sends back once with all reasons; the next revision may only be accepted or refused', async () => {
  const filing = aFiling([photo]);
  await fileOnline(province, filing, [photo]);
  await connectTo(client, province);
  const hit = await arrived();
  const items = [{ name: 'Đơn đề nghị', reason: 'Ảnh mờ, không đọc được ngày sinh' }];
  const completion = { items, instruction: 'Chụp lại đơn, đủ bốn góc' };
  const asked = await client.online.askCompletion({ ...seen(hit), ...completion });
  expect(asked.state).toBe('completion-asked');
  await eventually(async () =>
    expect((await packets()).find(({ kind }) => kind === 'online.completion-asked')).toMatchObject({
      status: 5,
      ...completion,
    }),
  );
  await fileOnline(
    province,
    { ...filing, revision: 2, filedAt: '2026-11-24T02:00:00.000Z', files: aFiling([declaration]).files },
    [declaration],
  );
  await hurry();
  await eventually(async () => expect((await list())[0]).toMatchObject({ revision: 2, state: 'registered' }));
  const view = await client.online.get({ submissionId: hit.submissionId });
  expect(view.actions).toEqual(['accept', 'refuse']);
  expect(view.completion).toMatchObject(completion);
  expect(await refusalOf(client.online.askCompletion({ ...seen(view), ...completion }))).toMatchObject({
    code: 'COMPLETION_ASKED_BEFORE',
  });
  // Whoever still looks at the first revision decides nothing.
  expect(await refusalOf(client.online.refuse({ ...seen(hit), reason: 'Thiếu' }))).toMatchObject({
    code: 'SUBMISSION_CHANGED',
    data: { revision: 2 },
  });
  const refused = await client.online.refuse({ ...seen(view), reason: 'Không thuộc thẩm quyền' });
  expect(refused.state).toBe('refused');
  await eventually(async () =>
    expect((await packets()).find(({ kind }) => kind === 'online.refused')).toMatchObject({ status: 3 }),
  );
  expect(await list()).toEqual([]);
});

it('a submission that is offered again, because the acknowledgement was lost, stays one', async () => {
  province.faults.add('acknowledge', 'drop', 2);
  await fileOnline(province, aFiling([photo]), [photo]);
  await connectTo(client, province);
  await arrived();
  await eventually(async () => {
    await hurry();
    expect(await outcomes()).toMatchObject([{ outcome: 'kept' }]);
  });
  expect(await list()).toHaveLength(1);
  expect(running.rows('SELECT * FROM online_revision')).toHaveLength(1);
  expect(running.rows("SELECT * FROM event WHERE type = 'online.arrived'")).toHaveLength(1);
});

it('a broken connection in the middle of the files keeps nothing half, and the rest comes later', async () => {
  province.faults.add('fetch', 'drop', 1);
  const files = [declaration, photo];
  await fileOnline(province, aFiling(files), files);
  await connectTo(client, province);
  await eventually(async () => {
    const { lanes } = await client.delivery.status({});
    expect(lanes.find(({ lane }) => lane === 'submissions')?.lastError).not.toBeNull();
  });
  expect(await list()).toEqual([]);
  await hurry();
  expect((await arrived()).files).toBe(2);
  // Of a PDF and a picture for one component the picture becomes a page; the PDF stays with the submission for a person.
  const [hit] = await list();
  const view = await client.online.get({ submissionId: hit?.submissionId ?? '' });
  const accepted = await client.online.accept({ ...seen(view), fees: [], reviewed: looked(view.files) });
  expect(accepted.unplaced).toEqual(['đơn đề nghị.pdf']);
});

const GARBAGE: [string, string, () => string | ReturnType<typeof aFiling>][] = [
  ['no JSON', 'SUBMISSION_UNREADABLE', () => 'xin chào 🙂'],
  ['a field nobody agreed on', 'SUBMISSION_UNREADABLE', () => aFiling([], { note: 'x' })],
  ['a name of control characters', 'SUBMISSION_UNREADABLE', () => aFiling([], { code: 'a\u202eb' })],
  [
    'a file that is no paper',
    'IMAGE_UNREADABLE',
    () => aFiling([{ bytes: Buffer.from('MZ virus'), name: 'don.pdf', mediaType: 'application/pdf' }]),
  ],
];

it.each(GARBAGE)('%s is refused, shown and told the province', async (_name, reason, make) => {
  const made = make();
  const bytes = Buffer.from('MZ virus');
  if (typeof made === 'string')
    await province.file('H61.45', { id: '01936000-0000-7000-8000-0000000000ff', revision: 1, text: made });
  else await fileOnline(province, made, [{ bytes, name: 'don.pdf', mediaType: 'application/pdf' }]);
  await fileOnline(province, aFiling([photo], { code: 'G22.99-261124-150002' }), [photo]);
  await connectTo(client, province);
  // What comes behind it is not held up.
  expect((await arrived()).code).toBe('G22.99-261124-150002');
  expect((await client.online.list({})).unread).toMatchObject([{ revision: 1, reason }]);
  await eventually(async () =>
    expect((await outcomes())[0]).toMatchObject({ outcome: 'unreadable', reason }),
  );
  expect(running.rows('SELECT * FROM online_submission')).toHaveLength(1);
});

it('a file with other bytes than its hash never counts', async () => {
  const filing = aFiling([declaration]);
  await fileOnline(province, filing, [declaration]);
  rmSync(join(store.files, filing.files[0]?.sha256 ?? ''));
  fileOnlineWrong(filing.files[0]?.sha256 ?? '');
  await connectTo(client, province);
  await eventually(async () => {
    await hurry();
    expect((await client.online.list({})).unread).toMatchObject([
      { reason: 'FILE_DIFFERS', detail: 'đơn đề nghị.pdf' },
    ]);
  });
  expect(running.rows('SELECT * FROM online_submission')).toEqual([]);
});

function fileOnlineWrong(sha256: string): void {
  const bytes = Buffer.from(declaration.bytes);
  bytes[bytes.length - 1] = 0;
  writeFileSync(join(store.files, sha256), bytes);
}

it('a filing of a paper that the procedure demands and that is not there is not accepted', async () => {
  await fileOnline(province, aFiling([{ ...photo, componentId: null }]), [photo]);
  await connectTo(client, province);
  const hit = await arrived();
  const view = await client.online.get({ submissionId: hit.submissionId });
  expect(
    await refusalOf(client.online.accept({ ...seen(view), fees: [], reviewed: looked(view.files) })),
  ).toMatchObject({ code: 'MISSING_COMPONENT' });
  expect(await list()).toHaveLength(1);
});

it('a filing by another person than the owner keeps who filed', async () => {
  const mother = aCitizen('086190001235', 'Nguyễn Thị Mẹ').person;
  const other = {
    submitter: {
      kind: 'other',
      party: mother,
      authority: { basis: 'legal-representative', relation: 'Mẹ' },
    },
  };
  await fileOnline(province, aFiling([photo], { ...other, verifiedByVneid: false }), [photo]);
  await connectTo(client, province);
  const hit = await arrived();
  expect(hit.submitterName).toBe('Nguyễn Thị Mẹ');
  const view = await client.online.get({ submissionId: hit.submissionId });
  const accepted = await client.online.accept({ ...seen(view), fees: [], reviewed: looked(view.files) });
  const dossier = await client.dossier.get({ dossierId: accepted.dossierId });
  expect(dossier.parties.find(({ role }) => role === 'submitter')?.party.name).toBe('Nguyễn Thị Mẹ');
  expect(dossier.components.find(({ componentId }) => componentId === PENSION_PAPER)?.pages).toHaveLength(1);
});

it('what the citizen took out of the national warehouse is told to the province as that, and nothing else is', async () => {
  const confirmation = {
    ...declaration,
    bytes: await scanPdf([{ jpeg: await aPaperJpeg({ inkedShare: 0.3 }) }]),
  };
  const taken = { ...confirmation, name: 'giấy xác nhận.pdf', componentId: null, fromNationalStore: true };
  const filing = aFiling([declaration, taken]);
  await fileOnline(province, filing, [declaration, taken]);
  await connectTo(client, province);
  const hit = await arrived();
  const view = await client.online.get({ submissionId: hit.submissionId });
  expect(view.files.map(({ fromNationalStore }) => fromNationalStore)).toEqual([false, true]);
  const { dossierId } = await client.online.accept({ ...seen(view), fees: [], reviewed: looked(view.files) });
  const { components } = await client.dossier.get({ dossierId });
  expect(components.map(({ componentId, fromNationalStore }) => [componentId, fromNationalStore])).toEqual([
    [PENSION_PAPER, false],
    ['other-1', true],
  ]);
  const flags = () =>
    running
      .rows<{ bytes: Buffer }>("SELECT bytes FROM packet WHERE kind = 'dossier.digitised' ORDER BY seq")
      .map(({ bytes }) => JSON.parse(String(bytes)).snapshot)
      .map(({ componentId, DuocLayTuKhoDMQG }) => [componentId, DuocLayTuKhoDMQG]);
  expect(flags()).toEqual([
    [PENSION_PAPER, 0],
    ['other-1', 1],
  ]);
  // The clerk puts a scan of their own in its place: it is not out of the warehouse any more.
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })]),
    'image/jpeg',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  const place = { dossierId, componentId: 'other-1' };
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: stored.value.sha256 });
  await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  expect(flags().at(-1)).toEqual(['other-1', 0]);
});
