import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ResultSnapshot } from '../../shared/domain/delivery/result-wire.ts';
import { NOTHING_SAID, type ResultFacts } from '../../shared/domain/digitisation/result-facts.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let dossierId: never;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  dossierId = (await receiveOne(client, aPension())).dossierId as never;
});
afterEach(() => running.close());

const decision: ResultFacts = {
  ...NOTHING_SAID,
  number: '12/QĐ-UBND',
  issuedOn: '2026-11-24',
  signer: 'Trần Văn Bình',
  validity: { kind: 'permanent' },
};

const record = (facts: ResultFacts, sha256: string | null = null) =>
  client.dossier.recordResult({
    requestId: requestId(),
    dossierId,
    description: 'Quyết định trợ cấp hưu trí xã hội',
    sha256: sha256 as never,
    facts,
  });

const handOver = (change: object = {}) =>
  client.dossier.handOver({
    requestId: requestId(),
    dossierId,
    receiver: aCitizen().person,
    paper: null,
    ...change,
  });

async function aFile(): Promise<string> {
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg({ inkedShare: 0.2, dpi: 200 })]),
    'image/jpeg',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  return stored.value.sha256;
}

it('records what a result says, sends it, and keeps it out of the events', async () => {
  await record({ ...decision, link: 'https://vbdt.example/12-qd.pdf' });
  expect((await client.dossier.get({ dossierId })).result?.facts).toMatchObject({ number: '12/QĐ-UBND' });
  const [packet] = running.rows<{ bytes: Uint8Array }>(
    "SELECT bytes FROM packet WHERE kind = 'dossier.result-recorded'",
  );
  const { snapshot } = JSON.parse(Buffer.from(packet?.bytes ?? []).toString('utf8'));
  expect(ResultSnapshot.parse(snapshot).facts).toEqual({
    ...decision,
    link: 'https://vbdt.example/12-qd.pdf',
  });
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'dossier.result-recorded'",
  );
  expect(event?.payload).not.toContain('12/QĐ');
  expect(event?.payload).not.toContain('Bình');
});

it('refuses a day that cannot be, and a link that is none', async () => {
  expect((await refusalOf(record({ ...decision, issuedOn: '2026-11-25' }))).code).toBe('ISSUED_AFTER_TODAY');
  for (const link of ['javascript:alert(1)', 'http://vbdt.example/1.pdf', 'tệp'])
    expect((await refusalOf(record({ ...decision, link }))).code, link).toBe('INVALID_INPUT');
});

it.each([
  ['its file', async () => record(decision, await aFile())],
  ['a link', () => record({ ...decision, link: 'https://vbdt.example/12-qd.pdf' })],
])('hands over a document with %s and asks for no reason', async (_what, recorded) => {
  await recorded();
  expect((await client.dossier.get({ dossierId })).needsPaperReason).toBe(false);
  await handOver();
  expect((await client.dossier.get({ dossierId })).handOver).toMatchObject({ paperOnly: null });
});

it('takes no file for a result that cannot be read', async () => {
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([Buffer.from('%PDF-1.7 cut off')]),
    'application/pdf',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  expect((await refusalOf(record(decision, stored.value.sha256))).code).toBe('PDF_UNREADABLE');
  expect((await refusalOf(record(decision, 'f'.repeat(64)))).code).toBe('FILE_NOT_STORED');
});

it('hands over a document on paper alone with a reason only, which is recorded and counted', async () => {
  await record(decision);
  expect((await client.dossier.get({ dossierId })).needsPaperReason).toBe(true);
  expect((await refusalOf(handOver())).code).toBe('ELECTRONIC_RESULT_MISSING');
  const wordless = handOver({ paperOnly: { reason: 'other', words: ' ' } });
  expect((await refusalOf(wordless)).code).toBe('PAPER_ONLY_WORDS_MISSING');
  await handOver({ paperOnly: { reason: 'other', words: 'Phôi in sẵn của tỉnh' } });
  expect((await client.dossier.get({ dossierId })).handOver).toMatchObject({
    paperOnly: 'other',
    paperOnlyWords: 'Phôi in sẵn của tỉnh',
  });
  const { readers } = running.host.active();
  const counted = (from: string, to: string) => readers.results.paperOnly(from as never, to as never);
  expect(counted('2026-11-23T17:00:00.000Z', '2026-11-24T17:00:00.000Z')).toEqual([
    { reason: 'other', count: 1 },
  ]);
  expect(counted('2026-11-24T17:00:00.000Z', '2026-11-25T17:00:00.000Z')).toEqual([]);
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'dossier.handed-over'",
  );
  expect(JSON.parse(event?.payload ?? '')).toMatchObject({ paperOnly: 'other' });
  expect(event?.payload).not.toContain('Phôi');
});
