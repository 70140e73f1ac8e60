import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../support/a-colleague.ts';
import { aReceipt, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let head: CounterClient;
let clerk: CounterClient;

const FEE = 'phi-chung-thuc-ban-sao';
const HERE = {
  by: 'here' as const,
  taxCode: '0100109106-001',
  formSign: '01BLP-001',
  symbol: 'BT-26P',
  firstNumber: 1,
};

beforeEach(async () => {
  running = await startInProcessHost();
  running.clock.set('2026-11-23T01:30:00.000Z');
  head = running.client('head');
  clerk = running.client('clerk');
  await setUpAndSignIn(head);
  await giveEveryRole(head);
  await aColleague(head, clerk, { login: 'ngoclan', displayName: 'Lê Thị Ngọc Lan', roles: ['clerk'] });
  await set(HERE);
});
afterEach(() => running.close());

const set = (setting: Parameters<CounterClient['fee']['setSetting']>[0]['setting']) =>
  head.fee.setSetting({ requestId: requestId(), setting });
const payment = (dossierId: string, feeId = FEE) => ({
  requestId: requestId(),
  dossierId: dossierId as never,
  payer: 'Lê Thị Thử',
  address: 'Khóm 1, xã Thử Nghiệm',
  method: 'cash' as const,
  fees: [
    { feeId, quantity: 1, councilAmountVnd: null, originals: [] as { pages: number; copies: number }[] },
  ],
});
const take = (dossierId: string) => clerk.fee.take(payment(dossierId));
const cancel = (receiptId: string, change: object = {}) =>
  clerk.fee.cancel({
    requestId: requestId(),
    receiptId,
    reason: 'Ghi nhầm người nộp',
    approval: { login: 'quantri', password: PASSWORD },
    ...change,
  });
const draw = (receiptId: string) => clerk.fee.draw({ requestId: requestId(), receiptId, paper: 'A5' });
const ofDossier = (dossierId: string) => clerk.fee.ofDossier({ dossierId: dossierId as never });
const numbers = () =>
  running
    .rows<{ number: number }>('SELECT number FROM fee_receipt ORDER BY number')
    .map(({ number }) => number);

describe('a fee that is paid at the window', () => {
  it('gets the next number, its words and three copies, an event without personal words and a packet', async () => {
    const { dossierId, code } = await receiveOne(clerk);
    expect(await ofDossier(dossierId)).toMatchObject({
      payer: { name: 'Lê Thị Thử' },
      due: [{ name: 'Phí chứng thực bản sao', amountVnd: 2_000, choice: { feeId: FEE } }],
      receipts: [],
    });
    const taken = await take(dossierId);
    expect(taken).toMatchObject({ number: '0000001', amountVnd: 2_000 });
    const text = await storedText(running, (await draw(taken.receiptId)).sha256);
    for (const words of [
      'BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ',
      '(Liên 1: Lưu tại cơ quan thu)',
      '(Liên 2: Giao cho người nộp tiền)',
      '(Liên 3: Lưu nội bộ)',
      'Mã số thuế: 0100109106-001',
      'Mẫu số: 01BLP-001; Ký hiệu: BT-26P; Số: 0000001',
      '1. Phí chứng thực bản sao (phí): 2.000 đồng',
      'Người nộp tiền: Lê Thị Thử',
      `Mã hồ sơ: ${code}`,
      'Viết bằng chữ: Hai nghìn đồng',
      'Hình thức thanh toán: tiền mặt',
      'Lê Thị Ngọc Lan',
    ])
      expect(text).toContain(words);
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'dossier.fee-taken'",
    );
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({ number: '0000001', amountVnd: 2_000 });
    expect(event?.payload).not.toContain('Thử');
    expect(running.rows('SELECT kind FROM packet ORDER BY seq DESC LIMIT 1')).toEqual([
      { kind: 'dossier.fee-taken' },
    ]);
    expect(await ofDossier(dossierId)).toMatchObject({
      due: [],
      receipts: [{ number: '0000001', issuedBy: 'Lê Thị Ngọc Lan', cancelled: null }],
    });
  });

  it('is receipted once: neither a second press nor the same request again takes another number', async () => {
    const { dossierId } = await receiveOne(clerk);
    const same = payment(dossierId);
    const first = await clerk.fee.take(same);
    expect(await clerk.fee.take(same)).toEqual(first);
    expect(await refusalOf(take(dossierId))).toMatchObject({
      code: 'FEE_RECEIPTED',
      data: { name: 'Phí chứng thực bản sao' },
    });
    const twice = payment((await receiveOne(clerk)).dossierId);
    expect(await refusalOf(clerk.fee.take({ ...twice, fees: [...twice.fees, ...twice.fees] }))).toMatchObject(
      { code: 'FEE_TWICE' },
    );
    expect(numbers()).toEqual([1]);
  });

  it('is reckoned by its tariff when it is paid later, and asks for what the reception did not know', async () => {
    const receipt = aReceipt();
    const later = receipt.fees.map((fee) => ({ ...fee, settlement: 'later' as const, originals: [] }));
    const { dossierId } = await receiveOne(clerk, { ...receipt, fees: later });
    expect((await ofDossier(dossierId)).due).toMatchObject([
      { amountVnd: null, tariff: { kind: 'certified-copy' } },
    ]);
    expect(await refusalOf(take(dossierId))).toMatchObject({ code: 'FEE_ORIGINALS_NEEDED' });
    const paid = payment(dossierId);
    const fees = paid.fees.map((fee) => ({ ...fee, originals: [{ pages: 3, copies: 2 }] }));
    expect(await clerk.fee.take({ ...paid, fees })).toMatchObject({ amountVnd: 10_000 });
    const [line] = running.rows('SELECT nature, amount_vnd FROM fee_receipt_line');
    expect(line).toEqual({ nature: 'fee', amount_vnd: 10_000 });
  });

  it('that was waived, is none of the dossier, or costs nothing gets no receipt', async () => {
    const receipt = aReceipt();
    const waived = receipt.fees.map((fee) => ({
      ...fee,
      settlement: 'waived' as const,
      waivedFor: 'Hộ nghèo',
    }));
    const { dossierId } = await receiveOne(clerk, { ...receipt, fees: waived });
    expect((await ofDossier(dossierId)).due).toEqual([]);
    expect(await refusalOf(take(dossierId))).toMatchObject({ code: 'FEE_WAIVED' });
    expect(await refusalOf(clerk.fee.take(payment(dossierId, 'phi-la')))).toMatchObject({
      code: 'FEE_UNKNOWN',
    });
    expect(numbers()).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is cancelled with the head’s approval; its number stays taken and the fee is receipted anew', async () => {
    const { dossierId } = await receiveOne(clerk);
    const first = await take(dossierId);
    expect((await refusalOf(cancel(first.receiptId, { approval: null }))).code).toBe('HEAD_APPROVAL_NEEDED');
    await cancel(first.receiptId);
    expect(await refusalOf(cancel(first.receiptId))).toMatchObject({ code: 'RECEIPT_CANCELLED' });
    expect((await refusalOf(draw(first.receiptId))).code).toBe('RECEIPT_CANCELLED');
    expect(await take(dossierId)).toMatchObject({ number: '0000002' });
    expect((await ofDossier(dossierId)).receipts).toMatchObject([
      { number: '0000001', cancelled: { reason: 'Ghi nhầm người nộp', by: 'Lê Thị Ngọc Lan' } },
      { number: '0000002', cancelled: null },
    ]);
    expect(await clerk.fee.day({ day: '2026-11-23' as never })).toMatchObject({
      receipts: [{ number: '0000001' }, { number: '0000002' }],
      standing: { receipts: 1, amountVnd: 2_000 },
      byMethod: [{ method: 'cash', amountVnd: 2_000 }],
    });
    expect(() => running.rows('DELETE FROM fee_receipt RETURNING id')).toThrow();
  });

  it('is drawn once: a later print of it is a reprint, and of a cancelled one says that too', async () => {
    const { dossierId } = await receiveOne(clerk);
    const { receiptId } = await take(dossierId);
    const { paperId, sha256 } = await draw(receiptId);
    expect(await draw(receiptId)).toMatchObject({ paperId, sha256 });
    const print = async () =>
      await clerk.print.papers({ requestId: requestId(), paperIds: [paperId], to: { route: 'viewer' } });
    expect((await print()).sha256).toBe(sha256);
    await cancel(receiptId);
    const marked = await storedText(running, (await print()).sha256);
    expect(marked).toContain('ĐÃ HUỶ 08:30 23/11/2026 · IN LẠI LẦN 1');
  }, 60_000);

  it('stands in the way of a corrected fee and of a void intake until it is cancelled', async () => {
    const { dossierId } = await receiveOne(clerk);
    const { receiptId } = await take(dossierId);
    const { fees } = aReceipt();
    const correct = () =>
      clerk.life.correct({
        requestId: requestId(),
        dossierId,
        request: 'Chứng thực bản sao điện tử bằng tốt nghiệp',
        party: null,
        fees: fees.map((fee) => ({ ...fee, originals: [{ pages: 3, copies: 1 }] })),
        reason: 'Đếm nhầm trang',
      });
    expect(await refusalOf(correct())).toMatchObject({ code: 'RECEIPT_STANDS', data: { number: '0000001' } });
    const makeVoid = () =>
      head.life.void({
        requestId: requestId(),
        dossierId,
        reason: 'Chọn nhầm thủ tục',
        givenBack: 'Phí 2.000 đ',
        approval: null,
      });
    expect((await refusalOf(makeVoid())).code).toBe('RECEIPT_STANDS');
    await cancel(receiptId);
    await correct();
    expect((await ofDossier(dossierId)).due).toMatchObject([{ amountVnd: 5_000 }]);
    expect((await makeVoid()).state).toBe('voided');
    expect((await refusalOf(take(dossierId))).code).toBe('DOSSIER_VOIDED');
  });
});

describe('the series', () => {
  it('goes on where paper ended, begins with 1 in a new year, and cannot be begun elsewhere afterwards', async () => {
    await set({ ...HERE, firstNumber: 57 });
    expect(await take((await receiveOne(clerk)).dossierId)).toMatchObject({ number: '0000057' });
    expect(await refusalOf(set({ ...HERE, firstNumber: 90 }))).toMatchObject({
      code: 'SERIES_BEGUN',
      data: { next: '0000058' },
    });
    expect(await take((await receiveOne(clerk)).dossierId)).toMatchObject({ number: '0000058' });
    await set({ ...HERE, symbol: 'BT-26Q' });
    expect(await take((await receiveOne(clerk)).dossierId)).toMatchObject({ number: '0000001' });
    const waiting = await receiveOne(clerk);
    running.clock.set('2027-01-04T01:30:00.000Z');
    await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
    expect(await take(waiting.dossierId)).toMatchObject({ number: '0000001' });
    expect(running.rows('SELECT year, number FROM fee_receipt ORDER BY issued_at')).toEqual([
      { year: '2026', number: 57 },
      { year: '2026', number: 58 },
      { year: '2026', number: 1 },
      { year: '2027', number: 1 },
    ]);
  });

  it('is not ours where another system issues the receipts, or nobody has said yet', async () => {
    const { dossierId } = await receiveOne(clerk);
    await set({ by: 'elsewhere', system: 'Biên lai điện tử của tỉnh' });
    expect(await refusalOf(take(dossierId))).toMatchObject({
      code: 'RECEIPTS_ELSEWHERE',
      data: { system: 'Biên lai điện tử của tỉnh' },
    });
    expect(await refusalOf(set({ ...HERE, taxCode: '0100109107' }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(numbers()).toEqual([]);
  });
});
