import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from '../../electron/helpers/workbook/read-tables.ts';
import { writeWorkbook } from '../../electron/helpers/workbook/write-workbook.ts';
import { readFile } from '../../electron/host/store-file.ts';
import { shippedCatalogue } from '../../shared/domain/catalogue/catalogue.ts';
import { batchFees } from '../../shared/domain/dossier/batch.ts';
import { BATCH_FORM, BATCH_REASON_COLUMN } from '../../shared/forms/tables/batch-sheet.ts';
import { PENSION_PAPER } from '../support/a-filing.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { type Cells, filledWorkbook, giveFile } from '../tables/a-workbook.ts';

const [entry] = shippedCatalogue.listCases('1.014027');
if (entry === undefined) throw new Error('no pension');
const SHEET = BATCH_FORM.of(entry, batchFees(entry));
const PAPER = `paper.${PENSION_PAPER}.original`;
const SOURCE = 'Trưởng ấp 3, ông Trần Văn Ấp';

const one = (index: number, change: Cells = {}): Cells => ({
  ownerName: `Nguyễn Văn ${['Một', 'Hai', 'Ba', 'Bốn', 'Năm'][index] ?? `Thứ ${index}`}`,
  ownerNumber: `0860500${String(index).padStart(5, '0')}`,
  ownerBirth: '1950',
  ownerSex: 'Nam',
  [PAPER]: '1',
  ...change,
});
/** The first row names the procedure, the others leave it out. */
const list = (rows: Cells[]) =>
  rows.map((row, index) => (index === 0 ? { procedure: '1.014027', ...row } : row));
const file = (rows: Cells[]) => filledWorkbook({ batch: SHEET }, { batch: list(rows) });

let running: InProcessHost;
let client: CounterClient;
const start = async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
};

const give = async (bytes: Uint8Array) => await giveFile(running, bytes);
const preview = async (bytes: Uint8Array) => await client.batch.preview({ sha256: await give(bytes) });
const stored = async (sha256: string) =>
  new Uint8Array((await readFile(running.host.active(), sha256)) ?? new Uint8Array());
const open = (sha256: never) =>
  client.batch.open({ requestId: requestId(), sha256, fileName: 'ap-3.xlsx', source: SOURCE });
const receive = (number: number, most = 20) => client.batch.receive({ requestId: requestId(), number, most });
const brief = (problems: { row: number; column: string; problem: string }[]) =>
  problems.map(({ row, column, problem }) => `${row} ${column}: ${problem}`);

describe('a list of new dossiers', () => {
  beforeEach(start);
  afterEach(() => running.close());

  it('becomes one dossier a row by the same reception, goes on after a stop, and gives nothing twice', async () => {
    const bytes = await file([one(0), one(1), one(2, { check: 'Đã đối chiếu giấy tờ' })]);
    const sha256 = await give(bytes);
    expect(await client.batch.preview({ sha256 })).toMatchObject({
      problems: [],
      number: null,
      rows: [{ row: 2, ownerName: 'Nguyễn Văn Một', standing: 'new', check: 'none' }, {}, { check: 'paper' }],
    });
    const { number } = await open(sha256);
    expect(await receive(number, 1)).toEqual({ received: 1, remaining: 2 });
    // The program stopped here; the file is known by its number, and what was received is passed over.
    expect((await client.batch.preview({ sha256 })).rows.map(({ standing }) => standing)).toEqual([
      'there',
      'new',
      'new',
    ]);
    expect(await open(sha256)).toEqual({ number });
    expect(await receive(number)).toEqual({ received: 2, remaining: 0 });
    expect(await receive(number)).toEqual({ received: 0, remaining: 0 });
    expect(await refusalOf(open(sha256))).toEqual({ code: 'NOTHING_NEW', data: { there: 3 } });
    // The same words in another file are the same rows.
    const again = await give(await file([one(0), one(1), one(2, { check: 'Đã đối chiếu giấy tờ' }), one(3)]));
    expect((await client.batch.preview({ sha256: again })).rows.map(({ standing }) => standing)).toEqual([
      'there',
      'there',
      'there',
      'new',
    ]);

    const { received, source, dossiers } = await client.batch.get({ number });
    expect({ source, dossiers }).toEqual({ source: SOURCE, dossiers: 3 });
    expect(received.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 H61.45-261124-3001',
      '3 H61.45-261124-3002',
      '4 H61.45-261124-3003',
    ]);
    const dossier = await client.dossier.get({ dossierId: received[0]?.dossierId as never });
    expect(dossier).toMatchObject({
      state: 'received',
      channel: 'direct',
      identityChecks: [{ method: 'none' }],
    });
    const { checks } = await client.identity.unverified({});
    expect(checks.map(({ name }) => name).sort()).toEqual(['Nguyễn Văn Hai', 'Nguyễn Văn Một']);
    expect(await refusalOf(client.batch.joinSlips({ requestId: requestId(), number }))).toMatchObject({
      code: 'NO_SLIPS',
    });
    for (const { dossierId } of received)
      await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
    expect(await client.batch.joinSlips({ requestId: requestId(), number })).toMatchObject({ slips: 3 });
    expect((await client.batch.get({ number })).received.every(({ slip }) => slip !== null)).toBe(true);
    expect((await client.batch.list({})).batches).toMatchObject([{ number, dossiers: 3 }]);
  });

  it('says of every wrong row where, what and why, and gives those rows as a file that is taken when put right', async () => {
    await receiveOne(client, aPension());
    const bytes = await file([
      one(0),
      one(1, { ownerNumber: '86050000001' }),
      one(2, { [PAPER]: '' }),
      one(0, { ownerName: 'Nguyễn Văn Một ' }),
      one(3, { ownerBirth: '31/02/1950' }),
      one(4, { ownerName: aCitizen().person.name, ownerNumber: '086190001234' }),
      one(5, { procedure: '1.001193' }),
      one(6, { ownerNumber: '8.6E+10' }),
    ]);
    const sha256 = await give(bytes);
    const seen = await client.batch.preview({ sha256 });
    expect(brief(seen.problems)).toEqual([
      '3 Số giấy tờ chủ hồ sơ: zero-lost',
      expect.stringMatching(/^4 1\. .*\(bản chính\): paper-missing$/u),
      '5 Tên chủ hồ sơ: twice',
      '6 Ngày sinh chủ hồ sơ: not-a-date',
      '7 Lý do nhận trùng: open-already',
      '8 Mã thủ tục: other-procedure',
      '9 Số giấy tờ chủ hồ sơ: zero-lost',
    ]);
    expect({ rows: seen.rows.map(({ row }) => row), wrong: seen.wrong }).toEqual({ rows: [2], wrong: 7 });
    const drawn = await client.batch.wrongRows({ requestId: requestId(), sha256 });
    const bytesOfWrong = await stored(drawn.sha256);
    const tables = await readTables({ file: bytesOfWrong });
    if (tables.kind !== 'sheets') throw new Error('no workbook');
    const [heading, ...rows] = tables.sheets[0]?.rows ?? [];
    expect(heading?.cells.at(-1)).toBe(BATCH_REASON_COLUMN);
    expect(rows).toHaveLength(7);
    expect(rows[0]?.cells[0]).toBe('1.014027');
    expect(rows[0]?.cells.at(-1)).toContain('Chương trình không đoán');
    // Put right in that file as it is: only the digits are typed again.
    const column = heading?.cells.indexOf('Số giấy tờ chủ hồ sơ') ?? -1;
    const mended = rows
      .slice(0, 1)
      .map(({ cells }) => cells.map((text, at) => (at === column ? '086050000001' : text)));
    const back = await writeWorkbook({
      sheets: [{ name: SHEET.title, widths: [], rows: [heading?.cells ?? [], ...mended] }],
    });
    expect(await preview(back.file)).toMatchObject({ problems: [], rows: [{ row: 2, standing: 'new' }] });
    // A reason in the row lets a person with an open dossier through.
    const reasoned = await file([one(4, { ownerNumber: '086190001234', repeatReason: 'Hồ sơ cũ xin rút' })]);
    expect(await preview(reasoned)).toMatchObject({ problems: [], rows: [{ standing: 'new' }] });
  });

  it('comes as text too: semicolons, quotes, names in NFD; the empty workbook is drawn for the procedure', async () => {
    const titles = ['Mã thủ tục', 'Tên chủ hồ sơ', 'Số giấy tờ chủ hồ sơ', 'Ngày sinh chủ hồ sơ'];
    const paper = SHEET.columns.find(({ id }) => id === PAPER)?.title ?? '';
    const text = [
      [...titles, `"${paper}"`].join(';'),
      ['1.014027', '"Lê, Thị ""Tư"""'.normalize('NFD'), '086050000009', '45000', '1'].join(';'),
      '',
    ].join('\r\n');
    const seen = await preview(new TextEncoder().encode(`\ufeff${text}`));
    expect(seen.problems).toEqual([]);
    expect(seen.rows).toMatchObject([
      { ownerName: 'Lê, Thị "Tư"'.normalize('NFC'), ownerNumber: '086050000009' },
    ]);
    const drawn = await client.batch.template({
      requestId: requestId(),
      procedureCode: '1.014027',
      caseId: 'standard',
    });
    const template = await readTables({ file: await stored(drawn.sha256) });
    expect(template).toMatchObject({ sheets: [{}, { rows: [{}, { cells: ['1.014027', entry.name] }] }] });
    expect(
      await refusalOf(
        client.batch.template({ requestId: requestId(), procedureCode: '2.000815', caseId: 'standard' }),
      ),
    ).toMatchObject({ code: 'BATCH_NOT_FIT' });
  });
});

describe('a file that is no list', () => {
  beforeAll(start);
  afterAll(() => running.close());

  const text = (words: string) => () => new TextEncoder().encode(words);
  it.each([
    ['10 MB of anything', () => new Uint8Array(10 * 1024 * 1024).fill(65), 'WORKBOOK_TOO_LARGE'],
    ['an old .xls', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'WORKBOOK_LOCKED'],
    ['binary', () => new Uint8Array([1, 0, 2, 200, 255]), 'WORKBOOK_UNREADABLE'],
    ['an older encoding', () => new Uint8Array([65, 59, 66, 10, 0xe3, 59, 0x41]), 'WORKBOOK_NOT_UNICODE'],
    ['a text without columns', text('xin chào'), 'WORKBOOK_UNREADABLE'],
    ['a quote without end', text('a;b\n"c;d'), 'WORKBOOK_UNREADABLE'],
    ['5,001 rows', () => file(Array.from({ length: 5001 }, (_, row) => one(row))), 'WORKBOOK_TOO_LARGE'],
    ['a formula in text', text('a;b\n=1+1;d'), 'WORKBOOK_FORMULA'],
  ])('refuses %s as a whole', async (_what, bytes, code) => {
    expect(await refusalOf(preview(await bytes()))).toMatchObject({ code });
  });

  it.each([
    ['wrong columns', () => [{ batch: [] }], '0 : required'],
    ['an unknown procedure', () => [{ batch: [one(0, { procedure: '9.999999' })] }], '2 Mã thủ tục: unknown'],
    ['no procedure', () => [{ batch: [one(0)] }], '2 Mã thủ tục: required'],
    [
      'fees by the page',
      () => [{ batch: [one(0, { procedure: '2.000815', caseName: 'electronic' })] }],
      '2 Trường hợp: unknown',
    ],
    ['501 rows', () => [{ batch: Array.from({ length: 501 }, (_, row) => one(row)) }], '0 : too-many'],
  ])('says of %s what is wrong with the file', async (_what, rows, problem) => {
    const [given] = rows();
    const seen = await preview(await filledWorkbook({ batch: SHEET }, given as never));
    expect(brief(seen.problems)).toEqual([problem]);
    expect(seen.rows).toEqual([]);
    expect(
      await refusalOf(
        client.batch.wrongRows({
          requestId: requestId(),
          sha256: await give(await filledWorkbook({ batch: SHEET }, given as never)),
        }),
      ),
    ).toMatchObject({ code: 'NO_WRONG_ROWS' });
  });
});
