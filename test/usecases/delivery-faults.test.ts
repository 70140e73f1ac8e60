import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FaultKind, FaultPlace } from '../province/faults.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { openProvinceStore, type ProvinceStore } from '../province/province-store.ts';
import {
  arrivals,
  connectTo,
  countUnsent,
  eventually,
  makePacket,
  provinceFile,
  states,
} from '../support/a-delivery.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

let store: ProvinceStore;
let province: RunningProvince;
let running: InProcessHost;
let admin: CounterClient;

beforeAll(async () => {
  store = await openProvinceStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  province = await startProvince({ store, mode: 'official' });
  running = await startInProcessHost();
  admin = running.client();
  await setUpAndSignIn(admin);
  await connectTo(admin, province);
  await allReceipted();
});
afterEach(async () => {
  await running.close();
  await province.close();
});

const allReceipted = () => eventually(() => expect(new Set(states(running))).toEqual(new Set(['receipted'])));
const later = (seconds: number) => {
  running.clock.advance(seconds);
  running.host.active().delivery.wake();
};
const lane = async (name: 'packets' | 'files') =>
  (await admin.delivery.status({})).lanes.find((one) => one.lane === name);
const EQUAL = { from: '2026-11-24', to: '2026-11-26' };

it.each<[FaultPlace, FaultKind, 'packets' | 'files', string]>([
  ['packets', 'garbage', 'packets', 'PROVINCE_ANSWER_UNREADABLE'],
  ['packets', 'endless', 'packets', 'PROVINCE_ANSWER_UNREADABLE'],
  ['packets', 'wrong-signature', 'packets', 'RECEIPT_SIGNATURE_WRONG'],
  ['packets', 'wrong-receipt', 'packets', 'RECEIPT_DIFFERS'],
  ['packets', '500', 'packets', 'PROVINCE_FAILING'],
  ['packets', 'hang', 'packets', 'PROVINCE_UNREACHABLE'],
  ['packets', 'drop', 'packets', 'PROVINCE_UNREACHABLE'],
  ['packets', 'drop-after', 'packets', 'PROVINCE_UNREACHABLE'],
  ['missing', 'garbage', 'files', 'PROVINCE_ANSWER_UNREADABLE'],
  ['files', '500', 'files', 'PROVINCE_FAILING'],
  ['files', 'drop', 'files', 'PROVINCE_UNREACHABLE'],
  ['files', 'drop-after', 'files', 'PROVINCE_UNREACHABLE'],
])(
  'after %s meets %s the packet waits with its cause, then arrives once',
  async (place, kind, where, code) => {
    province.faults.add(place, kind);
    const made = await makePacket(running, 'a', ['tờ khai']);
    await eventually(async () => {
      const [packet] = (await admin.delivery.list({})).packets;
      expect(packet).toMatchObject({ ...made, state: 'waiting', attempts: 1, cause: { code } });
    });
    expect(await lane(where)).toMatchObject({ waiting: 1, lastError: { code } });
    expect(Date.parse((await lane(where))?.nextAttemptAt ?? '')).toBeGreaterThan(
      Date.parse(running.clock.now()),
    );
    later(6);
    await allReceipted();
    expect(await lane(where)).toMatchObject({ waiting: 0, lastError: null, nextAttemptAt: null });
    expect(await arrivals(province)).toHaveLength(2);
    expect(provinceFile(province, 'tờ khai')).toBe('tờ khai');
    expect((await admin.delivery.reconcile(EQUAL)).differences).toEqual([]);
  },
);

it('lets packets without files pass while files fail', async () => {
  province.faults.add('files', '500');
  await makePacket(running, 'a', ['tờ khai']);
  await eventually(() => expect(states(running)[1]).toBe('waiting'));
  await eventually(async () => expect((await lane('files'))?.nextAttemptAt).not.toBeNull());
  await makePacket(running, 'b');
  await eventually(() => expect(states(running)).toEqual(['receipted', 'waiting', 'receipted']));
});

it('waits longer with each failure and asks nothing while it rests', async () => {
  await province.close();
  await makePacket(running, 'a');
  const waits: number[] = [];
  for (let failure = 1; failure <= 5; failure += 1) {
    await eventually(async () => {
      const [packet] = (await admin.delivery.list({})).packets;
      expect(packet).toMatchObject({ state: 'waiting', attempts: failure });
    });
    await eventually(async () => expect((await lane('packets'))?.nextAttemptAt).not.toBeNull());
    const [packet] = (await admin.delivery.list({})).packets;
    const untilOf = (instant: string | null | undefined) =>
      (Date.parse(instant ?? '') - Date.parse(running.clock.now())) / 1000;
    waits.push(untilOf(packet?.nextAttemptAt));
    running.host.active().delivery.wake();
    later(Math.max(untilOf(packet?.nextAttemptAt), untilOf((await lane('packets'))?.nextAttemptAt)));
  }
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(2.5 * 2 ** index);
    expect(wait).toBeLessThanOrEqual(5 * 2 ** index + 1);
  }
  province = await startProvince({ store, mode: 'official', port: province.port });
});

it('waits for no time that was written while the clock was wrong', async () => {
  running.clock.set('2027-11-24T01:30:00.000Z');
  province.faults.add('packets', '500');
  await makePacket(running, 'a');
  await eventually(() => expect(running.host.active().delivery.lanes().packets.nextAttemptAt).not.toBeNull());
  running.clock.set('2026-11-24T01:31:00.000Z');
  running.host.active().delivery.wake();
  await allReceipted();
});

it('keeps work through an outage and a restart, and delivers everything once the province is back', async () => {
  const { port } = province;
  await province.close();
  for (const subject of ['a', 'b', 'c']) await makePacket(running, subject, [`giấy ${subject}`]);
  await eventually(async () => expect((await lane('packets'))?.lastError?.code).toBe('PROVINCE_UNREACHABLE'));
  expect(await countUnsent(admin)).toBe(3);
  await running.host.close();
  running = await startInProcessHost({ folder: running.folder });
  admin = running.client();
  await admin.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect(states(running)).toHaveLength(4);
  province = await startProvince({ store, mode: 'official', port });
  expect(await admin.delivery.sendNow({ requestId: requestId() })).toEqual({ waiting: 3 });
  // A province that just started may answer its first call too late: what waits is tried again as time goes on.
  await eventually(() => {
    if (states(running).includes('waiting')) later(60);
    expect(new Set(states(running))).toEqual(new Set(['receipted']));
  });
  expect(await arrivals(province)).toHaveLength(4);
});

it('stops in the middle of a call that never ends, and sends the packet again at the next start', async () => {
  province.faults.add('packets', 'hang');
  await makePacket(running, 'a');
  await eventually(() => expect(states(running)[1]).toBe('sending'));
  const before = performance.now();
  await running.host.close();
  expect(performance.now() - before).toBeLessThan(1200);
  running = await startInProcessHost({ folder: running.folder });
  await allReceipted();
  expect(await arrivals(province)).toHaveLength(2);
});

it('takes a packet that was being sent when the program was cut off for one that waits', async () => {
  const { port } = province;
  await province.close();
  await makePacket(running, 'a');
  await eventually(async () => expect((await lane('packets'))?.nextAttemptAt).not.toBeNull());
  const { write } = running.host.active().folder;
  await running.host.active().delivery.close();
  write.exec("UPDATE packet_delivery SET state = 'sending', next_attempt_at = NULL WHERE seq = 2");
  await running.host.close();
  province = await startProvince({ store, mode: 'official', port });
  running = await startInProcessHost({ folder: running.folder });
  await allReceipted();
});

it('gives a refused packet to a person and holds back only its own subject', async () => {
  province.faults.add('packets', 'refuse');
  const refused = await makePacket(running, 'a');
  await eventually(() => expect(states(running)[1]).toBe('refused'));
  await makePacket(running, 'a');
  await makePacket(running, 'b');
  await eventually(() => expect(states(running)).toEqual(['receipted', 'refused', 'waiting', 'receipted']));
  later(3600);
  await admin.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await admin.delivery.sendNow({ requestId: requestId() });
  expect((await admin.delivery.status({})).needsPerson.count).toBe(1);
  const [first, second] = (await admin.delivery.list({})).packets;
  expect(first).toMatchObject({
    ...refused,
    subjectId: 'a',
    state: 'refused',
    cause: { code: 'PROVINCE_REFUSED', data: { reason: 'CONTENT_REFUSED', status: 422 } },
  });
  expect(second).toMatchObject({ state: 'waiting', attempts: 0 });
  await admin.delivery.retry({ requestId: requestId(), ...refused });
  await allReceipted();
  expect((await arrivals(province)).filter(({ subject }) => subject === 'a').map(({ seq }) => seq)).toEqual([
    2, 3,
  ]);
});

it('gives a packet whose number the province knows with other bytes to a person', async () => {
  await store.db.exec("UPDATE packet SET seq = 2, sha256 = repeat('e', 64)");
  await makePacket(running, 'a');
  await eventually(() => expect(states(running)[1]).toBe('refused'));
  const [packet] = (await admin.delivery.list({})).packets;
  expect(packet?.cause).toMatchObject({ code: 'PROVINCE_REFUSED', data: { reason: 'PACKET_CONFLICT' } });
});

it('gives a packet whose file cannot be read any more to a person', async () => {
  province.faults.add('missing', '500');
  await makePacket(running, 'a', ['tờ khai']);
  await eventually(async () => expect((await lane('files'))?.nextAttemptAt).not.toBeNull());
  running.host.active().folder.write.exec("UPDATE blob SET purged_at = '2026-11-24T01:30:00.000Z'");
  later(60);
  await eventually(() => expect(states(running)[1]).toBe('refused'));
  expect((await admin.delivery.list({})).packets[0]?.cause?.code).toBe('FILE_GONE');
});

it('refuses to send again what is not there or is on its way', async () => {
  const retry = (seq: number) => refusalOf(admin.delivery.retry({ requestId: requestId(), epoch: 1, seq }));
  expect((await retry(99)).code).toBe('PACKET_NOT_FOUND');
  province.faults.add('packets', 'hang');
  await makePacket(running, 'a');
  await eventually(() => expect(states(running)[1]).toBe('sending'));
  expect((await retry(2)).code).toBe('PACKET_BEING_SENT');
});

it('waits for a person to enrol again when the province was reset, and then delivers', async () => {
  await province.close();
  await store.reset();
  province = await startProvince({ store, mode: 'official', port: province.port });
  await makePacket(running, 'a');
  await eventually(async () =>
    expect((await lane('packets'))?.lastError?.code).toBe('PROVINCE_NOT_ADMITTED'),
  );
  expect(states(running)).toEqual(['receipted', 'waiting']);
  await connectTo(admin, province);
  later(10);
  await allReceipted();
  const { differences } = await admin.delivery.reconcile(EQUAL);
  expect(differences).toEqual([{ epoch: 1, seq: 1, difference: 'missing-there' }]);
});

it('loses nothing and doubles nothing under faults of every kind', async () => {
  const random = seededRandom(20_261_124);
  const kinds: FaultKind[] = ['garbage', '500', 'drop', 'drop-after', 'wrong-signature', 'wrong-receipt'];
  for (let index = 0; index < 24; index += 1) {
    const kind = random.pick(kinds);
    province.faults.add('packets', kind);
    if (!kind.startsWith('wrong')) province.faults.add(random.next() < 0.5 ? 'files' : 'missing', kind);
  }
  for (let index = 0; index < 40; index += 1)
    await makePacket(running, `hồ sơ ${index % 8}`, index % 3 === 0 ? [`giấy ${index % 5}`] : []);
  for (let round = 0; round < 200 && states(running).some((state) => state !== 'receipted'); round += 1) {
    later(60);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await allReceipted();
  const arrived = await arrivals(province);
  expect(arrived.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 41 }, (_, i) => i + 1),
  );
  for (let subject = 0; subject < 8; subject += 1) {
    const seqs = arrived.filter((packet) => packet.subject === `hồ sơ ${subject}`).map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
  await admin.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect((await admin.delivery.reconcile(EQUAL)).differences).toEqual([]);
});
