import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCitizen, aReceipt, giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { aPublication, workbookOf } from '../tables/a-publication.ts';
import { giveFile } from '../tables/a-workbook.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

const give = (bytes: Uint8Array) => giveFile(running, bytes);

it('takes one publication after the other, on one day too', async () => {
  for (const [number, name] of [
    [1, 'Cấp giấy thử'],
    [2, 'Cấp giấy thử lần hai'],
    [3, 'Cấp giấy thử lần ba'],
  ] as const) {
    const sheets = aPublication('24/11/2026');
    const procedures = sheets.procedures.map((row) => ({ ...row, shortName: name }));
    const sha256 = await give(await workbookOf({ ...sheets, procedures }));
    const preview = await client.catalogue.preview({ sha256 });
    expect(preview).toMatchObject({ problems: [], number });
    await client.catalogue.publish({ requestId: requestId(), sha256, fileName: `${number}.xlsx`, number });
    expect((await client.catalogue.get({ code: '1.999001' })).procedure.shortName).toBe(name);
  }
});

it('shows what a workbook changes, takes it whole, and receives under it from its day on', async () => {
  const sha256 = await give(await workbookOf(aPublication('24/11/2026')));
  const preview = await client.catalogue.preview({ sha256 });
  expect(preview.problems).toEqual([]);
  expect(preview.publication?.changes).toMatchObject({
    added: [{ code: '1.999001', name: 'Cấp giấy thử' }],
    changed: [],
  });
  const file = { sha256, fileName: 'danh-muc.xlsx', number: preview.number };
  const taken = await client.catalogue.publish({ requestId: requestId(), ...file });
  expect(taken).toMatchObject({ number: 1, validFrom: '2026-11-24' });
  expect(await refusalOf(client.catalogue.publish({ requestId: requestId(), ...file }))).toMatchObject({
    code: 'CATALOGUE_MOVED_ON',
  });
  const [hit] = (await client.catalogue.search({ text: 'cgt' })).hits;
  expect(hit?.code).toBe('1.999001');
  const { findings } = await client.catalogue.check({});
  expect(findings.filter(({ code }) => code === '1.999001')).toEqual([]);

  const { procedure } = await client.catalogue.get({ code: '1.999001' });
  const [first] = procedure.cases;
  const { dossierId } = await client.dossier.receive({
    requestId: requestId(),
    receipt: {
      ...aReceipt(aCitizen().person),
      procedureCode: '1.999001',
      caseId: first?.id ?? '',
      components: [
        {
          componentId: first?.components[0]?.id ?? '',
          source: 'paper',
          counts: { original: 1, certified: 0, photocopy: 0 },
          applies: true,
          paperReason: null,
        },
      ],
      fees: [
        {
          feeId: first?.fees[0]?.id ?? '',
          settlement: 'waived',
          quantity: 1,
          councilAmountVnd: null,
          originals: [],
          waivedFor: 'Hộ nghèo',
        },
      ],
    },
  });
  const dossier = await client.dossier.get({ dossierId });
  const waiting = dossier.components.find(({ lookupPending }) => lookupPending);
  expect(waiting?.name).toBe('Giấy tờ cư trú');
  const place = { dossierId, componentId: waiting?.componentId ?? '' };
  await client.dossier.settleLookup({ requestId: requestId(), ...place });
  expect((await refusalOf(client.dossier.settleLookup({ requestId: requestId(), ...place }))).code).toBe(
    'LOOKUP_NOT_OPEN',
  );
});

it('says sheet, row and column of everything wrong, and takes nothing', async () => {
  const sheets = aPublication('1/1/2020');
  Object.assign(sheets.cases[0] ?? {}, { value: 'năm', unit: 'tuần' });
  Object.assign(sheets.components[1] ?? {}, { code: '1.999002' });
  Object.assign(sheets.steps[1] ?? {}, { amount: '4,5' });
  const sha256 = await give(await workbookOf(sheets));
  const { problems, publication, number } = await client.catalogue.preview({ sha256 });
  expect(publication).toBeNull();
  expect(problems).toEqual([
    { sheet: 'Trường hợp', row: 2, column: 'Thời hạn', problem: 'not-a-number', value: 'năm' },
    { sheet: 'Trường hợp', row: 2, column: 'Đơn vị thời hạn', problem: 'not-a-choice', value: 'tuần' },
    { sheet: 'Thành phần hồ sơ', row: 3, column: 'Mã thủ tục', problem: 'unknown', value: '1.999002' },
    { sheet: 'Các bước', row: 3, column: 'Số giờ hoặc số ngày', problem: 'not-a-number', value: '4.5' },
  ]);
  const file = { sha256, fileName: 'danh-muc.xlsx', number };
  expect(await refusalOf(client.catalogue.publish({ requestId: requestId(), ...file }))).toEqual({
    code: 'TABLE_PROBLEMS',
    data: { count: 4 },
  });
  expect((await client.catalogue.publications({})).publications).toEqual([]);
});

it('refuses a day that is past, a code that is not there, and an abbreviation in use', async () => {
  const sheets = aPublication('23/11/2026');
  Object.assign(sheets.procedures[0] ?? {}, { abbreviations: 'ks' });
  const ended = [{ code: '1.888888', by: 'Quyết định 1' }];
  const { problems } = await client.catalogue.preview({
    sha256: await give(await workbookOf({ ...sheets, ended })),
  });
  expect(problems.map(({ problem, value }) => [problem, value])).toEqual([
    ['too-early', '2026-11-24'],
    ['unknown', '1.888888'],
    ['conflict', 'abbreviation ks twice'],
  ]);
});

it('takes the same as JSON, ends codes from the day on, and keeps what was received before', async () => {
  const text = JSON.stringify({
    format: 'qmc-catalogue-1',
    validFrom: '2026-11-30',
    publishedBy: 'Quyết định 13/QĐ-UBND',
    procedures: [],
    ended: [{ code: '1.001193', replacedBy: null, by: 'Quyết định 13/QĐ-UBND' }],
  });
  const sha256 = await give(Buffer.from(text));
  const { number, publication } = await client.catalogue.preview({ sha256 });
  expect(publication?.changes.ended).toHaveLength(1);
  await client.catalogue.publish({ requestId: requestId(), sha256, fileName: 'a.json', number });
  expect((await client.catalogue.search({ text: 'ks' })).hits[0]?.code).toBe('1.001193');
  const bad = await give(Buffer.from('{"format":"other"}'));
  expect((await client.catalogue.preview({ sha256: bad })).problems.length).toBeGreaterThan(0);
  expect(
    await refusalOf(client.catalogue.preview({ sha256: await give(Buffer.from('no table')) })),
  ).toMatchObject({
    code: 'WORKBOOK_UNREADABLE',
  });
});

it('makes a template that is read back without a row', async () => {
  const { sha256 } = await client.catalogue.template({ requestId: requestId() });
  const { problems } = await client.catalogue.preview({ sha256 });
  expect(problems).toEqual([{ sheet: 'Công bố', row: 0, column: '', problem: 'required', value: '' }]);
});
