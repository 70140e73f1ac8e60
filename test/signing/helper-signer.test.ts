import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { createHelperSigner } from '../../electron/adapters/helper-signer.ts';
import { verifySignaturesKind } from '../../electron/host/ports/signature-verifier.ts';
import {
  accepted,
  anOffice,
  aScan,
  certificateOf,
  DEVICE,
  NOW,
  PASSWORD,
  type SigningOffice,
} from './a-signed-copy.ts';

const helpers = createForkedHelpers();
const signer = createHelperSigner(helpers, () => DEVICE);
let office: SigningOffice;

beforeAll(async () => {
  office = await anOffice();
});
afterAll(() => helpers.close());

test('signs through helper processes, every phase in its own, and verifies in another', async () => {
  const source = { kind: 'pkcs12', path: join(office.folder, 'officer.p12') } as const;
  const [own] = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PASSWORD }));
  expect(own?.subject).toBe('Nguyễn Văn Thử');
  const { certificate, chain, fingerprint } = await certificateOf(office, 'officer');
  const rect: [number, number, number, number] = [50, 60, 290, 150];
  const fields = [{ name: 'officer', pageIndex: 0, rect, appearance: null }];
  const pdf = accepted(await signer.addFields({ deviceId: DEVICE, pdf: await aScan(), fields }));
  const checks = { at: NOW, roots: [...office.roots], revocationLists: [] };
  const prepared = accepted(
    await signer.prepare({
      deviceId: DEVICE,
      pdf,
      field: 'officer',
      certificate,
      chain,
      certify: true,
      checks,
    }),
  );
  const payloads = [Buffer.from(prepared.manifest.signedAttributes, 'base64')];
  const sign = { deviceId: DEVICE, source, fingerprint, useLastTry: false, payloads };
  expect(await signer.sign({ ...sign, pin: 'not it' })).toMatchObject({ refusal: { code: 'WRONG_PIN' } });
  const [signature = new Uint8Array()] = accepted(await signer.sign({ ...sign, pin: PASSWORD }));
  const signed = accepted(await signer.complete({ deviceId: DEVICE, prepared, signature }));
  const input = { pdf: signed, roots: [...office.roots], revocationLists: [], at: NOW };
  const verdict = accepted(
    await helpers.run(verifySignaturesKind, input, { timeoutMs: 10_000, memoryLimitMb: 512 }),
  );
  expect(verdict).toMatchObject({ verdict: 'valid' });
}, 60_000);

test('refuses work for another device', async () => {
  expect(await signer.tokens({ deviceId: 'another', module: '/x.so' })).toEqual({
    ok: false,
    refusal: { code: 'DEVICE_UNKNOWN', data: { deviceId: 'another' } },
  });
});

test('answers for a driver that is none', async () => {
  expect(await signer.tokens({ deviceId: DEVICE, module: '/nowhere/driver.so' })).toEqual({
    ok: false,
    refusal: { code: 'TOKEN_MODULE_UNUSABLE', data: { module: '/nowhere/driver.so' } },
  });
});
