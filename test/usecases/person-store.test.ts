import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DigitisedSnapshot } from '../../shared/domain/delivery/digitised-wire.ts';
import type { PaperFacts } from '../../shared/domain/digitisation/paper-facts.ts';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aColleague } from '../support/a-colleague.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NUMBER = '086190001234';
const OTHER = 'other-1';
let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

/** A dossier of a person with one paper beside its form. */
async function receive(person = aCitizen().person, paper = 'Giấy xác nhận khuyết tật'): Promise<never> {
  const otherPapers = [{ name: paper, counts: { original: 1, certified: 0, photocopy: 0 } }];
  return (await receiveOne(client, { ...aPension(), owner: person, otherPapers } as never))
    .dossierId as never;
}

async function given(bytes: Uint8Array, mediaType: string): Promise<never> {
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    mediaType,
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  return stored.value.sha256 as never;
}

/** Digitises the other paper of a dossier and says what it is. */
async function digitise(dossierId: never, change: Partial<PaperFacts> = {}): Promise<string> {
  const place = { dossierId, componentId: OTHER };
  const sha256 = await given(await aPaperJpeg({ inkedShare: 0.4, dpi: 200 }), 'image/jpeg');
  await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
  const made = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const { components } = await client.dossier.get({ dossierId });
  const first = components.find(({ componentId }) => componentId === OTHER)?.first as PaperFacts;
  const facts: PaperFacts = {
    ...first,
    kind: 'disability',
    number: '45/GXN',
    issuedOn: '2025-03-04',
    issuer: 'UBND xã Thử Nghiệm',
    validity: { kind: 'permanent' },
    ...change,
  };
  await client.scan.sayFacts({ requestId: requestId(), ...place, facts });
  return made.sha256;
}

const look = (dossierId: string | null, change: object = {}) =>
  client.store.look({
    requestId: requestId(),
    number: NUMBER,
    dossierId: dossierId as never,
    reason: '',
    ...change,
  });
const reuse = (dossierId: never, source: object) =>
  client.store.reuse({ requestId: requestId(), dossierId, componentId: OTHER, source: source as never });
const standings = async (dossierId: never) =>
  (await look(dossierId)).entries.map(({ number, standing }) => [number, standing]);
const lastSent = () =>
  running
    .rows<{ bytes: Uint8Array }>("SELECT bytes FROM packet WHERE kind = 'dossier.digitised' ORDER BY seq")
    .map(({ bytes }) => DigitisedSnapshot.parse(JSON.parse(Buffer.from(bytes).toString('utf8')).snapshot))
    .at(-1);

describe('a paper of another dossier', () => {
  it('is found by the number of its holder and becomes the digital copy of a component, byte for byte', async () => {
    const before = await receive();
    const sha256 = await digitise(before);
    const now = await receive();
    const { entries } = await look(now);
    expect(entries).toMatchObject([{ kind: 'disability', number: '45/GXN', sha256, standing: 'holds' }]);
    const again = await reuse(now, entries[0]?.source as never);
    expect(again).toMatchObject({ sha256, pages: 1 });
    const { components } = await client.dossier.get({ dossierId: now });
    expect(components.find(({ componentId }) => componentId === OTHER)).toMatchObject({
      digitalCopy: { sha256, fileName: 'H61.45-261124-3002_other-1_01.pdf' },
      reuse: { dossierId: before, code: 'H61.45-261124-3001', isResult: false },
      facts: { number: '45/GXN' },
      lacking: [],
    });
    expect(lastSent()).toMatchObject({ sha256, DuocSoHoa: 1, DuocTaiSuDung: 1, MaKetQuaThayThe: '' });
    expect((await look(now)).entries).toHaveLength(1);
  });

  it('is not used again once it expired, was superseded or revoked, and says which', async () => {
    const before = await receive();
    await digitise(before);
    const newer = await receive();
    await digitise(newer, {
      number: '99/GXN',
      issuedOn: '2026-02-02',
      validity: { kind: 'until', on: '2026-11-23' },
    });
    const now = await receive();
    expect(await standings(now)).toEqual([
      ['99/GXN', 'expired'],
      ['45/GXN', 'superseded'],
    ]);
    const { entries } = await look(now);
    expect(await refusalOf(reuse(now, entries[1]?.source as never))).toMatchObject({
      code: 'STORE_ENTRY_UNFIT',
      data: { standing: 'superseded' },
    });
    const revoke = () =>
      client.store.revoke({
        requestId: requestId(),
        source: entries[0]?.source as never,
        reason: 'Cơ quan cấp đã thu hồi',
      });
    await revoke();
    expect((await refusalOf(revoke())).code).toBe('REVOKED_BEFORE');
    expect(await standings(now)).toEqual([
      ['99/GXN', 'revoked'],
      ['45/GXN', 'holds'],
    ]);
    expect(() => running.host.active().folder.write.exec('DELETE FROM store_revocation')).toThrow(
      'append-only',
    );
  });

  it('of a stranger is used for nobody here, and is not looked at for this dossier', async () => {
    const stranger = aCitizen('086190009999', 'Người Khác').person;
    const before = await receive(stranger);
    await digitise(before);
    const now = await receive();
    expect((await look(now)).entries).toEqual([]);
    expect((await refusalOf(look(now, { number: '086190009999' }))).code).toBe('NUMBER_OF_NOBODY_HERE');
    const source = { kind: 'component', dossierId: before, componentId: OTHER };
    expect((await refusalOf(reuse(now, source))).code).toBe('STORE_ENTRY_UNKNOWN');
  });

  it('is found by the number that the card of its holder names as the one before', async () => {
    const old = { kind: 'old-card' as const, number: '331122334' };
    const before = await receive({ ...aCitizen().person, identity: old } as never);
    await digitise(before);
    const identity = { kind: 'citizen' as const, number: NUMBER, oldNumber: '331122334' };
    const now = await receive({ ...aCitizen().person, identity } as never);
    const { entries } = await look(now, { oldNumber: '331122334' });
    expect(entries).toMatchObject([{ number: '45/GXN' }]);
    expect((await reuse(now, entries[0]?.source as never)).pages).toBe(1);
  });
});

it('uses the electronic result of an earlier dossier again, with the code of the result that takes the place of the paper', async () => {
  const before = await receive();
  const pdf = await running.host.readBlob({ id: 'desk', kind: 'window' }, await digitise(before));
  if (!pdf.ok) throw new Error(pdf.refusal.code);
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf.value.chunks) chunks.push(chunk);
  await client.dossier.recordResult({
    requestId: requestId(),
    dossierId: before,
    description: 'Giấy xác nhận tình trạng hôn nhân',
    sha256: await given(Buffer.concat(chunks), 'application/pdf'),
    facts: {
      ...NOTHING_SAID,
      code: 'KQ.G15.000038',
      number: '7/XNTTHN',
      issuedOn: '2026-11-20',
      validity: { kind: 'until', on: '2027-05-20' },
    },
  });
  const now = await receive(aCitizen().person, 'Giấy xác nhận tình trạng hôn nhân');
  const { entries } = await look(now);
  const result = entries.find(({ source }) => source.kind === 'result');
  expect(result).toMatchObject({ kind: 'marital-status', number: '7/XNTTHN', standing: 'holds' });
  await reuse(now, result?.source as never);
  expect(lastSent()).toMatchObject({
    DuocTaiSuDung: 2,
    MaKetQuaThayThe: 'KQ.G15.000038',
    facts: { kind: 'marital-status', number: '7/XNTTHN', holder: { name: 'Lê Thị Thử' } },
  });
  const day = { from: '2026-11-24', to: '2026-11-24' } as never;
  expect(await client.store.figures(day)).toMatchObject({ received: 2, digitised: 2, reused: 1 });
});

describe('a look into a store', () => {
  it('is recorded with who, when, whose and for what; the head and the administrator read it, nobody changes it', async () => {
    const dossierId = await receive();
    await look(dossierId);
    expect((await refusalOf(look(null))).code).toBe('LOOK_WITHOUT_REASON');
    await look(null, { reason: 'Người dân hỏi giấy tờ đã nộp' });
    const { looks } = await client.store.looks({});
    expect(looks).toMatchObject([
      {
        holderNumber: NUMBER,
        dossierId: null,
        reason: 'Người dân hỏi giấy tờ đã nộp',
        by: 'Trần Thị Bích Hạnh',
      },
      { holderNumber: NUMBER, dossierId, code: 'H61.45-261124-3001', found: 0 },
    ]);
    for (const change of ['DELETE FROM store_look', "UPDATE store_look SET holder_number = ''"])
      expect(() => running.host.active().folder.write.exec(change)).toThrow('append-only');
    const events = running.rows<{ payload: string }>("SELECT payload FROM event WHERE type = 'store.looked'");
    expect(events).toHaveLength(2);
    for (const { payload } of events) expect(payload).not.toContain(NUMBER);
  });

  it('is not kept as the first answer of its request: asked again it is another look', async () => {
    const dossierId = await receive();
    const input = { requestId: requestId(), number: NUMBER, dossierId, reason: '' };
    await client.store.look(input);
    await client.store.look(input);
    expect((await client.store.looks({})).looks).toHaveLength(2);
    expect(running.rows("SELECT 1 FROM request_answer WHERE command = 'store.look'")).toEqual([]);
  });

  it('is not for a certifying officer', async () => {
    const officer = running.client('officer');
    await aColleague(client, officer, {
      login: 'certifying-officer',
      displayName: 'Người ký',
      roles: ['certifying-officer'],
    });
    const asked = officer.store.look({
      requestId: requestId(),
      number: NUMBER,
      dossierId: null,
      reason: 'Xem thử',
    });
    expect((await refusalOf(asked)).code).toBe('NOT_PERMITTED');
  });
});
