import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { restoreBackup } from '../../db/folder/restore.ts';
import { systemIdentity } from '../../electron/host/identity.ts';
import { beginRestoredEpoch } from '../../electron/host/restored-epoch.ts';
import { isSignedBy } from '../../electron/jobs/province-signature.ts';
import { createLedgerCheck } from '../../shared/domain/delivery/ledger-file.ts';
import { Receipt, SignedReceipt } from '../../shared/domain/delivery/province-wire.ts';
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
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { removeFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

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
  province = await startProvince({ store, mode: 'official', name: 'Tỉnh Vĩnh Long' });
  running = await startInProcessHost();
  admin = running.client();
  await setUpAndSignIn(admin);
});
afterEach(async () => {
  await running.close();
  await province.close();
});

const allReceipted = () => eventually(() => expect(new Set(states(running))).toEqual(new Set(['receipted'])));
const TODAY = { from: '2026-11-24', to: '2026-11-24' };

it('keeps what was made before the connection and delivers it once connected', async () => {
  await makePacket(running, 'ho-so-1', ['tờ khai', 'giấy chứng sinh']);
  const before = await admin.delivery.status({});
  expect(before.connection).toBeNull();
  expect(before.lanes.map(({ lane, waiting, moving }) => ({ lane, waiting, moving }))).toEqual([
    { lane: 'packets', waiting: 2, moving: false },
    { lane: 'files', waiting: 2, moving: false },
    { lane: 'submissions', waiting: 0, moving: false },
    { lane: 'progress', waiting: 0, moving: false },
  ]);
  const connection = await connectTo(admin, province);
  expect(connection).toEqual({
    url: province.url,
    provinceName: 'Tỉnh Vĩnh Long',
    mode: 'official',
    connectedAt: '2026-11-24T01:30:00.000Z',
  });
  await allReceipted();
  expect((await arrivals(province)).map(({ seq }) => seq).sort()).toEqual([1, 2]);
  expect(provinceFile(province, 'tờ khai')).toBe('tờ khai');
  const after = await admin.delivery.status({});
  expect(after.connection).toEqual(connection);
  expect(after.lanes.map(({ waiting, lastError }) => ({ waiting, lastError }))).toEqual([
    { waiting: 0, lastError: null },
    { waiting: 0, lastError: null },
    { waiting: 0, lastError: null },
    { waiting: 0, lastError: null },
  ]);
  expect(after.lanes[0]?.lastReceiptAt).toBe('2026-11-24T01:30:00.000Z');
  expect(await countUnsent(admin)).toBe(0);
});

it('keeps a receipt that an outsider can check against the key of the enrolment', async () => {
  await connectTo(admin, province);
  await allReceipted();
  const [row] = running.rows<{ receipt: Buffer; sha256: string }>(
    'SELECT d.receipt, p.sha256 FROM packet_delivery d JOIN packet p ON p.epoch = d.epoch AND p.seq = d.seq',
  );
  const signed = SignedReceipt.parse(JSON.parse(String(row?.receipt)));
  const { receiptKey } = running.host.active().readers.settings.get('province.connection') ?? {};
  const key = createPublicKey({
    key: Buffer.from(receiptKey ?? '', 'base64'),
    format: 'der',
    type: 'spki',
  });
  expect(verify(null, Buffer.from(signed.receipt), key, Buffer.from(signed.signature, 'base64'))).toBe(true);
  expect(Receipt.parse(JSON.parse(signed.receipt)).packetSha256).toBe(row?.sha256);
});

it('keeps the order of each subject and delivers what is made while it runs', async () => {
  await connectTo(admin, province);
  const subjects = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (let round = 0; round < 5; round += 1)
    for (const subject of subjects) await makePacket(running, subject, [`${subject} ${round}`]);
  await allReceipted();
  const arrived = await arrivals(province);
  expect(arrived).toHaveLength(31);
  for (const subject of subjects) {
    const seqs = arrived.filter((packet) => packet.subject === subject).map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(seqs).toHaveLength(5);
  }
});

it('shows the token to nobody: not in answers, audit, events or first answers', async () => {
  await connectTo(admin, province);
  const { token } = running.host.active().readers.settings.get('province.connection') ?? {};
  const texts = running
    .rows<{ text: string }>(
      'SELECT payload AS text FROM event UNION ALL SELECT detail FROM audit UNION ALL SELECT answer FROM request_answer',
    )
    .map(({ text }) => text)
    .join('\n');
  expect(token?.length).toBeGreaterThan(20);
  for (const secret of [token ?? '', province.enrolmentCode]) expect(texts).not.toContain(secret);
  expect(JSON.stringify(await admin.delivery.status({}))).not.toContain(token);
});

it('refuses an address that is none, is not encrypted, or has nobody behind it', async () => {
  const connect = (url: string) =>
    refusalOf(admin.delivery.connect({ requestId: requestId(), url, enrolmentCode: 'mã' }));
  expect(await connect('tinh')).toMatchObject({
    code: 'PROVINCE_ADDRESS_UNUSABLE',
    data: { problem: 'not-an-address' },
  });
  expect(await connect('http://tinh.example')).toMatchObject({ data: { problem: 'not-encrypted' } });
  expect(await connect('http://127.0.0.1:1')).toMatchObject({ code: 'PROVINCE_UNREACHABLE' });
  expect((await admin.delivery.status({})).connection).toBeNull();
});

it('refuses a wrong code and keeps the connection it had', async () => {
  const connection = await connectTo(admin, province);
  const refusal = await refusalOf(
    admin.delivery.connect({ requestId: requestId(), url: province.url, enrolmentCode: 'sai' }),
  );
  expect(refusal).toEqual({ code: 'PROVINCE_NOT_ADMITTED', data: { reason: 'ENROLMENT_REFUSED' } });
  expect((await admin.delivery.status({})).connection).toEqual(connection);
});

it('connects official work to no practice province', async () => {
  await province.close();
  await store.reset();
  province = await startProvince({ store, mode: 'practice' });
  expect(await refusalOf(connectTo(admin, province))).toEqual({
    code: 'PROVINCE_MODE_DIFFERS',
    data: { province: 'practice', installation: 'official' },
  });
  expect(states(running)).toEqual(['waiting']);
});

it('lets practice work go to a practice province, and to no official one', async () => {
  await admin.workspace.switch({ requestId: requestId(), to: 'practice' });
  await setUpAndSignIn(admin);
  expect(await refusalOf(connectTo(admin, province))).toEqual({
    code: 'PROVINCE_MODE_DIFFERS',
    data: { province: 'official', installation: 'practice' },
  });
  await province.close();
  await store.reset();
  province = await startProvince({ store, mode: 'practice' });
  await connectTo(admin, province);
  await allReceipted();
  expect(await arrivals(province)).toHaveLength(1);
});

it('streams a file of many chunks whole', async () => {
  const scan = 'trang quét '.repeat(700_000);
  await connectTo(admin, province);
  await makePacket(running, 'a', [scan]);
  await allReceipted();
  expect(provinceFile(province, scan) === scan).toBe(true);
});

it('asks for a connection before anything is sent on purpose', async () => {
  const now = admin.delivery.sendNow({ requestId: requestId() });
  expect((await refusalOf(now)).code).toBe('PROVINCE_NOT_CONNECTED');
  const again = admin.delivery.retry({ requestId: requestId(), epoch: 1, seq: 1 });
  expect((await refusalOf(again)).code).toBe('PROVINCE_NOT_CONNECTED');
  expect((await refusalOf(admin.delivery.reconcile(TODAY))).code).toBe('PROVINCE_NOT_CONNECTED');
});

it('counts the packets of each day by what became of them', async () => {
  await connectTo(admin, province);
  await makePacket(running, 'a');
  await allReceipted();
  running.clock.set('2026-11-24T17:00:00.000Z');
  await admin.session.signIn({
    requestId: requestId(),
    login: 'quantri',
    password: 'mot-cua-2026-thu-nghiem',
  });
  province.faults.add('packets', 'refuse');
  await makePacket(running, 'b');
  await eventually(() => expect(states(running)[2]).toBe('refused'));
  await makePacket(running, 'b');
  expect((await admin.delivery.ledger({ from: '2026-11-20', to: '2026-11-30' })).days).toEqual([
    { day: '2026-11-24', created: 2, receipted: 2, refused: 0, waiting: 0 },
    { day: '2026-11-25', created: 2, receipted: 0, refused: 1, waiting: 1 },
  ]);
  expect((await admin.delivery.ledger(TODAY)).days.map(({ day }) => day)).toEqual(['2026-11-24']);
  const reversed = admin.delivery.ledger({ from: '2026-11-25', to: '2026-11-24' });
  expect((await refusalOf(reversed)).code).toBe('DAYS_REVERSED');
});

it('finds both ledgers equal, and names and mends each difference', async () => {
  await connectTo(admin, province);
  for (const subject of ['a', 'b', 'c']) await makePacket(running, subject);
  await allReceipted();
  const equal = await admin.delivery.reconcile(TODAY);
  expect(equal).toMatchObject({ here: 4, there: 4, unsent: 0, differences: [] });
  await store.db.exec(`
    DELETE FROM packet WHERE seq = 2;
    UPDATE packet SET sha256 = '${'f'.repeat(64)}' WHERE seq = 3;
    UPDATE packet SET seq = 40 WHERE seq = 4`);
  const { differences } = await admin.delivery.reconcile(TODAY);
  expect(differences).toEqual([
    { epoch: 1, seq: 2, difference: 'missing-there' },
    { epoch: 1, seq: 3, difference: 'hash-differs' },
    { epoch: 1, seq: 4, difference: 'missing-there' },
    { epoch: 1, seq: 40, difference: 'missing-here' },
  ]);
  await admin.delivery.retry({ requestId: requestId(), epoch: 1, seq: 2 });
  await eventually(async () => {
    const again = await admin.delivery.reconcile(TODAY);
    expect(again.differences.map(({ seq }) => seq)).toEqual([3, 4, 40]);
  });
});

it('reads a ledger of many pages and believes none that contradicts itself', async () => {
  await connectTo(admin, province);
  await allReceipted();
  await store.db.exec(`
    INSERT INTO packet (installation_id, epoch, seq, sha256, kind, subject_kind, subject_id, bytes, created_at, received_at, receipt, receipt_signature)
    SELECT installation_id, 1, n, lpad(n::text, 64, '0'), kind, subject_kind, subject_id, bytes, created_at, received_at, receipt, receipt_signature
    FROM packet, generate_series(2, 1200) AS n`);
  expect(await admin.delivery.reconcile(TODAY)).toMatchObject({ here: 1, there: 1200 });
  province.faults.add('ledger', 'garbage');
  expect((await refusalOf(admin.delivery.reconcile(TODAY))).code).toBe('PROVINCE_ANSWER_UNREADABLE');
});

it('registers the epoch that a restored backup begins, by the token, before its first packet', async () => {
  await connectTo(admin, province);
  await allReceipted();
  beginRestoredEpoch(running.host.active().folder.write, running.clock, systemIdentity);
  const { epoch, seq } = await makePacket(running, 'a');
  expect(epoch).toBeGreaterThan(1);
  expect(seq).toBe(1);
  await allReceipted();
  expect(await admin.delivery.reconcile(TODAY)).toMatchObject({ here: 2, there: 2, differences: [] });
});

it('delivers what each of two counters restored from one backup made', async () => {
  await connectTo(admin, province);
  await allReceipted();
  const backups = `${running.folder}-backups`;
  await admin.health.chooseBackupFolder({ requestId: requestId(), directory: backups });
  const { name } = await admin.health.backUp({ requestId: requestId() });
  await allReceipted();
  try {
    for (const minutes of [1, 2]) {
      running.clock.advance(60 * minutes);
      const made = await restoreAndMakeAPacket(join(backups, name), `${running.folder}-restored-${minutes}`);
      expect(made.seq).toBe(1);
    }
  } finally {
    removeFolder(backups);
  }
});

/** A counter that goes on from a backup: its first packet must arrive under the number it was signed with. */
async function restoreAndMakeAPacket(from: string, to: string): Promise<{ epoch: number; seq: number }> {
  const key = join(running.folder, 'counter.key');
  const restored = await restoreBackup({
    from,
    to,
    wrappers: [createKeyFileWrapper(key)],
    clock: running.clock,
    afterRestore: (write) => beginRestoredEpoch(write, running.clock, systemIdentity),
  });
  if (!restored.ok) throw new Error(restored.refusal.code);
  await restored.value.close();
  copyFileSync(key, join(to, 'counter.key'));
  const counter = await startInProcessHost({ folder: to });
  try {
    const made = await makePacket(counter, 'sau khi khôi phục');
    await eventually(() => expect(new Set(states(counter))).toEqual(new Set(['receipted'])));
    return made;
  } finally {
    await counter.close();
  }
}

it('saves its ledger as a file that a command checks without the database', async () => {
  await connectTo(admin, province);
  for (const name of ['ho-so-1', 'ho-so-2', 'ho-so-3']) await makePacket(running, name, []);
  await allReceipted();
  await province.close();
  await makePacket(running, 'ho-so-4', []);
  running.clock.advance(1);
  const { text, next } = await admin.delivery.exportLedger({ ...TODAY, after: null });
  expect(next).toBeNull();
  // What is made while later pages are read is not in the file.
  const { madeAt } = JSON.parse(text.slice(0, text.indexOf('\n')));
  running.clock.advance(1);
  await makePacket(running, 'ho-so-5', []);
  const later = await admin.delivery.exportLedger({ ...TODAY, after: { epoch: 1, seq: 1, madeAt } });
  expect(text.endsWith(later.text)).toBe(true);
  expect(text).not.toContain('ho-so-1');
  const lines = text.trimEnd().split('\n');
  const path = join(running.folder, 'so-gui.jsonl');
  writeFileSync(path, text);
  const command = fileURLToPath(new URL('../../electron/cli/verify-ledger.ts', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [command, path], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('1 gói chưa có biên nhận');
  const { receiptKey } = JSON.parse(lines[0] ?? '');
  const check = (changed: readonly string[], pinned?: string) => {
    const checked = createLedgerCheck(isSignedBy, pinned);
    for (const line of changed) checked.read(line);
    return checked.end().faults.map(({ line, fault }) => `${line} ${fault}`);
  };
  const entry = (place: number, change: object) =>
    lines.with(place, JSON.stringify({ ...JSON.parse(lines[place] ?? ''), ...change }));
  expect(check(lines, receiptKey)).toEqual([]);
  expect(check(lines.toSpliced(2, 1))).toEqual(['3 out-of-order']);
  expect(check(lines.slice(0, -1))).toEqual([`${lines.length - 1} cut-off`]);
  expect(check(entry(2, { sha256: 'ab'.repeat(32) }))).toEqual(['3 receipt-differs', '4 chain-broken']);
  expect(check(entry(2, { receipt: JSON.parse(lines[1] ?? '').receipt }))).toEqual(['3 receipt-differs']);
  expect(check(entry(2, { receipt: null }))).toEqual(['3 receipt-missing']);
  expect(check(lines, exportedKey())).toContain('1 key-differs');
  expect(check(lines.with(3, '{}'))[0]).toBe('4 unreadable');
});

/** The key of some other province. */
function exportedKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}
