import { createPublicKey, verify } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readSlipKeys } from '../../electron/host/slip-proof.ts';
import { ledgerPreimage } from '../../shared/domain/delivery/ledger.ts';
import { ProgressAnswer, ProgressEntry } from '../../shared/domain/delivery/progress-wire.ts';
import {
  LedgerPage,
  MissingAnswer,
  ProvinceHealth,
  ProvinceMode,
  Receipt,
  RegisterAnswer,
  SignedReceipt,
  StoredFile,
  WireRefusal,
} from '../../shared/domain/delivery/province-wire.ts';
import { SubmissionsAnswer } from '../../shared/domain/delivery/submission-wire.ts';
import { SignedSlipKeys } from '../../shared/domain/slip/slip-keys.ts';
import { anInstallation, hashOf } from './an-installation.ts';
import { type RunningProvince, startProvince } from './province-server.ts';

// What docs/province-api.yaml asks of any province. Against another server than the reference one:
// QMC_PROVINCE_URL=https://... QMC_PROVINCE_ENROLMENT=code QMC_PROVINCE_MODE=practice
const given = process.env['QMC_PROVINCE_URL'];
let reference: RunningProvince | undefined;
let url: string;
let code: string;
let mode: ProvinceMode;
let receiptKey: string;
let counter: ReturnType<typeof anInstallation>;

beforeAll(async () => {
  if (given === undefined) reference = await startProvince();
  url = (given ?? reference?.url ?? '').replace(/\/$/u, '');
  code = process.env['QMC_PROVINCE_ENROLMENT'] ?? reference?.enrolmentCode ?? '';
  mode = ProvinceMode.parse(process.env['QMC_PROVINCE_MODE'] ?? 'practice');
});
afterAll(() => reference?.close());
beforeEach(async () => {
  counter = anInstallation(url, mode);
  ({ receiptKey } = await counter.register(code));
});

const refusalOf = async (response: Response) => ({
  status: response.status,
  code: WireRefusal.parse(await response.json()).code,
});
const receiptOf = async (response: Response) => {
  expect(response.status).toBe(200);
  const signed = SignedReceipt.parse(await response.json());
  const key = createPublicKey({ key: Buffer.from(receiptKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(signed.signature, 'base64');
  expect(verify(null, Buffer.from(signed.receipt, 'utf8'), key, signature)).toBe(true);
  return { signed, receipt: Receipt.parse(JSON.parse(signed.receipt)) };
};
const pdf = (text: string) => new Uint8Array(Buffer.from(`%PDF-1.7 ${text} ${uuidv7()}`));
const named = (bytes: Uint8Array) => ({
  sha256: hashOf(bytes),
  size: bytes.length,
  mediaType: 'application/pdf',
});

it('says who it is without a sign-in', async () => {
  const health = ProvinceHealth.parse(await (await fetch(`${url}/v1/health`)).json());
  expect(health.mode).toBe(mode);
});

it('registers the same installation again, and a further epoch by its token', async () => {
  const again = await counter.register(code);
  expect(again.receiptKey).toBe(receiptKey);
  const next = await counter.register(again.token, 2);
  expect(next.receiptKey).toBe(receiptKey);
  await receiptOf(await counter.send(counter.packet(1, {}, 2)));
  await receiptOf(await counter.send(counter.packet(1)));
});

it('refuses a stranger, a wrong code, another key for a known epoch and the other mode', async () => {
  const ask = (change: object, bearer = code) =>
    counter.post('/v1/installations', { ...counter.registration(1), ...change }, bearer);
  expect(await refusalOf(await ask({}, 'wrong-code'))).toEqual({ status: 401, code: 'ENROLMENT_REFUSED' });
  expect(await refusalOf(await ask({ keyId: uuidv7() }))).toEqual({ status: 409, code: 'EPOCH_TAKEN' });
  const other = mode === 'practice' ? 'official' : 'practice';
  expect(await refusalOf(await ask({ mode: other }))).toEqual({ status: 409, code: 'MODE_DIFFERS' });
  expect(await refusalOf(await ask({ surplus: 1 }))).toEqual({ status: 422, code: 'UNREADABLE' });
  const stranger = await counter.post('/v1/files/missing', { hashes: [] }, 'stranger');
  expect(await refusalOf(stranger)).toEqual({ status: 401, code: 'TOKEN_UNKNOWN' });
});

it("takes no epoch of one installation by another's token", async () => {
  const other = anInstallation(url, mode);
  const { token } = await other.register(code);
  const response = await counter.post('/v1/installations', counter.registration(2), token);
  expect(await refusalOf(response)).toEqual({ status: 401, code: 'ENROLMENT_REFUSED' });
});

it('names the files it lacks and takes each once, by hash', async () => {
  const file = pdf('one');
  const ask = async () =>
    MissingAnswer.parse(await (await counter.post('/v1/files/missing', { hashes: [hashOf(file)] })).json());
  expect((await ask()).missing).toEqual([hashOf(file)]);
  expect(await refusalOf(await counter.putFile(file, hashOf('another')))).toEqual({
    status: 422,
    code: 'HASH_DIFFERS',
  });
  for (let time = 0; time < 2; time += 1) {
    const stored = StoredFile.parse(await (await counter.putFile(file)).json());
    expect(stored).toEqual({ sha256: hashOf(file), size: file.length });
  }
  expect((await ask()).missing).toEqual([]);
});

it('receipts a packet with its files, signed, over its exact bytes', async () => {
  const file = pdf('two');
  await counter.putFile(file);
  const packet = counter.packet(1, { files: [named(file)] });
  const { receipt } = await receiptOf(await counter.send(packet));
  expect(receipt).toMatchObject({
    installationId: counter.id,
    epoch: 1,
    seq: 1,
    packetSha256: packet.sha256,
    files: [hashOf(file)],
  });
});

it('gives the same receipt for the same bytes, also when they come at the same moment', async () => {
  const packet = counter.packet(1);
  const answers = await Promise.all([counter.send(packet), counter.send(packet), counter.send(packet)]);
  const receipts = await Promise.all(answers.map(receiptOf));
  expect(new Set(receipts.map(({ signed }) => JSON.stringify(signed))).size).toBe(1);
});

it('refuses other bytes under a number it has', async () => {
  await receiptOf(await counter.send(counter.packet(1)));
  const other = await counter.send(counter.packet(1, { snapshot: { code: 'another' } }));
  expect(await refusalOf(other)).toEqual({ status: 409, code: 'PACKET_CONFLICT' });
});

it('refuses a packet whose files are not there, and takes it once they are', async () => {
  const file = pdf('three');
  const packet = counter.packet(1, { files: [named(file)] });
  const refused = await counter.send(packet);
  expect(refused.status).toBe(409);
  expect(WireRefusal.parse(await refused.json())).toMatchObject({
    code: 'FILES_MISSING',
    missing: [hashOf(file)],
  });
  await counter.putFile(file);
  await receiptOf(await counter.send(packet));
});

it('takes packets out of order', async () => {
  for (const seq of [3, 1, 2]) await receiptOf(await counter.send(counter.packet(seq)));
});

it('refuses what was not signed by the key of its epoch, or changed afterwards', async () => {
  const packet = counter.packet(1);
  const changed = Buffer.from(packet.bytes.toString().replace('3001', '3002'));
  expect(await refusalOf(await counter.send({ ...packet, bytes: changed }))).toEqual({
    status: 422,
    code: 'SIGNATURE_WRONG',
  });
  expect(await refusalOf(await counter.send(counter.packet(1, {}, 7)))).toEqual({
    status: 409,
    code: 'EPOCH_UNKNOWN',
  });
});

it('refuses an envelope that it cannot read or that belongs to somebody else', async () => {
  const surplus = await counter.send(counter.packet(1, { surplus: true }));
  expect(await refusalOf(surplus)).toEqual({ status: 422, code: 'ENVELOPE_UNREADABLE' });
  const other = await counter.send(counter.packet(1, { installationId: uuidv7() }));
  expect(await refusalOf(other)).toEqual({ status: 422, code: 'ENVELOPE_DIFFERS' });
  const renumbered = await counter.send(counter.packet(1, { seq: 2 }));
  expect(await refusalOf(renumbered)).toEqual({ status: 422, code: 'ENVELOPE_DIFFERS' });
});

it('keeps a ledger that is asked for by time of creation, with count and chain hash of the whole', async () => {
  const packets = [1, 2, 3, 4].map((seq) => counter.packet(seq));
  for (const packet of [...packets].reverse()) await counter.send(packet);
  const ask = async (query: string) =>
    LedgerPage.parse(await (await counter.call(`/v1/ledger?${query}`)).json());
  const all = await ask('from=2026-11-24T00:00:00.000Z&to=2026-11-25T00:00:00.000Z');
  const lines = packets.map(({ sha256 }, index) => ({ epoch: 1, seq: index + 1, sha256 }));
  expect(all.packets.map(({ epoch, seq, sha256 }) => ({ epoch, seq, sha256 }))).toEqual(lines);
  expect(all).toMatchObject({ count: 4, chainSha256: hashOf(ledgerPreimage(lines)), next: null });
  const part = await ask('from=2026-11-24T02:02:00.000Z&to=2026-11-24T02:04:00.000Z&epoch=1');
  expect(part.packets.map(({ seq }) => seq)).toEqual([2, 3]);
  const rest = await ask('from=2026-11-24T00:00:00.000Z&to=2026-11-25T00:00:00.000Z&after=1:3');
  expect(rest.packets.map(({ seq }) => seq)).toEqual([4]);
  expect(rest.count).toBe(4);
  const other = await ask('from=2026-11-24T00:00:00.000Z&to=2026-11-25T00:00:00.000Z&epoch=9');
  expect(other).toMatchObject({ count: 0, packets: [], chainSha256: hashOf('') });
});

it("shows no packet of another installation's ledger", async () => {
  await counter.send(counter.packet(1));
  const other = anInstallation(url, mode);
  await other.register(code);
  const answer = await other.call('/v1/ledger?from=2026-01-01T00:00:00.000Z&to=2027-01-01T00:00:00.000Z');
  expect(LedgerPage.parse(await answer.json()).count).toBe(0);
});

it('answers a registration with exactly what the wire lists', async () => {
  const answer = await counter.post('/v1/installations', counter.registration(1), code);
  expect(RegisterAnswer.parse(await answer.json()).mode).toBe(mode);
});

it('lists the keys of its offices, signed, with the one of this installation', async () => {
  const answer = await counter.call('/v1/slip-keys');
  const list = readSlipKeys(SignedSlipKeys.parse(await answer.json()), receiptKey);
  expect(list).toMatchObject({ ok: true, value: { mode } });
  const { keyId, publicKey, agencyCode } = counter.registration(1);
  expect(list.ok && list.value.keys).toContainEqual(
    expect.objectContaining({ keyId, publicKey, agencyCode, revokedAt: null }),
  );
});

it('offers this office its online filings, takes acknowledgements of these only, and gives no file of others', async () => {
  const answer = await counter.call('/v1/submissions?epoch=1');
  expect(answer.status).toBe(200);
  expect(SubmissionsAnswer.parse(await answer.json()).submissions).toEqual([]);
  const unknown = {
    submissionId: uuidv7(),
    revision: 1,
    epoch: 1,
    sha256: hashOf('x'),
    outcome: 'kept',
    reason: null,
  };
  const said = await counter.post('/v1/submissions/acknowledgements', unknown);
  expect(await refusalOf(said)).toEqual({ status: 409, code: 'SUBMISSION_DIFFERS' });
  const file = pdf('of a packet');
  await counter.putFile(file);
  expect(await refusalOf(await counter.call(`/v1/files/${hashOf(file)}`))).toEqual({
    status: 404,
    code: 'FILE_UNKNOWN',
  });
});

it.skipIf(given !== undefined)(
  'offers a filing until its text is acknowledged, and again to a restored epoch',
  async () => {
    const filing = { id: uuidv7(), revision: 1, text: '{"a":1}' };
    await reference?.file('H61.45', filing);
    const offered = async (epoch: number) =>
      SubmissionsAnswer.parse(await (await counter.call(`/v1/submissions?epoch=${epoch}`)).json())
        .submissions;
    const [first] = await offered(1);
    expect(first).toMatchObject({ submissionId: filing.id, submission: filing.text });
    const key = createPublicKey({ key: Buffer.from(receiptKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(filing.text), key, Buffer.from(first?.signature ?? '', 'base64'))).toBe(
      true,
    );
    const acknowledge = (sha256: string) =>
      counter.post('/v1/submissions/acknowledgements', {
        submissionId: filing.id,
        revision: 1,
        epoch: 1,
        sha256,
        outcome: 'kept',
        reason: null,
      });
    expect((await acknowledge(hashOf('another text'))).status).toBe(409);
    for (let time = 0; time < 2; time += 1) expect((await acknowledge(hashOf(filing.text))).status).toBe(200);
    expect(await offered(1)).toEqual([]);
    expect(await offered(2)).toHaveLength(1);
    // A second counter of the same office does not get it as well.
    const other = anInstallation(url, mode);
    await other.register(code);
    const theirs = await other.call('/v1/submissions?epoch=1');
    expect(SubmissionsAnswer.parse(await theirs.json()).submissions).toEqual([]);
  },
);

it('tells of steps after a place in a list that only grows, each signed, and tells a stranger nothing', async () => {
  await reference?.backOffice.tell('H61.45-261125-3001', { status: 4, at: '2026-11-25T02:00:00.000Z' });
  expect((await counter.call('/v1/progress?after=0', {}, 'nobody')).status).toBe(401);
  expect((await counter.call('/v1/progress?after=-1')).status).toBe(422);
  const after = async (place: number) =>
    ProgressAnswer.parse(await (await counter.call(`/v1/progress?after=${place}`)).json());
  const { entries, last } = await after(0);
  const key = createPublicKey({ key: Buffer.from(receiptKey, 'base64'), format: 'der', type: 'spki' });
  for (const { cursor, entry, signature } of entries) {
    expect(verify(null, Buffer.from(entry, 'utf8'), key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(ProgressEntry.parse(JSON.parse(entry)).cursor).toBe(cursor);
    expect(cursor).toBeLessThanOrEqual(last);
  }
  expect(await after(last)).toEqual({ entries: [], last });
});
