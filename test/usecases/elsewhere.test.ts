import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLinkedBirth, aPension, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';

const BA_TRI = { kind: 'named', office: 'xã Ba Tri, tỉnh Vĩnh Long', reach: 'province' } as const;

let running: InProcessHost;
let client: CounterClient;

// The office's clock stands at 25/11/2026, 9:00: a Wednesday, and a day of work.
beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  await at('2026-11-25T02:00:00.000Z');
});
afterEach(() => running.close());

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const receive = () => receiveOne(client, { ...aPension(), competent: BA_TRI });
const get = (dossierId: string) => client.dossier.get({ dossierId: dossierId as never });
const listed = async (list: string) => (await expectCountsRight(client))[list];
const packet = (kind: string) => {
  const [row] = running.rows<{ bytes: Uint8Array }>(
    `SELECT bytes FROM packet WHERE kind = '${kind}' ORDER BY seq DESC`,
  );
  return row === undefined ? undefined : JSON.parse(Buffer.from(row.bytes).toString('utf8')).snapshot;
};
const slip = async (dossierId: string) => {
  const drawn = await client.dossier.drawSlip({
    requestId: requestId(),
    dossierId: dossierId as never,
    paper: 'A4',
    copies: 1,
  });
  return await storedText(running, drawn.sha256);
};
const arrived = (dossierId: string, receivedAt: string) =>
  client.life.confirmArrival({
    requestId: requestId(),
    dossierId: dossierId as never,
    receivedAt,
    document: 'BBBG-2026-001',
    receiver: 'Trần Văn Nhận',
  });

describe('a dossier received for another commune', () => {
  it('waits for that commune without a running clock, and its slip says that the appointment is provisional', async () => {
    const received = await receive();
    expect(received).toMatchObject({
      provisional: true,
      // Expected there by 17:00, so ten working days from the next morning on.
      dueAt: '2026-12-10T00:00:00.000Z',
    });
    const dossier = await get(received.dossierId);
    expect(dossier).toMatchObject({
      state: 'forwarded',
      nationalStatus: 2,
      late: false,
      competent: {
        office: BA_TRI.office,
        clock: 'arrival',
        expectedAt: '2026-11-25T10:00:00.000Z',
        receivedAt: null,
      },
      work: { here: false },
    });
    expect(dossier.actions).toEqual(['confirm-arrival', 'withdraw', 'refuse', 'report-lost-slip', 'void']);
    expect(packet('dossier.received')).toMatchObject({
      status: 2,
      receivedAt: '2026-11-25T02:00:00.000Z',
      competentReceivedAt: null,
      competent: { office: BA_TRI.office, clock: 'arrival', reach: 'province' },
    });
    const text = await slip(received.dossierId);
    expect(text).toContain('Cơ quan có thẩm quyền giải quyết: xã Ba Tri, tỉnh Vĩnh Long');
    expect(text).toContain('lúc cơ quan có thẩm quyền nhận hồ sơ (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP)');
    expect(text).toMatch(/Lưu ý: thời gian trả kết quả nêu trên là dự kiến/u);
    // Far past the provisional appointment nothing of this office is late: nobody has begun.
    await at('2026-12-14T02:00:00.000Z');
    expect((await get(received.dossierId)).late).toBe(false);
    expect(await listed('overdue')).toBe(0);
  });

  it('stands on a work list when it is not there after a working day', async () => {
    const { dossierId, code } = await receive();
    expect(await listed('awaited')).toBe(0);
    expect((await client.life.awaited({})).dossiers).toMatchObject([{ code, tooLong: false }]);
    await at('2026-11-26T02:01:00.000Z');
    expect(await listed('awaited')).toBe(1);
    expect((await client.life.awaited({})).dossiers).toMatchObject([
      { code, tooLong: true, office: BA_TRI.office },
    ]);
    await arrived(dossierId, '2026-11-26T01:00:00.000Z');
    expect(await listed('awaited')).toBe(0);
    expect((await client.life.awaited({})).dossiers).toEqual([]);
  });

  it("counts from that commune's reception; the new slip replaces the old one with both dates and both times", async () => {
    const { dossierId } = await receive();
    await slip(dossierId);
    await at('2026-11-27T02:00:00.000Z');
    const told = await arrived(dossierId, '2026-11-26T07:30:00.000Z');
    expect(told).toMatchObject({ state: 'received', dueAt: '2026-12-10T07:30:00.000Z' });
    const dossier = await get(dossierId);
    expect(dossier).toMatchObject({
      state: 'received',
      dueAt: told.dueAt,
      competent: { receivedAt: '2026-11-26T07:30:00.000Z' },
    });
    expect(dossier.steps).toMatchObject([
      {
        details: { kind: 'arrival', document: 'BBBG-2026-001', receiver: 'Trần Văn Nhận' },
        dueBefore: '2026-12-10T07:00:00+07:00[Asia/Ho_Chi_Minh]',
        dueAfter: '2026-12-10T14:30:00+07:00[Asia/Ho_Chi_Minh]',
      },
    ]);
    expect(packet('dossier.arrived')).toMatchObject({
      status: 2,
      receivedHereAt: '2026-11-25T02:00:00.000Z',
      competentReceivedAt: '2026-11-26T07:30:00.000Z',
      dueBefore: '2026-12-10T07:00:00+07:00[Asia/Ho_Chi_Minh]',
      due: '2026-12-10T14:30:00+07:00[Asia/Ho_Chi_Minh]',
    });
    const text = await slip(dossierId);
    expect(text).toContain('Thay thế giấy đã lập lúc: 09 giờ 00');
    expect(text).toMatch(/Thời gian nhận hồ sơ: 09 giờ 00.*ngày 25/u);
    expect(text).toMatch(/Thời gian cơ quan có thẩm quyền nhận hồ sơ: 14 giờ 30.*ngày 26/u);
    expect(text).toMatch(/Thời gian đã hẹn trước đây: 07 giờ 00.*ngày 10/u);
    expect(text).not.toContain('dự kiến');
    // How it was reckoned says from when; and the dossier is worked on there, so nobody here is assigned.
    const paper = await client.life.drawExplanation({
      requestId: requestId(),
      dossierId: dossierId as never,
    });
    expect(await storedText(running, paper.sha256)).toMatch(/bắt đầu tính thời hạn, lúc: 14 giờ 30/u);
    expect(dossier.actions).not.toContain('assign');
    // Past that appointment it is late, under the name of the office that works on it.
    await at('2026-12-09T09:00:00.000Z');
    expect((await client.life.watch({})).soon).toMatchObject([
      { unit: BA_TRI.office, processingOwner: 'other-office' },
    ]);
    await at('2026-12-10T08:00:00.000Z');
    expect((await get(dossierId)).late).toBe(true);
  });

  it('comes back with its result and is handed over here', async () => {
    const { dossierId } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    await arrived(dossierId, '2026-11-26T01:00:00.000Z');
    await recordResult(client, dossierId);
    expect((await get(dossierId)).actions).toContain('return-result');
  });

  it('was not received there before it was here, in the future or at no time at all: nothing changes', async () => {
    const { dossierId } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    for (const [receivedAt, code] of [
      ['2026-11-25T01:59:00.000Z', 'ARRIVAL_IMPOSSIBLE'],
      ['2026-11-26T03:00:00.000Z', 'ARRIVAL_IMPOSSIBLE'],
      ['hôm qua', 'INVALID_INPUT'],
    ] as const)
      expect((await refusalOf(arrived(dossierId, receivedAt))).code).toBe(code);
    expect(await get(dossierId)).toMatchObject({
      state: 'forwarded',
      competent: { receivedAt: null },
      steps: [],
    });
  });

  it('arrives once', async () => {
    const { dossierId } = await receive();
    await arrived(dossierId, '2026-11-25T02:00:00.000Z');
    expect((await refusalOf(arrived(dossierId, '2026-11-25T02:00:00.000Z'))).code).toBe('ACTION_NOT_ALLOWED');
    expect(running.rows("SELECT 1 FROM event WHERE type = 'dossier.arrived'")).toHaveLength(1);
  });

  it('may be withdrawn before that office has it', async () => {
    const { dossierId } = await receive();
    await client.life.withdraw({
      requestId: requestId(),
      dossierId: dossierId as never,
      reason: 'Nộp nơi khác',
      givenBack: '',
    });
    expect((await get(dossierId)).state).toBe('withdrawn');
    expect(await listed('awaited')).toBe(0);
  });

  it('sends its papers to that office', async () => {
    const { code } = await receive();
    const { files, units } = await client.transfer.waiting({});
    expect(files).toMatchObject([{ code, competent: BA_TRI.office }]);
    expect(units[0]).toBe(BA_TRI.office);
  });
});

it('is refused for another office, and leaves nothing, where the rules do not allow it', async () => {
  const wrong = [
    [aPension, { ...BA_TRI, reach: 'nationwide' as const }, 'NOT_LISTED_NATIONWIDE'],
    [aLinkedBirth, BA_TRI, 'LINKED_NOT_ELSEWHERE'],
    [aPension, { ...BA_TRI, office: ' ' }, 'INVALID_INPUT'],
    [aPension, { kind: 'listed' as const, placeId: 'nowhere' as never }, 'COMPETENT_PLACE_UNKNOWN'],
  ] as const;
  for (const [receipt, competent, code] of wrong)
    expect((await refusalOf(receiveOne(client, { ...receipt(), competent }))).code).toBe(code);
  expect(running.rows('SELECT 1 FROM dossier')).toEqual([]);
  expect(running.rows('SELECT 1 FROM competent_office')).toEqual([]);
});

it('shows before the reception that the appointment would be provisional', async () => {
  const asked = { code: '1.014027', caseId: 'standard', linkedChoices: [] };
  expect((await client.catalogue.appointment(asked)).provisionalFrom).toBeNull();
  expect(await client.catalogue.appointment({ ...asked, elsewhere: true })).toMatchObject({
    provisionalFrom: '2026-11-25T10:00:00.000Z',
    dueAt: '2026-12-10T00:00:00.000Z',
  });
});
