import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DigitisedSnapshot } from '../../shared/domain/delivery/digitised-wire.ts';
import type { PaperFacts } from '../../shared/domain/digitisation/paper-facts.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PAPER = 'other-1';
let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const otherPapers = [
    { name: 'Giấy xác nhận khuyết tật', counts: { original: 0, certified: 1, photocopy: 0 } },
  ];
  const received = await receiveOne(client, { ...aPension(), otherPapers });
  place = { dossierId: received.dossierId as never, componentId: PAPER };
});
afterEach(() => running.close());

async function give(bytes: Uint8Array, mediaType: string, name: string | null = null) {
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    mediaType,
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  return await client.scan.addFile({
    requestId: requestId(),
    ...place,
    sha256: uploaded.value.sha256 as never,
    name,
  });
}

async function digitise() {
  await give(await aPaperJpeg({ inkedShare: 0.4, dpi: 200 }), 'image/jpeg');
  return await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
}

async function seen() {
  const { components } = await client.dossier.get({ dossierId: place.dossierId });
  const found = components.find(({ componentId }) => componentId === PAPER);
  if (found === undefined) throw new Error('no such component');
  return found;
}

const say = (facts: PaperFacts, suggested: ('number' | 'issuer')[] = []) =>
  client.scan.sayFacts({ requestId: requestId(), ...place, facts, suggested });

async function whole(): Promise<PaperFacts> {
  return {
    ...(await seen()).first,
    kind: 'disability',
    number: '45/GXN',
    issuedOn: '2025-03-04',
    issuer: 'UBND xã Thử Nghiệm',
    signer: 'Trần Văn Bình',
    validity: { kind: 'permanent' },
  };
}

/** The snapshots of the packets that carry the digital copy, each of the shape that the province takes. */
const sent = () =>
  running
    .rows<{ bytes: Uint8Array }>("SELECT bytes FROM packet WHERE kind = 'dossier.digitised' ORDER BY seq")
    .map(({ bytes }) => DigitisedSnapshot.parse(JSON.parse(Buffer.from(bytes).toString('utf8')).snapshot));

it('begins with the people of the dossier and what was counted, and says nothing by itself', async () => {
  const { facts, first, lacking } = await seen();
  expect(facts).toBeNull();
  expect(lacking).toEqual(['facts']);
  expect(first).toMatchObject({ kind: 'other', copyType: 'certified', holder: { name: 'Lê Thị Thử' } });
});

it('sends a digital copy with its name and what is lacking, and again with what is said of it later', async () => {
  const copy = await digitise();
  expect(await expectCountsRight(client)).toMatchObject({ 'copies-lacking': 1 });
  const part = await whole();
  expect((await say({ ...part, number: null, validity: null })).lacking).toEqual(['number', 'validity']);
  expect((await client.scan.lacking({})).copies).toMatchObject([
    { ownerName: 'Lê Thị Thử', componentId: PAPER, lacking: ['number', 'validity'] },
  ]);
  const said = await say(part, ['number', 'issuer']);
  expect(said.lacking).toEqual([]);
  expect(await expectCountsRight(client)).toMatchObject({ 'copies-lacking': 0 });
  expect(sent()).toMatchObject([
    { sha256: copy.sha256, facts: null, lacking: ['facts'] },
    { sha256: copy.sha256, lacking: ['number', 'validity'] },
    {
      sha256: copy.sha256,
      fileName: 'H61.45-261124-3001_other-1_01.pdf',
      originalName: null,
      digitisedBy: 'Trần Thị Bích Hạnh',
      facts: part,
      lacking: [],
    },
  ]);
  expect(await seen()).toMatchObject({ facts: part, suggested: ['number', 'issuer'] });
});

it('keeps what a paper says out of the events, which commit to it', async () => {
  await say(await whole());
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'dossier.paper-facts-said'",
  );
  for (const value of ['45/GXN', 'Lê Thị Thử', '086190001234', 'Bình', 'xã Thử Nghiệm'])
    expect(event?.payload).not.toContain(value);
  expect(JSON.parse(event?.payload ?? '').personal).toHaveProperty('holder');
});

it('may be said before there is a copy, and goes with it then', async () => {
  expect((await say(await whole())).packetSeq).toBeNull();
  expect(sent()).toEqual([]);
  await digitise();
  expect(sent()).toMatchObject([{ facts: { kind: 'disability', number: '45/GXN' }, lacking: [] }]);
});

it('keeps the name of an accepted file to the last of its 4,000 letters, and gives the copy one of its own', async () => {
  await digitise();
  const { sha256 } = await digitise();
  const pdf = await running.host.readBlob({ id: 'desk', kind: 'window' }, sha256);
  if (!pdf.ok) throw new Error(pdf.refusal.code);
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf.value.chunks) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const name = `${'ảnh chụp '.repeat(443)}../12.pdf`;
  expect(name.length).toBeLessThanOrEqual(4000);
  await give(bytes, 'application/pdf', name);
  expect((await seen()).digitalCopy).toMatchObject({
    fileName: 'H61.45-261124-3001_other-1_03.pdf',
    originalName: name,
  });
  expect(sent().at(-1)).toMatchObject({ originalName: name });
  expect((await refusalOf(give(bytes, 'application/pdf', 'x'.repeat(4001)))).code).toBe('INVALID_INPUT');
});

it('refuses days that cannot be, and a component that is not there', async () => {
  const facts = await whole();
  expect(await refusalOf(say({ ...facts, issuedOn: '2026-11-25' }))).toMatchObject({
    code: 'ISSUED_AFTER_TODAY',
    data: { issuedOn: '2026-11-25' },
  });
  expect((await refusalOf(say({ ...facts, validity: { kind: 'until', on: '2025-03-03' } }))).code).toBe(
    'VALID_BEFORE_ISSUED',
  );
  const elsewhere = client.scan.sayFacts({ requestId: requestId(), ...place, componentId: 'x', facts });
  expect((await refusalOf(elsewhere)).code).toBe('COMPONENT_UNKNOWN');
});

it('may be completed after the dossier has ended, but is no work of the day then', async () => {
  await digitise();
  await client.life.withdraw({
    requestId: requestId(),
    dossierId: place.dossierId,
    reason: 'Không có nhu cầu nữa',
    givenBack: '',
  } as never);
  expect((await client.scan.lacking({})).copies).toEqual([]);
  expect((await say(await whole())).lacking).toEqual([]);
});
