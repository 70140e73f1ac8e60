import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPEN_DOSSIER_SHEETS } from '../../shared/forms/tables/open-dossier-sheets.ts';
import { aPension, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { type Cells, filledWorkbook, giveFile } from '../tables/a-workbook.ts';

const SOURCE = 'Một cửa điện tử tỉnh';
const PENSION = 'H61.45-261110-0007';
const MARRIAGE = '000.00.45.H61-261120-0012';
const FINISHED = 'H61.45-261102-0150';

/** Three open dossiers of the old system: one that waits for a supplement, one at work, one with its result. */
function threeOpen(): Record<'dossiers' | 'papers' | 'pauses', Cells[]> {
  return {
    dossiers: [
      {
        code: PENSION,
        procedure: '1.014027',
        receivedAt: '10/11/2026 09:20',
        dueAt: '24/11/2026 09:20',
        state: 'Yêu cầu bổ sung giấy tờ',
        ownerName: 'Trần Văn Cũ',
        ownerNumber: '086150001234',
        ownerBirth: '2/9/1950',
        ownerSex: 'Nam',
        ownerAddress: 'Ấp 2, xã Thử Nghiệm',
        ownerPhone: '0900 000 001',
        paid: '0',
      },
      {
        code: MARRIAGE,
        procedure: '1.000894',
        receivedAt: '20/11/2026 15:30',
        dueAt: '25/11/2026',
        state: 'Đang xử lý',
        ownerName: 'Lê Thị Thử',
        ownerNumber: '086190001234',
        request: 'Đăng ký kết hôn lần đầu',
        paid: '30000',
      },
      {
        code: FINISHED,
        procedure: '1.014027',
        receivedAt: '2/11/2026 08:00',
        dueAt: '16/11/2026 08:00',
        state: 'Đã xử lý xong',
        ownerName: 'Nguyễn Văn Xong',
        ownerNumber: '331122334',
        submitterName: 'Nguyễn Thị Con',
        submitterNumber: '086290004321',
        right: 'Được ủy quyền',
        rightPaper: 'Giấy ủy quyền số 12/2026',
        result: 'Quyết định 45/QĐ-UBND',
        resultAt: '13/11/2026 10:00',
      },
    ],
    papers: [
      { code: PENSION, name: 'Văn bản khác của hệ thống cũ', original: '1' },
      { code: PENSION, name: 'Ảnh thẻ', photocopy: '2' },
    ],
    pauses: [
      {
        code: PENSION,
        kind: 'Bổ sung',
        from: '12/11/2026 10:00',
        reason: 'Giấy xác nhận thông tin cư trú',
      },
    ],
  };
}

describe('going over from another system', () => {
  let running: InProcessHost;
  let client: CounterClient;
  beforeEach(async () => {
    running = await startInProcessHost();
    client = running.client('desk');
    await setUpAndSignIn(client);
    await giveEveryRole(client);
  });
  afterEach(() => running.close());

  const give = async (rows: Partial<Record<keyof typeof OPEN_DOSSIER_SHEETS, Cells[]>>) =>
    giveFile(running, await filledWorkbook(OPEN_DOSSIER_SHEETS, rows));
  const preview = (sha256: never) => client.goingLive.preview({ sha256, source: SOURCE });
  async function take(sha256: never) {
    const { number } = await preview(sha256);
    const file = { sha256, fileName: 'cu.xlsx', source: SOURCE, number };
    return await client.goingLive.take({ requestId: requestId(), ...file });
  }
  const find = async (code: string) => {
    const [hit] = (await client.dossier.search({ text: code })).hits;
    return await client.dossier.get({ dossierId: hit?.dossierId as never });
  };

  it('takes the dossiers with their own codes, dates, people, papers and pauses, and reports no reception', async () => {
    const sha256 = await give(threeOpen());
    const shown = await preview(sha256);
    expect(shown.problems).toEqual([]);
    expect(shown.dossiers.map(({ code, standing }) => [code, standing])).toEqual([
      [PENSION, 'new'],
      [MARRIAGE, 'new'],
      [FINISHED, 'new'],
    ]);
    expect(await take(sha256)).toMatchObject({ number: 1, taken: 3 });

    const pension = await find(PENSION);
    expect(pension).toMatchObject({
      code: PENSION,
      state: 'supplement-asked',
      nationalStatus: 5,
      receivedAt: '2026-11-10T02:20:00.000Z',
      dueAt: '2026-11-24T02:20:00.000Z',
      receivedBy: SOURCE,
      late: false,
      explanation: [{ kind: 'imported', date: '2026-11-24', name: SOURCE }],
      steps: [{ details: { kind: 'supplement', reason: 'Giấy xác nhận thông tin cư trú' }, endedAt: null }],
    });
    expect(pension.components.map(({ name, counts }) => [name, counts.original, counts.photocopy])).toEqual([
      ['Văn bản khác của hệ thống cũ', 1, 0],
      ['Ảnh thẻ', 0, 2],
    ]);
    const marriage = await find(MARRIAGE);
    // A day without a time of day is the closing of that day.
    expect(marriage).toMatchObject({
      state: 'processing',
      dueAt: '2026-11-25T10:00:00.000Z',
      totalVnd: 30_000,
    });
    const finished = await find(FINISHED);
    expect(finished).toMatchObject({ state: 'result-in', result: { description: 'Quyết định 45/QĐ-UBND' } });
    expect(finished.parties.map(({ role }) => role).sort()).toEqual([
      'authoriser',
      'owner',
      'receiver',
      'submitter',
    ]);
    const packets = running.rows<{ kind: string; bytes: Buffer }>(
      'SELECT kind, bytes FROM packet ORDER BY seq',
    );
    expect(packets.map(({ kind }) => kind)).not.toContain('dossier.received');
    const sent = packets.at(-1)?.bytes.toString() ?? '';
    expect(sent).toContain(`"dossierCode":"${PENSION}"`);
    expect(sent).not.toContain('Trần Văn Cũ');
    expect(running.rows("SELECT payload FROM event WHERE payload LIKE '%Trần Văn Cũ%'")).toEqual([]);
  });

  it('lets them live on: a supplement comes, the rest of the time runs, the result is handed over', async () => {
    await take(await give(threeOpen()));
    const pension = await find(PENSION);
    const resumed = await client.life.resume({
      requestId: requestId(),
      dossierId: pension.dossierId,
      brought: 'Giấy xác nhận',
    });
    // Asked on Thursday 12/11 at 10:00: 5 hours of that day and 7 whole days were left before the rest day 24/11; they run on from 25/11 07:00.
    expect(resumed).toMatchObject({ state: 'processing', dueAt: '2026-12-04T07:00:00.000Z' });
    const again = {
      requestId: requestId(),
      dossierId: pension.dossierId,
      items: [{ componentId: null, text: 'Giấy khác', paperReason: null }],
      reason: 'Thiếu',
      answerBy: null,
      ground: null,
    };
    expect((await refusalOf(client.life.askSupplement({ ...again } as never))).code).toBe(
      'SUPPLEMENT_ASKED_BEFORE',
    );
    await recordResult(client, pension.dossierId);
    expect((await find(PENSION)).state).toBe('result-in');
    const slip = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId: pension.dossierId,
      paper: 'A5',
      copies: 1,
    });
    expect(slip.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('may come again without doubles, and never overwrites', async () => {
    await take(await give(threeOpen()));
    const more = threeOpen();
    Object.assign(more.dossiers[1] ?? {}, { dueAt: '30/11/2026' });
    more.dossiers.push({ ...more.dossiers[2], code: 'H61.45-261103-0001' });
    const sha256 = await give(more);
    expect((await preview(sha256)).dossiers.map(({ standing }) => standing)).toEqual([
      'there',
      'there-otherwise',
      'there',
      'new',
    ]);
    expect(await take(sha256)).toMatchObject({ number: 2, taken: 1 });
    expect((await find(MARRIAGE)).dueAt).toBe('2026-11-25T10:00:00.000Z');
    expect(await refusalOf(take(sha256))).toEqual({ code: 'NOTHING_NEW', data: { there: 4 } });
    const file = { sha256, fileName: 'cu.xlsx', source: SOURCE, number: 2 };
    expect(await refusalOf(client.goingLive.take({ requestId: requestId(), ...file }))).toMatchObject({
      code: 'IMPORT_MOVED_ON',
    });
    const { imports } = await client.goingLive.imports({});
    expect(imports.map(({ number, dossiers, source }) => [number, dossiers, source])).toEqual([
      [2, 1, SOURCE],
      [1, 3, SOURCE],
    ]);
  });

  it('says everything wrong by row and column, and takes nothing', async () => {
    const { code: own } = await receiveOne(client, aPension());
    const rows = threeOpen();
    const [pension, marriage, finished] = rows.dossiers as [Cells, Cells, Cells];
    Object.assign(pension, { state: 'Đang xử lý' });
    Object.assign(marriage, { receivedAt: '25/11/2026 09:00', ownerNumber: '86190001234' });
    Object.assign(finished, { right: '', resultAt: '1/11/2026', procedure: '9.999999' });
    rows.dossiers.push(
      { ...pension, code: own, state: 'Được tiếp nhận', dueAt: '9/11/2026' },
      { ...marriage, code: 'H61.45-261124-3500' },
      { ...marriage, code: 'số 12' },
      { ...marriage, code: MARRIAGE },
    );
    rows.pauses.push({ code: 'H61.45-261101-0001', kind: 'Dừng xử lý', from: '1/11/2026', reason: 'x' });
    const sha256 = await give(rows);
    const found = (await preview(sha256)).problems.map(({ row, column, problem }) => [row, column, problem]);
    expect(found).toEqual(
      expect.arrayContaining([
        [2, 'Trạng thái', 'state-conflict'],
        [3, 'Tiếp nhận lúc', 'in-future'],
        [3, 'Số giấy tờ chủ hồ sơ', 'zero-lost'],
        [4, 'Mã thủ tục', 'unknown'],
        [4, 'Tư cách người nộp', 'required'],
        [4, 'Có kết quả lúc', 'out-of-order'],
        [5, 'Hẹn trả lúc', 'out-of-order'],
        [7, 'Mã hồ sơ', 'unsound'],
        [8, 'Mã hồ sơ', 'twice'],
        [3, 'Mã hồ sơ', 'unknown'],
      ]),
    );
    expect((await refusalOf(take(sha256))).code).toBe('TABLE_PROBLEMS');
    expect(running.rows('SELECT * FROM imported_dossier')).toEqual([]);
  });

  it('refuses a code that this machine gave or may still give', async () => {
    const { code: own } = await receiveOne(client, aPension());
    const [marriage] = threeOpen().dossiers.slice(1) as [Cells];
    const dossiers = ['H61.45-261124-3002', own, 'H61.45-261124-0001', 'H61.45-261123-3500'].map((code) => ({
      ...marriage,
      code,
    }));
    const { problems } = await preview(await give({ dossiers }));
    expect(problems.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'own-range'],
      [3, 'in-use'],
    ]);
  });

  it('states once where codes and books go on, never below what was given', async () => {
    const { code } = await receiveOne(client, aPension());
    expect(code).toBe('H61.45-261124-3001');
    const { series } = await client.goingLive.numbers({});
    expect(series.map(({ kind, symbol, next, lowest }) => [kind, symbol, next, lowest])).toEqual([
      ['dossier-code', 'H61.45', 3002, 3002],
      ['certification-book', 'SCT/BS', 1243, 1],
      ['certification-book', 'SCTĐT/BS', 1, 1],
    ]);
    const [codes, , book] = series;
    const start = (seriesId: string | undefined, next: number, openedOn = '2026-11-24') =>
      client.goingLive.startNumbers({
        requestId: requestId(),
        seriesId: seriesId ?? '',
        next,
        openedOn,
        reason: 'Tiếp theo hệ thống cũ',
      });
    expect(await refusalOf(start(codes?.seriesId, 3001))).toEqual({
      code: 'NUMBER_USED',
      data: { lowest: 3002 },
    });
    await start(codes?.seriesId, 3200);
    expect((await receiveOne(client, aPension())).code).toBe('H61.45-261124-3200');
    expect((await refusalOf(start(codes?.seriesId, 3500))).code).toBe('NUMBERS_STARTED_BEFORE');
    await start(book?.seriesId, 57, '2026-07-01');
    const after = (await client.goingLive.numbers({})).series;
    expect(after[2]).toMatchObject({
      next: 57,
      openedOn: '2026-07-01',
      start: { setBy: 'Trần Thị Bích Hạnh' },
    });
    expect(running.rows('SELECT next_before, next_number FROM number_start ORDER BY next_number')).toEqual([
      { next_before: 1, next_number: 57 },
      { next_before: 3002, next_number: 3200 },
    ]);
  });
});
