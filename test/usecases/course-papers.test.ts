import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../support/a-colleague.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let desk: CounterClient;
let officer: CounterClient;
let lan: never;
let dossierId: never;
let code: string;

beforeEach(async () => {
  running = await startInProcessHost();
  // Monday 2026-11-23, half past eight.
  running.clock.set('2026-11-23T01:30:00.000Z');
  desk = running.client('desk');
  officer = running.client('officer');
  await setUpAndSignIn(desk);
  await giveEveryRole(desk);
  lan = await aColleague(desk, officer, {
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    roles: ['processing-officer', 'approving-leader'],
  });
  const received = await receiveOne(desk, aPension());
  dossierId = received.dossierId as never;
  code = received.code;
});
afterEach(() => running.close());

const of = () => ({ requestId: requestId(), dossierId });
const receipt = (by = desk) => by.dossier.drawHandOver({ ...of(), paper: 'A5' });

async function workToResult(): Promise<void> {
  await desk.work.assign({ ...of(), after: 0, position: 0, holderId: lan, note: 'Làm trước' });
  running.clock.set('2026-11-23T01:32:00.000Z');
  await officer.work.handOn({ ...of(), after: 1, position: 1, holderId: lan, note: 'Đã dự thảo' });
  running.clock.set('2026-11-23T01:34:00.000Z');
  await officer.work.approve({ ...of(), after: 2, note: '' });
  running.clock.set('2026-11-23T01:36:00.000Z');
  await recordResult(desk, dossierId);
}

async function handOver(): Promise<void> {
  running.clock.set('2026-11-23T01:38:00.000Z');
  await desk.dossier.handOver({
    ...of(),
    receiver: aCitizen().person,
    together: null,
    paper: null,
    card: aCitizen().card,
    receiverCheck: 'card-qr',
  });
}

describe('the control sheet and the extract', () => {
  it('name each handing over with room for those to come, and each act with who, to whom and until when; papers are none', async () => {
    const before = await storedText(running, (await desk.dossier.drawControl(of())).sha256);
    expect(before).toContain(`Mã số hồ sơ: ${code}`);
    expect(before.match(/1\. Giao: \.\.\./gu)).toHaveLength(3);
    await workToResult();
    await handOver();
    const text = await storedText(running, (await officer.dossier.drawControl(of())).sha256);
    for (const words of [
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      'Người giao: Trần Thị Bích Hạnh',
      'Người nhận: Lê Thị Ngọc Lan',
      'Làm trước',
      'Đã dự thảo',
      '08 giờ 32 phút',
      'Giao: 08 giờ 34 phút',
      'Nhận: 08 giờ 36 phút',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('1. Giao: ...');
    const drawn = await officer.dossier.drawProcess(of());
    const acts = await storedText(running, drawn.sha256);
    for (const words of [
      'QUÁ TRÌNH XỬ LÝ HỒ SƠ',
      `Mã hồ sơ: ${code}`,
      'Tiếp nhận hồ sơ',
      'Phân công xử lý',
      'Chuyển bước xử',
      'Duyệt',
      'Ghi nhận kết quả',
      'Trả kết quả',
      'Lê Thị Thử',
      '08:36',
    ])
      expect(acts).toContain(words);
    expect(acts).not.toContain('dossier.');
    // Whoever may draw a paper notes its printing too; it is no act of the process.
    const printed = await officer.dossier.recordPrint({
      requestId: requestId(),
      paperId: drawn.paperId,
      printer: 'window',
    });
    expect(printed.printed).toBe(1);
    expect(await storedText(running, (await desk.dossier.drawProcess(of())).sha256)).not.toContain('In giấy');
    const { papers, timeline } = await desk.dossier.get({ dossierId });
    expect(papers.map(({ formId, printed: count }) => [formId, count])).toEqual([
      ['tt-03-2025/mau-06', 0],
      ['tt-03-2025/mau-06', 0],
      ['own/process-extract', 1],
      ['own/process-extract', 0],
    ]);
    expect(timeline.at(-1)?.type).toBe('dossier.process-drawn');
  });

  it('name the unit that a paper file went to', async () => {
    const unit = 'Phòng Văn hóa - Xã hội';
    const { transferId } = await desk.transfer.prepare({
      requestId: requestId(),
      unit,
      dossierIds: [dossierId],
    });
    const read = (side: 'give' | 'take', taker: string | null) =>
      desk.transfer.confirm({ requestId: requestId(), transferId, side, code, taker });
    await read('give', null);
    await read('take', 'Trần Văn Nhận');
    const text = await storedText(running, (await desk.dossier.drawControl(of())).sha256);
    expect(text).toContain(`2. Nhận: ${unit}`);
    expect(text).toContain('Người nhận: Trần Văn Nhận');
    expect(text).toContain(`giải quyết hồ sơ: ${unit}`);
  });
});

describe('the receipt for a result', () => {
  it('is drawn for what was handed over at the window, in two copies, and kept; not for what was sent by post', async () => {
    await recordResult(desk, dossierId);
    expect((await refusalOf(receipt())).code).toBe('NOT_HANDED_AT_WINDOW');
    await handOver();
    const text = await storedText(running, (await receipt()).sha256);
    for (const words of [
      'GIẤY BIÊN NHẬN TRẢ KẾT QUẢ',
      '(Liên 1: Lưu)',
      '(Liên 2: Giao người nhận)',
      `Mã hồ sơ: ${code}`,
      'Người trả: Trần Thị Bích Hạnh',
      'Người nhận: Lê Thị Thử',
      '086190001234',
      'Nhận với tư cách: chủ hồ sơ',
      'Trích yếu: Bản sao điện tử đã chứng thực',
      'Ngày trả: 08 giờ 38 phút, ngày 23 tháng 11 năm 2026',
    ])
      expect(text).toContain(words);
    expect((await refusalOf(receipt(officer))).code).toBe('NOT_PERMITTED');
    const { papers } = await desk.dossier.get({ dossierId });
    expect(papers).toMatchObject([{ formId: 'own/hand-over-receipt', paper: 'A5', copies: 2 }]);
    const posted = await receiveOne(desk, {
      ...aPension(),
      owner: aCitizen('086190009999', 'Trần Văn Bưu').person,
      delivery: { method: 'post', address: 'Khóm 1, xã Thử Nghiệm' },
    } as never);
    dossierId = posted.dossierId as never;
    await recordResult(desk, dossierId);
    await desk.dossier.sendOut({ ...of(), way: 'post', carrier: 'Bưu điện', tracking: 'EA123' });
    expect((await refusalOf(receipt())).code).toBe('NOT_HANDED_AT_WINDOW');
    expect(
      (await refusalOf(desk.dossier.drawControl({ ...of(), dossierId: requestId() as never }))).code,
    ).toBe('DOSSIER_UNKNOWN');
  });
});
