import { afterEach, beforeEach, expect, it } from 'vitest';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  // Thursday 2026-11-19, half past eight.
  running.clock.set('2026-11-19T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
async function explanationText(dossierId: string): Promise<string> {
  const drawn = await client.life.drawExplanation({ requestId: requestId(), dossierId: dossierId as never });
  return await storedText(running, drawn.sha256);
}

it('says each day that does not count and why, with the articles and what is not verified of them', async () => {
  const { dossierId, code } = await receiveOne(client, aPension());
  const text = await explanationText(dossierId);
  for (const words of [
    'BẢN TÍNH THỜI HẠN GIẢI QUYẾT HỒ SƠ',
    `Mã hồ sơ: ${code}`,
    'Thời hạn giải quyết: 10 ngày làm việc',
    'Thứ Bảy 21/11/2026 đến Chủ nhật 22/11/2026: ngày nghỉ hằng tuần, không tính',
    'Thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam: nghỉ lễ, không tính (Nghị quyết 28/2026/QH16)',
    'Hẹn trả hiện nay: 08 giờ 30 phút, ngày 04 tháng 12 năm 2026',
    'Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP',
    'NGƯỜI LẬP',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('Những lần ngày hẹn thay đổi');
});

it('tells every change: a supplement, an extension and an apology, each from which day to which', async () => {
  const { dossierId } = await receiveOne(client, aPension());
  const of = { requestId: requestId(), dossierId: dossierId as never };
  await client.life.askSupplement({
    ...of,
    items: [{ componentId: null, text: 'Giấy khai sinh', paperReason: null }],
    reason: 'Thiếu',
    answerBy: null,
    ground: null,
  });
  await at('2026-11-26T01:30:00.000Z');
  await client.life.resume({ ...of, requestId: requestId(), brought: 'Giấy khai sinh' });
  await client.life.extend({
    ...of,
    requestId: requestId(),
    article: 'Điều 4 Nghị định 123/2015/NĐ-CP',
    value: 2,
    unit: 'working-day',
    reason: 'Phải xác minh',
  });
  const text = await explanationText(dossierId);
  for (const words of [
    'Những lần ngày hẹn thay đổi',
    'Hẹn trả khi tiếp nhận: 08 giờ 30 phút, ngày 04 tháng 12 năm 2026',
    '1. Chờ bổ sung hồ sơ từ 08 giờ 30 phút, ngày 19 tháng 11 năm 2026 đến 08 giờ 30 phút, ngày 26 tháng 11 năm 2026',
    '2. Kéo dài thời hạn',
    'Điều 4 Nghị định 123/2015/NĐ-CP',
    'Điều 17 Nghị định 118/2025/NĐ-CP',
  ])
    expect(text).toContain(words);
  const { papers } = await client.dossier.get({ dossierId: dossierId as never });
  expect(papers.at(-1)).toMatchObject({ formId: 'own/deadline-explanation', printed: 0 });
  await client.dossier.recordPrint({
    requestId: requestId(),
    paperId: papers.at(-1)?.paperId ?? '',
    printer: 'window',
  });
  expect((await client.dossier.get({ dossierId: dossierId as never })).papers.at(-1)?.printed).toBe(1);
});
