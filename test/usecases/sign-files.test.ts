import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aSigningService } from '../signing/a-signing-service.ts';
import { aComparedCopy } from '../support/a-compared-copy.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedFile } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let keys: { officer: string; agency: string };

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  keys = await demoKeys(client, running.folder, running.clock.now());
});
afterAll(() => running.close());

async function upload(bytes: Uint8Array, mediaType: string) {
  const by = { id: 'desk', kind: 'window' } as const;
  const stored = await running.host.storeUpload(by, Readable.from([bytes]), mediaType);
  if (!stored.ok) throw new Error(stored.refusal.code);
  return stored.value.sha256 as never;
}

async function digitised() {
  const { dossierId } = await receiveOne(client);
  const place = { dossierId: dossierId as never, componentId: ORIGINAL };
  const page = await aPaperJpeg({ inkedShare: 0.4, dpi: 200 });
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: await upload(page, 'image/jpeg') });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  return { ...place, sha256: sha256 as never };
}

const copyOf = async (dossierId: never) =>
  (await client.dossier.get({ dossierId })).components.find(({ componentId }) => componentId === ORIGINAL)
    ?.digitalCopy?.sha256 as never;

const sign = (
  files: Awaited<ReturnType<typeof digitised>>[],
  change: { keyId?: string; pin?: string } = {},
) =>
  client.certify.signComponents({
    requestId: requestId(),
    files,
    keyId: keys.officer,
    pin: DEMO_PIN,
    ...change,
  });

it('an official signs digital copies in one go: the unsigned copy is the beginning, the words stand at the top right, a copy that changed is left alone', async () => {
  const [first, second] = [await digitised(), await digitised()];
  expect(await expectCountsRight(client)).toMatchObject({ 'to-sign-files': 2, 'to-seal-results': 0 });
  expect((await refusalOf(sign([first], { pin: 'sai-ma-pin' }))).code).toBe('WRONG_PIN');
  expect((await refusalOf(sign([first], { keyId: keys.agency }))).code).toBe('KEY_ROLE_WRONG');
  expect(await copyOf(first.dossierId)).toBe(first.sha256);
  // A page is turned after the second copy was made: that copy is out of date and not to be signed.
  const [page] = (await client.dossier.get({ dossierId: second.dossierId })).components[0]?.pages ?? [];
  await client.scan.setAside({ requestId: requestId(), pageIds: [page?.pageId as never] });
  const { outcomes } = await sign([first, second]);
  expect(outcomes).toEqual([
    { sha256: second.sha256, ok: false, refusal: { code: 'FILE_CHANGED', data: {} } },
    { sha256: first.sha256, ok: true, refusal: null },
  ]);
  expect(await copyOf(second.dossierId)).toBe(second.sha256);
  const sha256 = await copyOf(first.dossierId);
  const [before, after] = [await storedFile(running, first.sha256), await storedFile(running, sha256)];
  expect(Buffer.from(after.subarray(0, before.length)).equals(Buffer.from(before))).toBe(true);
  const verdict = await client.certify.verify({ sha256 });
  expect(verdict).toMatchObject({ verdict: 'valid', signatures: [{ signer: 'Phạm Minh Đức' }] });
  const path = join(running.folder, 'signed.pdf');
  writeFileSync(path, after);
  const words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  expect(words).toContain('Sao y');
  expect(words).toMatch(/\d\d\/\d\d\/2026; \d\d:\d\d:\d\d; \+07:00/u);
  expect((await sign([first])).outcomes).toMatchObject([{ ok: false, refusal: { code: 'FILE_CHANGED' } }]);
  expect(await expectCountsRight(client)).toMatchObject({ 'to-sign-files': 1 });
  // What is certified is the file without that signature, which the drawing of the statement would break.
  const compared = { dossierId: first.dossierId, componentId: ORIGINAL, title: 'Bằng', sha256 };
  const { copyId } = await client.certify.compare({ requestId: requestId(), ...compared, pagesMatched: [1] });
  const batch = { copyIds: [copyId], pin: DEMO_PIN };
  const certified = await client.certify.sign({ requestId: requestId(), ...batch, keyId: keys.officer });
  expect(certified.outcomes).toMatchObject([{ ok: true }]);
});

it('a program that signs files whole signs digital and certified copies; what it changes is dropped and the copy stays as it was', async () => {
  const file = await digitised();
  const service = await aSigningService({ officer: join(running.folder, 'officer.p12') }, DEMO_PIN);
  try {
    const { keyId } = await client.certify.addKey({
      requestId: requestId(),
      role: 'officer',
      label: 'Dịch vụ ký',
      deviceId: (await client.device.list({})).devices[0]?.id as never,
      source: { kind: 'service', address: service.address, operation: 'SignApproved' },
      pin: null,
      holderId: (await client.session.get({})).user?.id as never,
      nameSeen: true,
    });
    service.state.mode = 'changed-page';
    const asked = service.state.asked.length;
    const spoilt = await sign([file, await digitised()], { keyId, pin: '' });
    expect(spoilt.outcomes).toMatchObject([
      { ok: false, refusal: { code: 'SIGNED_FILE_CHANGED' } },
      { ok: false, refusal: { code: 'SIGNING_STOPPED' } },
    ]);
    expect(service.state.asked).toHaveLength(asked + 1);
    expect(await copyOf(file.dossierId)).toBe(file.sha256);
    service.state.mode = 'sound';
    expect((await sign([file], { keyId, pin: '' })).outcomes).toMatchObject([{ ok: true }]);
    expect(running.rows("SELECT 1 FROM file_signature WHERE format = 'pkcs7'")).toHaveLength(1);
    // The same program signs a certified copy: what it spoils keeps its number for the retry, and the agency's own key seals what it signed.
    const { copyId, dossierId } = await aComparedCopy(running, client);
    const officer = () => client.certify.sign({ requestId: requestId(), copyIds: [copyId], keyId, pin: '' });
    for (const [mode, code] of [
      ['two-signatures', 'SIGNED_FILE_SIGNATURES'],
      ['unplugged', 'SERVICE_UNREACHABLE'],
    ] as const) {
      service.state.mode = mode;
      expect((await officer()).outcomes).toMatchObject([{ ok: false, number: '02', refusal: { code } }]);
    }
    service.state.mode = 'sound';
    expect((await officer()).outcomes).toMatchObject([{ ok: true, number: '02' }]);
    const batch = { copyIds: [copyId], keyId: keys.agency, pin: DEMO_PIN };
    expect((await client.certify.seal({ requestId: requestId(), ...batch })).outcomes).toMatchObject([
      { ok: true, number: '02' },
    ]);
    const [copy] = (await client.dossier.get({ dossierId })).copies;
    const verdict = await client.certify.verify({ sha256: copy?.sha256 as never });
    expect(verdict).toMatchObject({ verdict: 'valid', signatures: [{ intact: true }, { intact: true }] });
    expect(verdict.signatures[0]?.reasons).toContain('not-pades');
  } finally {
    await service.close();
  }
});

it('the agency signs a result before it is given out; one that came signed waits for nothing', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText('Ket qua', { x: 60, y: 700 });
  const given = await upload(await pdf.save(), 'application/pdf');
  const record = async (sha256: never) => {
    const { dossierId } = await receiveOne(client);
    const result = { dossierId: dossierId as never, description: 'Quyết định', sha256, facts: NOTHING_SAID };
    await client.dossier.recordResult({ requestId: requestId(), ...result });
    return dossierId as never;
  };
  const dossierId = await record(given);
  expect((await client.certify.unsigned({})).results).toMatchObject([{ dossierId, sha256: given }]);
  const batch = { files: [{ dossierId, sha256: given }], keyId: keys.agency, pin: DEMO_PIN };
  const { outcomes } = await client.certify.sealResults({ requestId: requestId(), ...batch });
  expect(outcomes).toEqual([{ sha256: given, ok: true, refusal: null }]);
  const sealed = (await client.dossier.get({ dossierId })).result?.sha256 as never;
  expect((await client.certify.verify({ sha256: sealed })).verdict).toBe('valid');
  const again = await upload(await storedFile(running, sealed), 'application/pdf');
  await record(again);
  expect(await expectCountsRight(client)).toMatchObject({ 'to-seal-results': 0 });
});
