import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  // Monday 2026-11-16, half past eight.
  running.clock.set('2026-11-16T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const counted = async (list: string) =>
  (await client.today.get({})).lists.find((each) => each.list === list)?.count;

it('lists whom to call two working days before a supplement ends, with the number, until it came', async () => {
  const { person } = aCitizen();
  const withPhone = { ...person, phone: '0912 345 678' };
  const { dossierId, code } = await receiveOne(client, { ...aPension(), owner: withPhone });
  await client.life.askSupplement({
    requestId: requestId(),
    dossierId,
    items: [{ componentId: null, text: 'Bản sao giấy khai sinh', paperReason: null }],
    reason: 'Thiếu giấy khai sinh',
    // A Monday: two working days before is the Thursday before.
    answerBy: '2026-11-23',
    ground: null,
  });
  await at('2026-11-18T01:30:00.000Z');
  expect((await client.life.watch({})).calls).toEqual([]);
  await at('2026-11-19T01:30:00.000Z');
  expect((await client.life.watch({})).calls).toEqual([
    {
      dossierId,
      code,
      kind: 'supplement',
      until: '2026-11-23',
      over: false,
      name: 'Lê Thị Thử',
      phone: '0912 345 678',
    },
  ]);
  expect(await counted('to-call')).toBe(1);
  await at('2026-11-25T01:30:00.000Z');
  expect((await client.life.watch({})).calls).toMatchObject([{ over: true }]);
  await client.life.resume({ requestId: requestId(), dossierId, brought: 'Giấy khai sinh' });
  expect(await counted('to-call')).toBe(0);
});

it('lists what will be late within a working day, with the unit that holds it, and not what came today', async () => {
  await receiveOne(client);
  const { dossierId, code } = await receiveOne(client, aPension());
  expect(await counted('due-soon')).toBe(0);
  const unit = 'Phòng Văn hóa - Xã hội';
  const { transferId } = await client.transfer.prepare({
    requestId: requestId(),
    unit,
    dossierIds: [dossierId],
  });
  await client.transfer.confirm({ requestId: requestId(), transferId, side: 'give', code, taker: null });
  await client.transfer.confirm({
    requestId: requestId(),
    transferId,
    side: 'take',
    code,
    taker: 'Trần Văn Nhận',
  });
  // Due on Tuesday 2026-12-01 at half past eight.
  await at('2026-11-27T01:30:00.000Z');
  expect(await counted('due-soon')).toBe(0);
  await at('2026-11-30T01:30:00.000Z');
  expect((await client.life.watch({})).soon).toMatchObject([
    { dossierId, unit, processingOwner: 'here', reappointed: false, ownerName: 'Lê Thị Thử' },
  ]);
  expect(await counted('due-soon')).toBe(1);
  const draft = await client.life.drawApology({ requestId: requestId(), dossierId });
  const text = await storedText(running, draft.sha256);
  for (const words of [
    `Kính gửi: Thủ trưởng ${unit}`,
    `Mã hồ sơ: ${code}`,
    'Thời gian hẹn trả kết quả: 08 giờ 30 phút, ngày 01 tháng 12 năm 2026',
    'Chúng tôi xin lỗi Ông (Bà)/Tổ chức.',
    'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
  ])
    expect(text).toContain(words);
  const drawn = await client.dossier.get({ dossierId });
  // A draft promises nothing.
  expect([drawn.dueAt, drawn.steps]).toEqual(['2026-12-01T01:30:00.000Z', []]);
  expect(drawn.papers.at(-1)).toMatchObject({ formId: 'own/apology-draft', printed: 0 });
  await at('2026-12-01T02:30:00.000Z');
  expect((await client.life.watch({})).soon).toEqual([]);
});

it('drafts no apology for what was appointed anew or has its result', async () => {
  const { dossierId } = await receiveOne(client, aPension());
  const of = { requestId: requestId(), dossierId };
  await client.life.reappoint({ ...of, returnAt: '2026-12-04T02:00:00.000Z', reason: 'Chờ xác minh' });
  const again = client.life.drawApology({ requestId: requestId(), dossierId });
  expect((await refusalOf(again)).code).toBe('REAPPOINTED_ALREADY');
  await client.dossier.recordResult({
    ...of,
    requestId: requestId(),
    description: 'Quyết định',
    sha256: null,
    facts: { ...NOTHING_SAID, link: 'https://vbdt.example/ket-qua.pdf' },
  });
  const late = client.life.drawApology({ requestId: requestId(), dossierId });
  expect((await refusalOf(late)).code).toBe('ACTION_NOT_ALLOWED');
});

it.each([
  // Ten working days from Friday 2026-11-20 end on a Monday.
  ['a weekend', '2026-11-20', '2026-12-07', '2026-12-03', '2026-12-04'],
  // From Monday 2026-02-02 they end on the first day after Tết.
  ['Tết', '2026-02-02', '2026-02-23', '2026-02-12', '2026-02-13'],
])(
  'counts working days only until a dossier is late, over %s',
  async (_case, received, due, notYet, soon) => {
    const office = await startInProcessHost();
    const at = async (day: string) => {
      office.clock.set(`${day}T02:00:00.000Z`);
      await window.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    };
    office.clock.set(`${received}T02:00:00.000Z`);
    const window = office.client();
    await setUpAndSignIn(window);
    await giveEveryRole(window);
    expect((await receiveOne(window, aPension())).dueAt.slice(0, 10)).toBe(due);
    const figure = async () => (await window.today.get({})).lists.find(({ list }) => list === 'due-soon');
    await at(notYet);
    expect(await figure()).toMatchObject({ count: 0 });
    await at(soon);
    expect(await figure()).toMatchObject({ count: 1, mine: true });
    await office.close();
  },
);
