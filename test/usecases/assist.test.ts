import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAssistedReader } from '../../db/repositories/assisted-repository.ts';
import { openZip } from '../../electron/helpers/workbook/zip-archive.ts';
import { purgeDue } from '../../electron/host/purge-filing.ts';
import { readFile } from '../../electron/host/store-file.ts';
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
import { giveFile } from '../tables/a-workbook.ts';

let store: ProvinceStore;
let province: RunningProvince;
let running: InProcessHost;
let client: CounterClient;
beforeAll(async () => {
  store = await openProvinceStore();
  await store.reset();
  province = await startProvince({ store, mode: 'official', name: 'Tỉnh Vĩnh Long' });
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterAll(async () => {
  await running.close();
  await province.close();
  await store.close();
});

const { person } = aCitizen();
const open = async (change: object = {}) =>
  await client.assist.open({
    requestId: requestId(),
    procedureCode: '1.014027',
    caseId: 'standard',
    person,
    request: 'Hưởng trợ cấp hưu trí xã hội',
    ...change,
  });
const add = async (filingId: string, componentId: string, bytes: Uint8Array) =>
  await client.assist.addFile({
    requestId: requestId(),
    filingId,
    componentId,
    sha256: await giveFile(running, bytes),
  });
const prepare = (filingId: string, restElsewhere = false) =>
  client.assist.prepare({ requestId: requestId(), filingId, restElsewhere });
const file = (filingId: string, code: string, submissionId: string | null = null) =>
  client.assist.file({ requestId: requestId(), filingId, code, submissionId });
const get = (filingId: string) => client.assist.get({ filingId });
const stored = async (sha256: string) => await readFile(running.host.active(), sha256);
const DAY = { from: '2026-11-24', to: '2026-11-24' };

it('prepares files and words, links what the citizen filed when a person confirms it, and destroys the files in time', async () => {
  const { filingId } = await open();
  const jpeg = await aPaperJpeg();
  expect(await refusalOf(prepare(filingId))).toMatchObject({ code: 'NO_PAGES' });
  await add(filingId, 'other', jpeg);
  expect(await refusalOf(prepare(filingId))).toMatchObject({
    code: 'ONLINE_PAPERS_MISSING',
    data: { names: [expect.stringContaining('Văn bản đề nghị')] },
  });
  await add(filingId, PENSION_PAPER, jpeg);
  await add(filingId, PENSION_PAPER, jpeg);
  const signed = await scanPdf([{ jpeg }]);
  await add(filingId, PENSION_PAPER, signed);
  expect(await prepare(filingId)).toEqual({ files: 3 });
  const view = await get(filingId);
  const made = view.files.filter(({ kind }) => kind === 'prepared');
  expect(made.map(({ name, pages }) => `${name} ${pages}`)).toEqual([
    '01-van-ban-de-nghi-huong-tro-cap-huu-tri-xa-hoi.pdf 2',
    '01-van-ban-de-nghi-huong-tro-cap-huu-tri-xa-hoi-2.pdf 1',
    '02-giay-to-khac.pdf 1',
  ]);
  // What came as a PDF is the same bytes still: a signature in it holds.
  expect(await stored(made[1]?.sha256 ?? '')).toEqual(Buffer.from(signed));
  const bundle = view.files.find(({ kind }) => kind === 'bundle');
  const zip = openZip(new Uint8Array((await stored(bundle?.sha256 ?? '')) ?? []));
  expect(zip.names).toEqual([...made.map(({ name }) => name), '00-thong-tin-can-nhap.txt']);
  expect(new TextDecoder().decode(zip.read('00-thong-tin-can-nhap.txt'))).toContain(
    'Số định danh: 086190001234',
  );
  expect(view.fields).toContainEqual({ field: 'birthDate', value: '01/02/1990' });
  // Nothing of it is a dossier of the counter.
  expect((await client.dossier.search({ text: person.name, limit: 5 })).hits).toEqual([]);

  // The citizen files one of the files with their own account; somebody else files too.
  running.clock.advance(600);
  const at = running.clock.now();
  const papers = [{ bytes: signed, name: 'đơn.pdf', mediaType: 'application/pdf' }];
  const filing = aFiling(papers, { code: 'G22.99-261124-150009', filedAt: at });
  await fileOnline(province, filing, papers);
  const other = aCitizen('086190009999', 'Người Khác').person;
  await fileOnline(province, aFiling([], { code: 'G22.99-261124-150010', filedAt: at, owner: other }), []);
  await connectTo(client, province);
  await eventually(async () => expect((await client.online.list({})).submissions).toHaveLength(2));
  const { candidates } = await get(filingId);
  expect(candidates.map(({ code }) => code)).toEqual(['G22.99-261124-150009']);
  expect((await client.assist.list(DAY)).filings).toMatchObject([{ filingId, candidates: 1 }]);
  expect(await refusalOf(file(filingId, 'G22.99-261124-150010', filing.submissionId))).toMatchObject({
    code: 'SUBMISSION_NOT_THEIRS',
  });
  expect(await file(filingId, 'G22.99-261124-150009', filing.submissionId)).toMatchObject({
    purgeAfter: '2026-12-01T01:40:00.000Z',
  });
  expect(await refusalOf(file(filingId, 'G22.99-261124-150009'))).toMatchObject({ code: 'ASSISTED_ENDED' });

  // Seven days later the files go by themselves; the one that came back with the filing stays.
  const { folder, unitOfWork } = running.host.active();
  let calls = 0;
  const due = (now: string) =>
    purgeDue(
      { folder },
      unitOfWork,
      { assisted: createAssistedReader(folder.read) as never },
      {
        now,
        newId: () => `01936000-0000-7000-8000-${String(++calls).padStart(12, '0')}`,
      },
    );
  expect(due('2026-12-01T01:39:59.000Z')).toBe(0);
  expect(due('2026-12-01T01:40:00.000Z')).toBe(1);
  expect(due('2026-12-01T01:40:00.000Z')).toBe(0);
  expect((await get(filingId)).purgedAt).toBe(running.clock.now());
  expect(await stored(made[0]?.sha256 ?? '')).toBeUndefined();
  expect(await stored(made[1]?.sha256 ?? '')).toEqual(Buffer.from(signed));
  const [gone] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'assisted.files-purged'",
  );
  expect(JSON.parse(gone?.payload ?? '')).toMatchObject({ kept: [made[1]?.sha256] });
  expect(running.rows("SELECT 1 FROM packet WHERE kind = 'assisted.filed'")).toHaveLength(1);
});

it('counts who was helped; another way ends it with a reason and its files on request', async () => {
  const { filingId } = await open({ person: aCitizen('086190001111', 'Bà Ngoại').person });
  await add(filingId, PENSION_PAPER, await aPaperJpeg());
  await prepare(filingId);
  await client.assist.change({
    requestId: requestId(),
    filingId,
    person: aCitizen('086190001112', 'Bà Ngoại').person,
    request: 'Hưởng trợ cấp',
  });
  expect(await get(filingId)).toMatchObject({ state: 'preparing', files: [{ kind: 'page' }] });
  expect(await refusalOf(file(filingId, 'G22.99-261124-150011'))).toMatchObject({ code: 'NOT_PREPARED' });
  expect(await refusalOf(client.assist.purge({ requestId: requestId(), filingId }))).toMatchObject({
    code: 'ASSISTED_NOT_ENDED',
  });
  const [page] = (await get(filingId)).files;
  await client.assist.removeFile({ requestId: requestId(), filingId, fileId: page?.fileId ?? '' });
  expect((await get(filingId)).files).toEqual([]);
  await client.assist.giveUp({
    requestId: requestId(),
    filingId,
    reason: 'Công dân không nhớ mật khẩu VNeID',
  });
  expect(await client.assist.purge({ requestId: requestId(), filingId })).toMatchObject({ kept: 0 });
  expect(await refusalOf(client.assist.purge({ requestId: requestId(), filingId }))).toMatchObject({
    code: 'FILES_PURGED_BEFORE',
  });
  const { figures, filings } = await client.assist.list(DAY);
  expect(figures.byState).toEqual({ preparing: 0, prepared: 0, filed: 1, 'given-up': 1 });
  expect(figures.byPerson).toMatchObject([{ opened: 2, filed: 1 }]);
  expect(filings.map(({ state }) => state)).toEqual(['given-up', 'filed']);
  expect((await client.assist.list({ from: '2026-11-25', to: '2026-11-30' })).figures.byPerson).toEqual([]);
});

it.each([
  [
    'nobody who can sign in on the portal',
    { person: { ...person, identity: { kind: 'none', reason: 'newborn' } } },
    'IDENTITY_MISSING',
  ],
  ['somebody born tomorrow', { person: { ...person, birthDate: '2027-01-01' } }, 'BORN_AFTER_TODAY'],
  [
    'a procedure that is not filed online',
    { procedureCode: '2.000815', caseId: 'standard' },
    'NOT_FILED_ONLINE',
  ],
  ['a case that is not there', { caseId: 'x' }, 'CASE_UNKNOWN'],
])('does not help %s', async (_who, change, code) => {
  expect(await refusalOf(open(change))).toMatchObject({ code });
});
