import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DossierId } from '../../shared/types/ids.ts';
import { createProvinceRecords } from '../province/province-records.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { connectTo, countUnsent, eventually } from '../support/a-delivery.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { codesOnPaper } from '../support/slip-codes.ts';
import { storedFile, storedText } from '../support/stored-text.ts';

interface Office {
  running: InProcessHost;
  client: CounterClient;
}
let province: RunningProvince;
let maker: Office;
let other: Office;
let received: Awaited<ReturnType<typeof receiveOne>>;
let proof: string;

async function anOfficeAt(): Promise<Office> {
  const running = await startInProcessHost();
  const client = running.client();
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  return { running, client };
}

/** The second QR code of a slip, read from the paper as a citizen brings it. */
async function proofOnPaper({ running, client }: Office, dossierId: DossierId): Promise<string> {
  const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
  const proof = (await codesOnPaper(await storedFile(running, slip.sha256)))[1];
  if (proof === undefined) throw new Error('the slip carries no proof');
  return proof;
}

const fetchKeys = ({ client }: Office) => client.slip.fetchKeys({ requestId: requestId() });
const judge = ({ client }: Office, text = proof) => client.slip.check({ text });

beforeAll(async () => {
  [province, maker, other] = await Promise.all([
    startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' }),
    anOfficeAt(),
    anOfficeAt(),
  ]);
  received = await receiveOne(maker.client);
  proof = await proofOnPaper(maker, received.dossierId);
});
afterAll(async () => {
  await Promise.all([maker.running.close(), other.running.close()]);
  await province.close();
});

it('the office that made a slip knows it without any list, with its dossier', async () => {
  expect(await judge(maker)).toMatchObject({
    verdict: 'genuine',
    mode: 'official',
    code: received.code,
    receivedAt: '2026-11-24T01:30:00.000Z',
    dueAt: received.dueAt,
    dossier: { dossierId: received.dossierId, state: 'received', sameDue: true },
    keys: null,
  });
  const { hits } = await maker.client.dossier.search({ text: proof });
  expect(hits.map(({ dossierId }) => dossierId)).toEqual([received.dossierId]);
});

it('another office says nothing of it until it has the list of keys, then knows whose it is, without the province', async () => {
  expect(await judge(other)).toMatchObject({ verdict: 'unknown-key', officeName: null, dossier: null });
  expect(await refusalOf(fetchKeys(other))).toMatchObject({ code: 'PROVINCE_NOT_CONNECTED' });
  await connectTo(maker.client, province);
  // The province knows the office by name once its packets have arrived.
  await eventually(async () => expect(await countUnsent(maker.client)).toBe(0));
  await connectTo(other.client, province);
  // The list comes by itself with the connection; from then on nobody is asked.
  await eventually(async () => expect((await judge(other)).verdict).toBe('genuine'));
  province.faults.add('slip-keys', 'drop');
  expect(await judge(other)).toMatchObject({
    verdict: 'genuine',
    officeName: 'Trung tâm Phục vụ hành chính công xã Thử Nghiệm',
    code: received.code,
    dossier: null,
    keys: { provinceName: 'Tỉnh Vĩnh Long' },
  });
});

it('a slip that was altered is forged, and so is one of practice that calls itself official', async () => {
  for (const bit of [3n, 200n, 600n, 640n, 700n]) {
    const altered = await judge(other, (BigInt(proof) ^ (1n << bit)).toString()).catch(() => undefined);
    expect(altered?.verdict ?? 'unreadable', String(bit)).not.toBe('genuine');
  }
  expect((await judge(other, (BigInt(proof) ^ (1n << 3n)).toString())).verdict).toBe('forged');
  expect(await refusalOf(judge(other, received.code))).toMatchObject({
    code: 'SLIP_UNREADABLE',
    data: { part: 'text' },
  });
});

it('a broken line and an answer that is no list change nothing', async () => {
  // The line that was to break is still whole: judging asked nobody.
  expect((await refusalOf(fetchKeys(other))).code).toBe('PROVINCE_UNREACHABLE');
  province.faults.add('slip-keys', 'garbage');
  expect((await refusalOf(fetchKeys(other))).code).toBe('PROVINCE_ANSWER_UNREADABLE');
  expect((await judge(other)).verdict).toBe('genuine');
});

it('a key that was withdrawn makes its slips worthless, and an older list does not bring it back', async () => {
  const { keyId } =
    maker.running.rows<{ keyId: string }>('SELECT key_id AS keyId FROM installation_epoch')[0] ?? {};
  await createProvinceRecords(province.store).revokeKey(String(keyId), '2026-11-24T02:00:00.000Z');
  expect(await fetchKeys(other)).toMatchObject({ provinceName: 'Tỉnh Vĩnh Long', keys: 2 });
  expect(await judge(other)).toMatchObject({ verdict: 'revoked', revokedAt: '2026-11-24T02:00:00.000Z' });
  // Its own office must not go on believing it either, once it has the list.
  expect((await judge(maker)).verdict).toBe('genuine');
  await fetchKeys(maker);
  expect(await judge(maker)).toMatchObject({ verdict: 'revoked', dossier: null });
  await createProvinceRecords(province.store).revokeKey(String(keyId), null);
  await fetchKeys(maker);
  expect((await judge(maker)).verdict).toBe('genuine');
});

it('a slip whose appointment was replaced says which one counts', async () => {
  const { client } = maker;
  const { dossierId } = received;
  await client.dossier.startProcessing({ requestId: requestId(), dossierId });
  await client.life.askSupplement({
    requestId: requestId(),
    dossierId,
    items: [{ componentId: null, text: 'Bản chính còn nguyên vẹn', paperReason: null }],
    reason: 'Bản chính bị rách, không đọc được số hiệu',
    answerBy: '2026-12-04',
    ground: null,
  });
  expect(await judge(maker)).toMatchObject({ dossier: { state: 'supplement-asked', sameDue: true } });
  maker.running.clock.set('2026-11-26T01:30:00.000Z');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await client.life.resume({ requestId: requestId(), dossierId, brought: 'Bản chính bằng tốt nghiệp' });
  expect(await judge(maker)).toMatchObject({ verdict: 'genuine', dossier: { sameDue: false } });
  const replaced = await judge(maker, await proofOnPaper(maker, dossierId));
  expect(replaced).toMatchObject({ verdict: 'genuine', dossier: { sameDue: true } });
  expect(replaced.dueAt > received.dueAt).toBe(true);
});

it('the slip prints the code by which its holder asks, the same on every slip of the dossier and on the screen', async () => {
  const { client, running } = maker;
  const { dossierId } = received;
  const { followUpCode } = await client.dossier.get({ dossierId });
  expect(followUpCode).toMatch(/^\d{4} \d{4}$/u);
  const hash = createHash('sha256').update(`follow-up\0${dossierId}`).digest();
  const reckoned = String(hash.readUInt32BE(0) % 1e8).padStart(8, '0');
  expect(followUpCode.replace(' ', '')).toBe(reckoned);
  const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A4', copies: 1 });
  expect(await storedText(running, slip.sha256)).toContain(`Mã tra cứu: ${followUpCode}`);
});
