import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ToldStep } from '../province/back-office.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { openProvinceStore, type ProvinceStore } from '../province/province-store.ts';
import { connectTo, eventually } from '../support/a-delivery.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';

const BA_TRI = { kind: 'named', office: 'xã Ba Tri, tỉnh Vĩnh Long', reach: 'province' } as const;

let store: ProvinceStore;
let province: RunningProvince;
let running: InProcessHost;
let client: CounterClient;

beforeAll(async () => {
  store = await openProvinceStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  province = await startProvince({ store, mode: 'official', name: 'Tỉnh Vĩnh Long' });
  running = await startInProcessHost();
  client = running.client();
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  await at('2026-11-25T02:00:00.000Z');
  await connectTo(client, province);
});
afterEach(async () => {
  await running.close();
  await province.close();
});

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const receive = () => receiveOne(client, { ...aPension(), competent: BA_TRI });
const get = (dossierId: string) => client.dossier.get({ dossierId: dossierId as never });
const hurry = () => client.delivery.sendNow({ requestId: requestId() });
const open = async () => (await client.delivery.progress({})).open;
const told = () => running.rows<{ n: number }>('SELECT count(*) AS n FROM progress_entry')[0]?.n;
const cursor = async () => (await client.delivery.progress({})).after;
/** Until so many entries are kept here. */
const arrived = (many: number) =>
  eventually(async () => {
    await hurry();
    expect(told()).toBe(many);
  });
const say = (code: string, step: ToldStep) => province.backOffice.tell(code, step);
const lane = async () => (await client.delivery.status({})).lanes.find((each) => each.lane === 'progress');

/** A dossier that its agency has received and begins to work on. */
async function atWork() {
  const { dossierId, code } = await receive();
  await at('2026-11-26T02:00:00.000Z');
  await say(code, { status: 2, at: '2026-11-25T08:00:00.000Z', receivedAt: '2026-11-25T08:00:00.000Z' });
  await say(code, { status: 4, at: '2026-11-25T09:00:00.000Z', step: 'Thẩm tra hồ sơ' });
  await arrived(2);
  return { dossierId, code };
}

describe('a dossier that another office works on', () => {
  it('is received there, worked on and comes back with its result by itself, and is handed over here', async () => {
    const { dossierId } = await receive();
    const slip = () =>
      client.dossier.drawSlip({
        requestId: requestId(),
        dossierId: dossierId as never,
        paper: 'A4',
        copies: 1,
      });
    await slip();
    await eventually(async () => {
      await hurry();
      expect(
        (await store.db.query("SELECT 1 FROM packet WHERE kind = 'dossier.received'")).rows,
      ).toHaveLength(1);
    });
    await at('2026-11-26T02:00:00.000Z');
    expect(await province.backOffice.workOn('2026-11-25T08:00:00.000Z')).toBe(1);
    await arrived(1);
    expect(await get(dossierId)).toMatchObject({
      state: 'received',
      competent: { receivedAt: '2026-11-25T08:00:00.000Z' },
      dueAt: '2026-12-09T08:00:00.000Z',
      steps: [{ details: { kind: 'arrival' }, begunBy: BA_TRI.office }],
    });
    // The slip in the citizen's hand says another time: somebody prints the new one, and says so.
    expect(await open()).toMatchObject([{ reason: 'SLIP_OUTDATED', dossierId }]);
    const text = await storedText(running, (await slip()).sha256);
    expect(text).toMatch(/Thay thế giấy đã lập lúc.*Thời gian cơ quan có thẩm quyền nhận hồ sơ: 15 giờ 00/u);
    const [outdated] = await open();
    const settle = (how: 'again' | 'noted', note: string) =>
      client.delivery.settleProgress({ requestId: requestId(), key: outdated?.key as never, how, note });
    expect((await refusalOf(settle('noted', ''))).code).toBe('NOTE_MISSING');
    await settle('noted', 'Đã in giấy mới, gọi ông Bảy');
    expect((await refusalOf(settle('noted', 'Lần nữa'))).code).toBe('PROGRESS_SETTLED');
    expect(await open()).toEqual([]);
    // The province is told the appointment that follows, with both time stamps.
    await eventually(async () => {
      const { rows } = await store.db.query<{ bytes: Uint8Array }>(
        "SELECT bytes FROM packet WHERE kind = 'dossier.arrived'",
      );
      expect(JSON.parse(Buffer.from(rows[0]?.bytes ?? []).toString('utf8') || '{}').snapshot).toMatchObject({
        receivedHereAt: '2026-11-25T02:00:00.000Z',
        competentReceivedAt: '2026-11-25T08:00:00.000Z',
      });
    });
    await province.backOffice.workOn('2026-11-25T09:00:00.000Z');
    await province.backOffice.workOn('2026-11-26T01:30:00.000Z');
    await arrived(3);
    const dossier = await get(dossierId);
    expect(dossier).toMatchObject({
      state: 'result-in',
      late: false,
      result: {
        description: 'Quyết định, 12/QĐ-UBND, 26/11/2026',
        recordedAt: '2026-11-26T01:30:00.000Z',
        recordedBy: BA_TRI.office,
      },
    });
    expect(dossier.progress.map(({ status, unit, step, outcome }) => [status, unit, step, outcome])).toEqual([
      [2, BA_TRI.office, 'Nhận hồ sơ', 'applied'],
      [4, BA_TRI.office, 'Thẩm tra hồ sơ', 'applied'],
      [9, BA_TRI.office, 'Ký kết quả', 'applied'],
    ]);
    expect((await client.today.get({})).lists.find(({ list }) => list === 'to-return')?.count).toBe(1);
    const handed = await client.dossier.handOver({
      requestId: requestId(),
      dossierId: dossierId as never,
      receiver: aCitizen().person,
      paper: null,
      paperOnly: { reason: 'agency-gave-paper', words: '' },
    });
    expect(handed.basis).toBe('owner');
    expect(await province.backOffice.workOn('2026-11-26T02:00:00.000Z')).toBe(0);
  });

  it("waits for the citizen from the agency's hour on, and what was left of its time runs on from the agency's hour", async () => {
    const { dossierId, code } = await atWork();
    await say(code, { status: 5, at: '2026-11-26T01:00:00.000Z', step: 'Bổ sung bản sao sổ bảo hiểm' });
    await arrived(3);
    expect(await get(dossierId)).toMatchObject({ state: 'supplement-asked' });
    await at('2026-11-27T03:00:00.000Z');
    await say(code, { status: 4, at: '2026-11-27T01:00:00.000Z', step: 'Đã nhận bổ sung' });
    await arrived(4);
    const dossier = await get(dossierId);
    // Stood still for exactly one working day.
    expect(dossier).toMatchObject({ state: 'processing', dueAt: '2026-12-10T08:00:00.000Z' });
    expect(dossier.steps[1]).toMatchObject({
      begunAt: '2026-11-26T01:00:00.000Z',
      endedAt: '2026-11-27T01:00:00.000Z',
      brought: 'Đã nhận bổ sung',
      begunBy: 'UBND xã Ba Tri',
    });
    await say(code, { status: 5, at: '2026-11-27T02:00:00.000Z', step: 'Bổ sung lần nữa' });
    await arrived(5);
    expect((await get(dossierId)).state).toBe('processing');
    expect((await open()).at(-1)).toMatchObject({ reason: 'SECOND_SUPPLEMENT' });
  });

  it('stops, goes on and ends as its agency says, each with what the paper for the citizen needs', async () => {
    const { dossierId, code } = await atWork();
    await say(code, { status: 8, at: '2026-11-26T00:30:00.000Z', step: 'Chờ cơ quan khác trả lời' });
    await arrived(3);
    // A stop without its article is none.
    expect((await get(dossierId)).state).toBe('processing');
    expect((await open()).at(-1)).toMatchObject({ reason: 'NEEDS_A_PERSON', detail: 'article' });
    await say(code, { status: 3, at: '2026-11-26T01:00:00.000Z', step: 'Không đủ điều kiện' });
    await arrived(4);
    // Its turn has not come: the third is not decided yet.
    expect((await get(dossierId)).state).toBe('processing');
    const stopped = (await open()).find(({ reason }) => reason === 'NEEDS_A_PERSON');
    await client.delivery.settleProgress({
      requestId: requestId(),
      key: stopped?.key as never,
      how: 'noted',
      note: 'Xã đã gọi: không dừng',
    });
    const dossier = await get(dossierId);
    expect(dossier).toMatchObject({ state: 'refused' });
    expect(dossier.steps.at(-1)).toMatchObject({
      details: { kind: 'refusal', reason: 'Không đủ điều kiện' },
      begunBy: 'UBND xã Ba Tri',
      hasPaper: true,
    });
  });
});

describe('the list of the province', () => {
  it('is taken once however often it comes: an answer that was lost, a second reading, a restart', async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    province.faults.add('progress', 'drop-after', 2);
    province.faults.add('progress', '500', 1);
    province.faults.add('progress', 'garbage', 1);
    await say(code, { status: 2, at: '2026-11-25T08:00:00.000Z', receivedAt: '2026-11-25T08:00:00.000Z' });
    await arrived(1);
    const before = await get(dossierId);
    const place = await cursor();
    running.host.active().folder.write.prepare("DELETE FROM setting WHERE key = 'province.progress'").run();
    await eventually(async () => {
      await hurry();
      expect(await cursor()).toBe(place);
    });
    expect(told()).toBe(1);
    expect((await get(dossierId)).steps).toEqual(before.steps);
    expect(running.rows("SELECT 1 FROM event WHERE type = 'dossier.mirrored'")).toHaveLength(1);
  });

  it('may come in any order: what is ahead waits for what is missing', async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    await say(code, {
      number: 3,
      status: 9,
      at: '2026-11-26T01:00:00.000Z',
      result: { name: 'Quyết định', number: '1', issuedOn: '2026-11-26' },
    });
    await say(code, { number: 2, status: 4, at: '2026-11-25T09:00:00.000Z' });
    await arrived(2);
    expect((await get(dossierId)).state).toBe('forwarded');
    expect((await open()).map(({ reason }) => reason)).toEqual(['EARLIER_MISSING', 'EARLIER_MISSING']);
    await say(code, { number: 1, status: 2, at: '2026-11-25T08:00:00.000Z' });
    await arrived(3);
    expect(await get(dossierId)).toMatchObject({
      state: 'result-in',
      result: { recordedAt: '2026-11-26T01:00:00.000Z' },
    });
    // A late double of a number under another id changes nothing.
    await say(code, { number: 2, status: 4, at: '2026-11-25T09:00:00.000Z' });
    await arrived(4);
    expect((await open()).map(({ reason }) => reason)).toContain('LATER_HANDLED');
  });

  it('that went back is read again from the start, and people see that it did', async () => {
    const { dossierId } = await atWork();
    await store.db.exec('TRUNCATE progress; ALTER SEQUENCE progress_cursor RESTART');
    await arrived(3);
    expect((await open()).map(({ reason }) => reason)).toContain('CURSOR_WENT_BACK');
    expect((await get(dossierId)).state).toBe('processing');
    expect(await cursor()).toBe(0);
  });

  it('of a province that fails rests its lane and says why', async () => {
    await store.db.exec('ALTER TABLE progress RENAME TO progress_gone');
    try {
      await hurry();
      await eventually(async () => expect((await lane())?.lastError).not.toBeNull());
      expect((await lane())?.lastError).toMatchObject({ code: 'PROVINCE_FAILING' });
    } finally {
      await store.db.exec('ALTER TABLE progress_gone RENAME TO progress');
    }
  });

  it('with anything unreadable or unknown in it puts that aside and goes on', async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    const garbage = [
      ['xin chào 🙂', 'ENTRY_UNREADABLE'],
      ['{"note":1}', 'ENTRY_UNREADABLE'],
      [(place: number) => entryText({ cursor: place + 5 }), 'ENTRY_UNREADABLE'],
      [(place: number) => entryText({ cursor: place, step: 'a\u202eb' }), 'ENTRY_UNREADABLE'],
      [(place: number) => entryText({ cursor: place }), 'DOSSIER_UNKNOWN'],
    ] as const;
    for (const [text] of garbage) await province.backOffice.tellText(text);
    await say(code, { status: 2, at: '2026-11-25T08:00:00.000Z' });
    await arrived(garbage.length + 1);
    const reasons = (await open()).map(({ reason }) => reason);
    expect(reasons).toEqual([...garbage.map(([, reason]) => reason), 'SLIP_OUTDATED']);
    expect((await get(dossierId)).state).toBe('received');
    expect((await lane())?.lastError).toBeNull();
  });

  it('that a stranger signed moves nothing, not even the place, until the province has signed it', async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    const forged = Buffer.alloc(64, 7).toString('base64');
    await province.backOffice.tellText(
      (place) => entryText({ cursor: place, dossierCode: code, status: 2, at: '2026-11-25T08:00:00.000Z' }),
      forged,
    );
    await arrived(1);
    await hurry();
    expect(await open()).toMatchObject([
      { reason: 'SIGNATURE_WRONG', dossierId: null, mayRetry: false, said: null },
    ]);
    expect(await cursor()).toBe(0);
    expect((await get(dossierId)).state).toBe('forwarded');
  });

  it('an entry of a dossier that gets its code only later is applied then', async () => {
    const { dossierId } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    await say('G22.99.26-000123', { status: 2, at: '2026-11-25T08:00:00.000Z' });
    await arrived(1);
    expect(await open()).toMatchObject([{ reason: 'DOSSIER_UNKNOWN' }]);
    await client.dossier.linkCode({
      requestId: requestId(),
      dossierId: dossierId as never,
      code: 'G22.99.26-000123',
    });
    await eventually(async () => {
      await hurry();
      expect((await get(dossierId)).state).toBe('received');
    });
  });

  it('does not touch a dossier that is worked on here, nor one that ended; a person notes why', async () => {
    const { dossierId, code } = await receiveOne(client, aPension());
    await at('2026-11-26T02:00:00.000Z');
    await say(code, { status: 9, at: '2026-11-25T08:00:00.000Z' });
    await arrived(1);
    expect((await get(dossierId)).state).toBe('received');
    const [row] = await open();
    expect(row).toMatchObject({ reason: 'WORKED_ON_HERE', mayRetry: true });
    const again = client.delivery.settleProgress({
      requestId: requestId(),
      key: row?.key as never,
      how: 'again',
      note: '',
    });
    expect(await refusalOf(again)).toMatchObject({
      code: 'PROGRESS_STILL_ASIDE',
      data: { reason: 'WORKED_ON_HERE' },
    });
    expect(await expectCountsRight(client)).toMatchObject({ differences: 1 });
  });

  it("says where the agency's appointment is another than the one on the slip", async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    await say(code, { status: 2, at: '2026-11-25T08:00:00.000Z', dueAt: '2026-12-11T08:00:00.000Z' });
    await arrived(1);
    expect(await open()).toMatchObject([
      { reason: 'DUE_DIFFERS', detail: '2026-12-11T08:00:00.000Z', mayRetry: false },
    ]);
    expect((await get(dossierId)).dueAt).toBe('2026-12-09T08:00:00.000Z');
  });

  it('whatever it says in whatever order, a dossier only goes where its states lead, and every entry is kept once', async () => {
    const { dossierId, code } = await receive();
    await at('2026-11-26T02:00:00.000Z');
    const steps = fc.sample(
      fc.record({
        status: fc.integer({ min: 1, max: 10 }),
        number: fc.integer({ min: 1, max: 12 }),
        minute: fc.integer({ min: 1, max: 59 }),
      }),
      { numRuns: 30, seed: 20261126 },
    );
    for (const { status, number, minute } of steps)
      await say(code, {
        status,
        number,
        at: `2026-11-25T08:${String(minute).padStart(2, '0')}:00.000Z`,
        article: 'Điều 19',
        result: { name: 'Quyết định', number: '1', issuedOn: '2026-11-26' },
      });
    await arrived(steps.length);
    const rows = running.rows<{ outcome: string; number: number }>(
      'SELECT outcome, number FROM progress_entry',
    );
    const handled = rows.filter(({ outcome }) => outcome !== 'aside').map(({ number }) => number);
    expect(new Set(handled).size).toBe(handled.length);
    expect([...handled].sort((a, b) => a - b)).toEqual(handled.map((_, index) => index + 1));
    const { state, steps: taken } = await get(dossierId);
    expect(state).not.toBe('returned');
    expect(taken.every(({ begunBy }) => begunBy === 'UBND xã Ba Tri')).toBe(true);
  });
});

function entryText(change: Record<string, unknown>): string {
  return JSON.stringify({
    entryId: '01936000-0000-7000-8000-0000000000b1',
    cursor: 1,
    dossierCode: 'H61.45-261125-9999',
    number: 1,
    at: '2026-11-25T08:00:00.000Z',
    status: 4,
    unit: 'UBND xã Ba Tri',
    role: 'Chuyên viên',
    person: null,
    step: 'Thẩm tra',
    receivedAt: null,
    dueAt: null,
    article: null,
    payment: null,
    result: null,
    ...change,
  });
}
