import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import {
  aCitizen,
  aReceipt,
  giveEveryRole,
  ORIGINAL,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';

const person = (number?: string, name?: string) => aCitizen(number, name).person;

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

const receive = () => receiveOne(client);
const one = <T>(sql: string) => running.rows<T>(sql)[0];

async function digitise(dossierId: never): Promise<string> {
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })]),
    'image/jpeg',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const place = { dossierId, componentId: ORIGINAL };
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: uploaded.value.sha256 as never });
  return (await client.scan.makeDigitalCopy({ requestId: requestId(), ...place })).sha256;
}

it('receives a dossier once for one request, with the next code of the range and its appointment', async () => {
  const id = requestId();
  const first = await client.dossier.receive({ requestId: id, receipt: aReceipt() });
  const again = await client.dossier.receive({ requestId: id, receipt: aReceipt() });
  expect(again).toEqual(first);
  expect(first.code).toMatch(/^H61\.45-\d{6}-3001$/u);
  expect((await receive()).code).toMatch(/-3002$/u);
  expect(one('SELECT count(*) AS n FROM dossier')).toEqual({ n: 2 });
  expect(one(`SELECT count(*) AS n FROM packet WHERE kind = 'dossier.received'`)).toEqual({ n: 2 });
});

it('takes no code and writes nothing when a mandatory component is missing', async () => {
  const empty = { ...aReceipt(), components: [] };
  const refusal = await refusalOf(client.dossier.receive({ requestId: requestId(), receipt: empty }));
  expect(refusal.code).toBe('MISSING_COMPONENT');
  expect(one('SELECT count(*) AS n FROM dossier')).toEqual({ n: 0 });
  expect((await receive()).code).toMatch(/-3001$/u);
});

it('takes a paper that the procedure does not name onto the slip, under the scanner and to the province', async () => {
  const other = { name: 'Giấy xác nhận của trường', counts: { original: 1, certified: 0, photocopy: 2 } };
  const { dossierId } = await receiveOne(client, { ...aReceipt(), otherPapers: [other] });
  const { components } = await client.dossier.get({ dossierId });
  expect(components.map(({ componentId, name }) => [componentId, name])).toContainEqual([
    'other-1',
    'Giấy xác nhận của trường',
  ]);
  const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
  expect(await storedText(running, slip.sha256)).toContain('Giấy xác nhận của trường 1 – 2');
  const [packet] = running.rows<{ bytes: Buffer }>(
    "SELECT bytes FROM packet WHERE kind = 'dossier.received'",
  );
  expect(String(packet?.bytes)).toContain('"otherPapers":[{"componentId":"other-1","name":"Giấy xác nhận');
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'dossier.received'",
  );
  expect(event?.payload).not.toContain('trường');

  const none = { ...other, counts: { original: 0, certified: 0, photocopy: 0 } };
  const refused = await refusalOf(
    client.dossier.receive({ requestId: requestId(), receipt: { ...aReceipt(), otherPapers: [none] } }),
  );
  expect(refused).toMatchObject({
    code: 'INVALID_INPUT',
    data: { issues: [{ path: 'receipt.otherPapers.0.counts', code: 'count_missing' }] },
  });
});

it('is found by the code that a central service gave it later, and by its own', async () => {
  const { dossierId, code } = await receive();
  const another = await receive();
  const link = (given: string) => client.dossier.linkCode({ requestId: requestId(), dossierId, code: given });
  expect(await link('g22.99.26-000123')).toMatchObject({ code: 'G22.99.26-000123' });
  for (const text of ['G22.99.26-000123', 'g22.99.26-000123', code])
    expect((await client.dossier.search({ text })).hits.map((hit) => hit.dossierId)).toEqual([dossierId]);
  expect((await client.dossier.get({ dossierId })).otherCodes).toMatchObject([
    { code: 'G22.99.26-000123', kind: 'central' },
  ]);
  expect(one(`SELECT count(*) AS n FROM packet WHERE kind = 'dossier.code-linked'`)).toEqual({ n: 1 });
  expect((await refusalOf(link('G22.99.26-000123'))).code).toBe('CODE_LINKED_BEFORE');
  expect((await refusalOf(link(code))).code).toBe('CODE_LINKED_BEFORE');
  expect((await refusalOf(link(another.code))).code).toBe('CODE_OF_ANOTHER');
  expect((await refusalOf(link('hai ba'))).code).toBe('INVALID_INPUT');
});

it('a slip drawn after a central code was linked prints it beside the code from here', async () => {
  const { dossierId, code } = await receive();
  const slip = async () => {
    const { sha256 } = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId,
      paper: 'A4',
      copies: 1,
    });
    return await storedText(running, sha256);
  };
  expect(await slip()).not.toContain('Mã số khác');
  await client.dossier.linkCode({ requestId: requestId(), dossierId, code: 'G22.99.26-000123' });
  const text = await slip();
  expect(text).toContain(code);
  expect(text).toMatch(
    /Mã số khác.*G22\.99\.26-000123: mã do hệ thống dùng chung cấp; tra cứu được bằng cả hai/u,
  );
  expect(text).not.toMatch(/số tạm/iu);
});

it('keeps citizens out of the event log: the payload has commitments only', async () => {
  await receive();
  const event = one<{ payload: string }>(`SELECT payload FROM event WHERE type = 'dossier.received'`);
  expect(event?.payload).not.toContain('086190001234');
  expect(event?.payload).not.toContain('Thử');
});

it('gives two clerks who receive at once two codes', async () => {
  const receipts = await Promise.all(Array.from({ length: 8 }, receive));
  expect(new Set(receipts.map(({ code }) => code)).size).toBe(8);
});

it('draws the slip, and finds the dossier by its code and by a name without marks', async () => {
  const { dossierId, code } = await receive();
  const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 2 });
  expect(slip.size).toBeGreaterThan(10_000);
  for (const text of [code, code.toLowerCase(), 'le thi thu', 'Lê Thị Thử', '086190001234']) {
    const { hits } = await client.dossier.search({ text });
    expect(hits.map((hit) => hit.dossierId)).toEqual([dossierId]);
  }
  expect((await client.dossier.search({ text: 'Trần' })).hits).toEqual([]);
});

it('certifies a copy with two signatures, and hands it to its owner but to no stranger', async () => {
  const { dossierId } = await receive();
  const sha256 = (await digitise(dossierId as never)) as never;
  const { copyId } = await client.certify.compare({
    requestId: requestId(),
    dossierId,
    componentId: ORIGINAL,
    title: 'Bằng tốt nghiệp',
    sha256,
    pagesMatched: [1],
  });
  expect(await expectCountsRight(client)).toMatchObject({ 'to-sign': 1, 'to-seal': 0 });
  const { officer, agency } = await demoKeys(client, running.folder, running.clock.now());
  const wrong = { requestId: requestId(), copyIds: [copyId], keyId: officer, pin: 'sai-ma-pin' };
  expect((await refusalOf(client.certify.sign(wrong))).code).toBe('WRONG_PIN');
  expect(one('SELECT entry_id FROM certified_copy')).toEqual({ entry_id: null });
  const sign = { copyIds: [copyId], pin: DEMO_PIN };
  const signed = await client.certify.sign({ requestId: requestId(), ...sign, keyId: officer });
  expect(signed.outcomes).toEqual([{ copyId, ok: true, number: '01', refusal: null }]);
  expect(await expectCountsRight(client)).toMatchObject({ 'to-sign': 0, 'to-seal': 1 });
  const sealed = await client.certify.seal({ requestId: requestId(), ...sign, keyId: agency });
  expect(sealed.outcomes).toEqual([{ copyId, ok: true, number: '01', refusal: null }]);
  const dossier = await client.dossier.get({ dossierId });
  expect(dossier.state).toBe('result-in');
  const file = dossier.copies[0]?.sha256 as never;
  expect((await client.certify.verify({ sha256: file })).verdict).toBe('valid');
  const stranger = {
    requestId: requestId(),
    dossierId,
    receiver: person('001099000001', 'Lê Thị Thử'),
    paper: null,
  };
  expect((await refusalOf(client.dossier.handOver(stranger))).code).toBe('RECEIVER_IS_STRANGER');
  const owner = { requestId: requestId(), dossierId, receiver: person('086190001234'), paper: null };
  expect((await client.dossier.handOver(owner)).basis).toBe('owner');
  expect((await client.dossier.get({ dossierId })).state).toBe('returned');
}, 60_000);

it('sets a page aside and puts it back at its old place', async () => {
  const { dossierId } = await receive();
  for (const share of [0.4, 0.3]) {
    const uploaded = await running.host.storeUpload(
      { id: 'desk', kind: 'window' },
      Readable.from([await aPaperJpeg({ inkedShare: share, dpi: 200 })]),
      'image/jpeg',
    );
    if (!uploaded.ok) throw new Error(uploaded.refusal.code);
    const place = { dossierId, componentId: ORIGINAL, sha256: uploaded.value.sha256 as never };
    await client.scan.addFile({ requestId: requestId(), ...place });
  }
  const pages = async () => (await client.dossier.get({ dossierId })).components[0]?.pages ?? [];
  const before = await pages();
  expect(before).toHaveLength(2);
  const pageId = before[0]?.pageId as never;
  const unknown = client.scan.putBack({ requestId: requestId(), pageIds: [pageId] });
  expect((await refusalOf(unknown)).code).toBe('PAGE_UNKNOWN');
  await client.scan.setAside({ requestId: requestId(), pageIds: [pageId] });
  expect(await pages()).toEqual(before.slice(1));
  await client.scan.putBack({ requestId: requestId(), pageIds: [pageId] });
  expect(await pages()).toEqual(before);
}, 60_000);

it('refuses a copy whose pages were not all compared, and a file that is no picture', async () => {
  const { dossierId } = await receive();
  const sha256 = (await digitise(dossierId as never)) as never;
  const about = { dossierId, componentId: ORIGINAL, title: 'Bằng', sha256 };
  const missed = client.certify.compare({ requestId: requestId(), ...about, pagesMatched: [2] });
  expect((await refusalOf(missed)).code).toBe('PAGES_NOT_COMPARED');
  const text = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([Buffer.from('not a picture')]),
    'image/jpeg',
  );
  if (!text.ok) throw new Error(text.refusal.code);
  const place = { dossierId, componentId: ORIGINAL, sha256: text.value.sha256 as never };
  const refusal = await refusalOf(client.scan.addFile({ requestId: requestId(), ...place }));
  expect(refusal.code).toBe('IMAGE_UNREADABLE');
});

it('knows at the hand-over who was recorded with an old card by the number that the new card names', async () => {
  const { dossierId } = await receiveOne(
    client,
    aReceipt({ ...person(), identity: { kind: 'old-card', number: '331122334' } as never }),
  );
  await recordResult(client, dossierId);
  const card = aCitizen().card.replace('||', '|331122334|');
  const read = await client.dossier.readCard({ text: card });
  expect(read).toMatchObject({ oldNumber: '331122334', source: 'qr', repaired: [] });
  const identity = { kind: 'citizen' as const, number: '086190001234', oldNumber: '331122334' };
  const receiver = { ...read.person, identity };
  const given = await client.dossier.handOver({ requestId: requestId(), dossierId, receiver, paper: null });
  expect(given).toMatchObject({ basis: 'owner', match: 'old-number' });
  const event = one<{ payload: string }>(`SELECT payload FROM event WHERE type = 'dossier.handed-over'`);
  expect(JSON.parse(event?.payload ?? '')).toMatchObject({ match: 'old-number' });
  expect(event?.payload).not.toContain('331122334');
});

it('refuses a card field by field, and the lines on its back by their check digits', async () => {
  const bad = await refusalOf(
    client.dossier.readCard({ text: '086190001234|x|Lê Thị Thử|31021990|Nữ|Khóm 1|15052021' }),
  );
  expect(bad).toMatchObject({
    code: 'QR_FIELDS_BAD',
    data: {
      fields: [
        { field: 'oldNumber', problem: 'not-digits' },
        { field: 'birthDate', problem: 'no-such-day' },
      ],
    },
  });
  const back = `IDVNM0900012341086190001234<<5\n9002017F3002017VNM<<<<<<<<<<<0\nLE<<THI<THU<<<<<<<<<<<<<<<<<<<`;
  expect((await refusalOf(client.dossier.readCard({ text: back }))).code).toBe('MRZ_CHECK_FAILED');
});

it('refuses a tax code whose check digit does not hold, and writes nothing', async () => {
  const company = {
    kind: 'organisation' as const,
    name: 'Hợp tác xã Thử',
    address: '',
    phone: '',
    email: '',
  };
  const files = (taxCode: string) => ({
    ...aReceipt(),
    owner: { ...company, taxCode },
    submitter: {
      kind: 'other' as const,
      party: person(),
      authority: { basis: 'legal-representative' as const, relation: 'Giám đốc' },
    },
  });
  const wrong = await refusalOf(receiveOne(client, files('0100109107')));
  expect(wrong).toMatchObject({ code: 'TAX_CODE_WRONG', data: { role: 'owner' } });
  expect(one('SELECT count(*) AS n FROM dossier')).toEqual({ n: 0 });
  expect((await receiveOne(client, files('0100109106'))).code).toMatch(/-3001$/u);
});
