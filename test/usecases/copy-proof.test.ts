import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { COPY_SNAPSHOTS } from '../../shared/domain/delivery/copy-wire.ts';
import { ResultSnapshot } from '../../shared/domain/delivery/result-wire.ts';
import { PASSWORD } from '../signing/a-signed-copy.ts';
import { aTrustCentre, type TrustCentre } from '../signing/a-trust-centre.ts';
import { assertSound, byteRanges, opensslVerify, pdfsig } from '../signing/signature-tools.ts';
import { aComparedCopy } from '../support/a-compared-copy.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { centreKeys } from '../support/centre-keys.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let centre: TrustCentre;
let running: InProcessHost;
let client: CounterClient;
let keys: { officer: string; agency: string };

beforeAll(async () => {
  centre = await aTrustCentre({ ocsp: true });
});
afterAll(() => centre.close());

beforeEach(async () => {
  Object.assign(centre.state, { mode: 'sound', crlDown: false, ocspDown: false });
  running = await startInProcessHost();
  running.clock.set(new Date().toISOString());
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  keys = await centreKeys(client, centre);
});
afterEach(() => running.close());

const name = (addresses: string[], digest: 'sha256' | 'sha512' = 'sha256') =>
  client.certify.setTimeAuthorities({ requestId: requestId(), addresses, digest });

const compared = () => aComparedCopy(running, client);

async function certified() {
  const { dossierId, copyId } = await compared();
  for (const role of ['officer', 'agency'] as const) {
    const given = { requestId: requestId(), copyIds: [copyId], keyId: keys[role], pin: PASSWORD };
    const done = await client.certify[role === 'officer' ? 'sign' : 'seal']({ ...given, useLastTry: false });
    expect(done.outcomes).toMatchObject([{ ok: true }]);
  }
  return { dossierId, copyId };
}

const copyOf = async (copyId: string) =>
  (await client.certify.queue({ states: ['certified'] })).copies.find((copy) => copy.copyId === copyId);
const proofOf = async (copyId: string) => (await copyOf(copyId))?.proof;
const reaches = (copyId: string, proof: object) =>
  vi.waitFor(async () => expect(await proofOf(copyId)).toMatchObject(proof), {
    timeout: 20_000,
    interval: 50,
  });
const events = (type: string) =>
  running.rows<{ payload: string }>(`SELECT payload FROM event WHERE type = '${type}'`);
/** Each in the shape that the province asks of its kind. */
const SNAPSHOTS = { ...COPY_SNAPSHOTS, 'dossier.result-recorded': ResultSnapshot };
const packets = (kind: keyof typeof SNAPSHOTS) =>
  running.rows<{ bytes: Buffer }>(`SELECT bytes FROM packet WHERE kind = '${kind}'`).map(({ bytes }) => {
    SNAPSHOTS[kind].parse(JSON.parse(String(bytes)).snapshot);
    return { bytes };
  });

const checked = (sha256: string | undefined) =>
  client.check.file({ sha256: sha256 as never, checkId: requestId() });

async function fileOf(sha256: string): Promise<Buffer> {
  const { folder, readers } = running.host.active();
  const named = readers.blobs.find(sha256);
  if (named === undefined) throw new Error('no file');
  return await folder.blobs.readAll(named);
}

it('stamps both signatures as they are made, then adds revocation data and the archive stamp by itself', async () => {
  expect(await name([centre.timeUrl])).toMatchObject({ addresses: [centre.timeUrl], waiting: 0 });
  const { copyId, dossierId } = await certified();
  await reaches(copyId, { level: 'B-LTA', awaits: null, cause: null, held: false, versions: 2 });
  const copy = await copyOf(copyId);
  const pdf = await fileOf(copy?.sha256 ?? '');
  const verdict = await client.certify.verify({ sha256: copy?.sha256 as never });
  expect(verdict).toMatchObject({ verdict: 'valid', level: 'B-LTA' });
  expect(verdict.signatures.map(({ purpose, timestamp }) => [purpose, timestamp === null])).toEqual([
    ['signature', false],
    ['signature', false],
    ['document-timestamp', false],
  ]);
  await assertSound(pdf);
  expect((await pdfsig(pdf, centre.root)).match(/Signature is Valid/gu)?.length).toBeGreaterThanOrEqual(2);
  for (const range of byteRanges(pdf).slice(0, 2))
    expect(await opensslVerify(pdf, range, centre.root)).toContain('successful');
  expect(centre.state.ocsps).toBeGreaterThan(0);
  const [first, second] = running.rows<{ sha256: string; level: string }>(
    'SELECT sha256, level FROM copy_version ORDER BY number',
  );
  expect([first?.level, second?.level]).toEqual(['B-T', 'B-LTA']);
  expect(pdf.subarray(0, (await fileOf(first?.sha256 ?? '')).length)).toEqual(
    await fileOf(first?.sha256 ?? ''),
  );
  expect(packets('copy.proved').map(({ bytes }) => JSON.parse(String(bytes)).snapshot)).toMatchObject([
    { copyId, dossierId, level: 'B-LTA', previousSha256: first?.sha256, sha256: second?.sha256 },
  ]);
  expect(packets('copy.certified')).toHaveLength(1);
  expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  expect((await client.certify.revocationData({})).data.length).toBeGreaterThan(0);
  // Whoever brings the copy, stamped or as it was before, is told that it is the same one.
  const entry = { number: '01', state: 'issued', dossierId };
  expect(await checked(second?.sha256)).toMatchObject({ entry: { ...entry, version: 'newest' } });
  expect(await checked(first?.sha256)).toMatchObject({ entry: { ...entry, version: 'earlier' } });
});

it('signs without a time stamp where no authority is named; one that is named later stamps what waits', async () => {
  const { copyId, dossierId } = await certified();
  expect(await proofOf(copyId)).toMatchObject({
    level: 'B-B',
    held: false,
    nextAttemptAt: null,
    cause: null,
  });
  expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  expect((await refusalOf(client.certify.proveNow({ requestId: requestId(), copyId }))).code).toBe(
    'TIME_NOT_SET_UP',
  );
  expect(await name([centre.timeUrl], 'sha512')).toMatchObject({ waiting: 1 });
  await reaches(copyId, { level: 'B-LTA', versions: 2 });
});

it('goes no further with a copy whose number was made void', async () => {
  const { copyId } = await certified();
  const [book] = ['SCTĐT/BS'] as const;
  const { entries } = await client.book.entries({
    symbol: book,
    from: '2026-01-01',
    to: '2026-12-31',
    after: 0,
  });
  const entryId = entries[0]?.entryId as never;
  const [{ sha256 = '' } = {}] = running.rows<{ sha256: string }>('SELECT sha256 FROM copy_version');
  await client.book.void({ requestId: requestId(), entryId, reason: 'Ghi nhầm tên' });
  expect(await checked(sha256)).toMatchObject({
    entry: { state: 'void', voidReason: 'Ghi nhầm tên', version: 'newest' },
  });
  const before = centre.state.stamps;
  expect(await name([centre.timeUrl])).toMatchObject({ waiting: 0 });
  running.host.active().prover.look();
  const other = await certified();
  await reaches(other.copyId, { level: 'B-LTA' });
  expect(running.rows(`SELECT level FROM copy_proof WHERE copy_id = '${copyId}'`)).toEqual([
    { level: 'B-B' },
  ]);
  expect(centre.state.stamps).toBeGreaterThan(before);
});

describe('while the authority is dead', () => {
  beforeEach(async () => {
    centre.state.mode = 'down';
    await name([centre.timeUrl]);
  });

  it('copies are signed, wait with the cause, are kept back from the citizen, and go out once stamped', async () => {
    const { copyId, dossierId } = await certified();
    await reaches(copyId, {
      level: 'B-B',
      awaits: 'time-stamp',
      held: true,
      attempts: 1,
      cause: { code: 'TRUST_SERVICE_FAILING', data: { status: 503 } },
    });
    expect((await client.dossier.get({ dossierId })).state).not.toBe('result-in');
    expect(packets('dossier.result-recorded')).toEqual([]);
    centre.state.mode = 'sound';
    await client.certify.proveNow({ requestId: requestId(), copyId });
    await reaches(copyId, { level: 'B-LTA', held: false, cause: null });
    expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
    const newest = (await copyOf(copyId))?.sha256;
    expect(String(packets('dossier.result-recorded')[0]?.bytes)).toContain(String(newest));
  });

  it('waits longer after each failure, and tries by itself', async () => {
    const { copyId } = await certified();
    await reaches(copyId, { attempts: 1 });
    const before = centre.state.stamps;
    running.clock.advance(30);
    running.host.active().prover.look();
    await reaches(copyId, { attempts: 2 });
    expect(centre.state.stamps).toBe(before + 1);
    centre.state.mode = 'sound';
    running.clock.set(new Date().toISOString());
    running.clock.advance(60);
    running.host.active().prover.look();
    await reaches(copyId, { level: 'B-LTA' });
  });

  it('a citizen who asks gets the copy as it is, with the reason on record; its stamped version follows', async () => {
    const { copyId, dossierId } = await certified();
    await reaches(copyId, { held: true, attempts: 1 });
    const reason = 'Công dân nộp hồ sơ thầu trước 16 giờ';
    const release = () => client.certify.release({ requestId: requestId(), copyId, reason });
    const deliverable = () => client.certify.deliverable({ dossierId });
    const [held] = (await deliverable()).copies;
    expect(held).toMatchObject({ copyId, held: true });
    const give = (way: 'folder' | 'store', sha256 = held?.sha256 ?? '') =>
      client.certify.deliver({
        requestId: requestId(),
        ...{ dossierId, way },
        place: way === 'folder' ? 'KINGSTON' : '',
        files: [{ copyId, sha256: sha256 as never }],
      });
    expect((await refusalOf(give('folder'))).code).toBe('COPY_NOT_DELIVERABLE');
    await release();
    expect((await refusalOf(give('folder', 'f'.repeat(64)))).code).toBe('COPY_FILE_UNKNOWN');
    await give('folder');
    await give('store');
    const given = await deliverable();
    expect(given.given).toMatchObject([
      { way: 'store', packet: 'waiting', outdated: false },
      { way: 'folder', place: 'KINGSTON', packet: 'waiting' },
    ]);
    expect(given.note.text).toContain(held?.sha256);
    expect(events('copy.delivered').map(({ payload }) => payload.includes('KINGSTON'))).toEqual([
      false,
      false,
    ]);
    const asks = packets('copy.delivered').map(({ bytes }) => String(bytes).includes('storeOf'));
    expect(asks).toEqual([false, true]);
    expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
    expect(await proofOf(copyId)).toMatchObject({ held: false, releaseReason: reason });
    expect(events('copy.released')[0]?.payload).not.toContain('thầu');
    expect((await refusalOf(release())).code).toBe('COPY_NOT_HELD');
    const early = (await copyOf(copyId))?.sha256;
    centre.state.mode = 'sound';
    await client.certify.proveNow({ requestId: requestId(), copyId });
    await reaches(copyId, { level: 'B-LTA' });
    expect((await deliverable()).given.map(({ outdated }) => outdated)).toEqual([true, true]);
    expect(packets('dossier.result-recorded')).toHaveLength(1);
    expect(JSON.parse(events('copy.proved')[0]?.payload ?? '')).toMatchObject({ previousSha256: early });
  });
});

it('takes the second authority when the first does not answer', async () => {
  await name(['http://127.0.0.1:9/tsa', centre.timeUrl]);
  const { copyId } = await certified();
  await reaches(copyId, { level: 'B-LTA' });
});

it('keeps what it has while revocation data cannot be had, and says whose', async () => {
  Object.assign(centre.state, { crlDown: true, ocspDown: true });
  await name([centre.timeUrl]);
  const { copyId, dossierId } = await certified();
  await reaches(copyId, {
    level: 'B-T',
    awaits: 'revocation',
    held: false,
    cause: { code: 'TRUST_SERVICE_FAILING' },
  });
  expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  Object.assign(centre.state, { crlDown: false });
  await client.certify.proveNow({ requestId: requestId(), copyId });
  await reaches(copyId, { level: 'B-LTA' });
});

it('takes a revocation list that a person brings as a file, and nothing else for one', async () => {
  Object.assign(centre.state, { crlDown: true, ocspDown: true });
  await name([centre.timeUrl]);
  const { copyId } = await certified();
  await reaches(copyId, { level: 'B-T', attempts: 1 });
  const give = async (bytes: Uint8Array) => {
    const file = await running.host.storeUpload(
      { id: 'desk', kind: 'window' },
      Readable.from([bytes]),
      'x/y',
    );
    if (!file.ok) throw new Error(file.refusal.code);
    const { sha256 } = file.value;
    return await client.certify.addRevocationList({ requestId: requestId(), sha256: sha256 as never });
  };
  expect((await refusalOf(give(Buffer.from('no list')))).code).toBe('REVOCATION_LIST_UNUSABLE');
  expect(await give(await centre.revocationList())).toMatchObject({ issuer: 'CA Thử Nghiệm' });
  await client.certify.proveNow({ requestId: requestId(), copyId });
  await reaches(copyId, { level: 'B-LTA' });
});

it('signs nothing and takes no number while the clock is wrong, and says what to do', async () => {
  await name([centre.timeUrl]);
  const { copyId } = await compared();
  running.clock.advance(9 * 60);
  const given = {
    requestId: requestId(),
    copyIds: [copyId],
    keyId: keys.officer,
    pin: PASSWORD,
    useLastTry: false,
  };
  const refusal = await refusalOf(client.certify.sign(given));
  expect(refusal).toMatchObject({ code: 'CLOCK_OFF', data: { minutes: 9, direction: 'ahead' } });
  expect((await client.certify.queue({ states: ['compared'] })).copies).toMatchObject([
    { copyId, number: null },
  ]);
});

it('an authority is tried before it is named', async () => {
  expect(await client.certify.tryTimeAuthority({ address: centre.timeUrl })).toMatchObject({
    authority: 'Dấu thời gian thử',
  });
  centre.state.mode = 'wrong-nonce';
  const refusal = await refusalOf(client.certify.tryTimeAuthority({ address: centre.timeUrl }));
  expect(refusal).toMatchObject({ code: 'TIMESTAMP_WRONG', data: { reason: 'nonce' } });
});

it('a key whose certificate is known to be revoked signs nothing', async () => {
  await name([centre.timeUrl]);
  const { copyId } = await certified();
  await reaches(copyId, { level: 'B-LTA' });
  await centre.issue('gone', '/C=VN/O=UBND xã Thử Nghiệm/CN=Người đã thôi', 'signer');
  running.clock.set(new Date().toISOString());
  const path = await centre.keyFile('gone');
  await centre.revoke('gone');
  const list = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await centre.revocationList()]),
    'x/y',
  );
  if (!list.ok) throw new Error(list.refusal.code);
  await client.certify.addRevocationList({ requestId: requestId(), sha256: list.value.sha256 as never });
  const deviceId = (await client.device.list({})).devices[0]?.id as never;
  const source = { kind: 'pkcs12' as const, path };
  const key = {
    requestId: requestId(),
    role: 'officer' as const,
    label: 'gone',
    deviceId,
    source,
    pin: PASSWORD,
    holderId: (await client.session.get({})).user?.id ?? null,
    nameSeen: true,
  };
  const { keyId } = await client.certify.addKey(key);
  const next = await compared();
  const given = { requestId: requestId(), copyIds: [next.copyId], keyId, pin: PASSWORD, useLastTry: false };
  expect((await client.certify.sign(given)).outcomes).toMatchObject([
    { ok: false, refusal: { code: 'CERTIFICATE_REVOKED' } },
  ]);
});

it('stopped in the middle of a stamp, it goes on at the next start; nothing is lost and nothing stamped twice', async () => {
  centre.state.mode = 'down';
  await name([centre.timeUrl]);
  const { copyId } = await certified();
  await reaches(copyId, { held: true, attempts: 1 });
  centre.state.mode = 'slow';
  const asked = centre.state.stamps;
  await client.certify.proveNow({ requestId: requestId(), copyId });
  await vi.waitFor(() => expect(centre.state.stamps).toBeGreaterThan(asked), { timeout: 10_000 });
  const { folder } = running;
  await running.host.close();
  centre.state.mode = 'sound';
  running = await startInProcessHost({ folder });
  running.clock.set(new Date(Date.now() + 60_000).toISOString());
  running.host.active().prover.look();
  const versions = () =>
    running.rows<{ level: string; sha256: string }>('SELECT level, sha256 FROM copy_version ORDER BY number');
  await vi.waitFor(() => expect(versions().map(({ level }) => level)).toEqual(['B-B', 'B-LTA']), {
    timeout: 20_000,
    interval: 100,
  });
  const pdf = await fileOf(versions()[1]?.sha256 ?? '');
  const verdict = verifySignedPdf({ pdf, roots: [...centre.roots], at: new Date().toISOString() });
  expect(verdict).toMatchObject({ verdict: 'valid', level: 'B-LTA' });
  expect(verdict.signatures.map(({ purpose }) => purpose)).toEqual([
    'signature',
    'signature',
    'document-timestamp',
    'document-timestamp',
  ]);
  expect(packets('copy.proved')).toHaveLength(1);
});
