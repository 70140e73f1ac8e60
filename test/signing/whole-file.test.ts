import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLocalSigningService } from '../../electron/adapters/local-signing-service.ts';
import { acceptSigned } from '../../electron/helpers/verify/accept-signed.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { accepted, aScan, PASSWORD, withFields } from './a-signed-copy.ts';
import { aSigningService } from './a-signing-service.ts';
import { aTrustCentre, type TrustCentre } from './a-trust-centre.ts';
import { assertSound } from './signature-tools.ts';

let centre: TrustCentre;
let service: Awaited<ReturnType<typeof aSigningService>>;
let pdf: Uint8Array;
let certificate: Uint8Array;
const signer = createLocalSigningService({ answerMs: 20_000 });

beforeAll(async () => {
  centre = await aTrustCentre();
  const files = { officer: join(centre.folder, 'officer.p12'), agency: join(centre.folder, 'agency.p12') };
  service = await aSigningService(files, PASSWORD);
  pdf = await withFields(await aScan());
  certificate = derOf(await centre.certificate('officer'));
});
afterAll(async () => {
  await service.close();
  await centre.close();
});
beforeEach(() => {
  Object.assign(service.state, { mode: 'sound', signer: 'officer' });
});

function derOf(pem: Buffer): Uint8Array {
  const body = /BEGIN CERTIFICATE-----([^-]+)/u.exec(String(pem))?.[1] ?? '';
  return Buffer.from(body, 'base64');
}

const ask = (address = service.address, by = signer) =>
  by.sign({ address, operation: 'SignApproved', pdf, fileName: 'ban-sao.pdf' });

const judged = (after: Uint8Array, change: Partial<Parameters<typeof acceptSigned>[0]> = {}) => {
  const at = new Date().toISOString();
  const roots = [...centre.roots];
  return acceptSigned({ before: pdf, after, certificate, roots, revocationLists: [], at, ...change });
};

it('takes a file that an officer’s own program signed, names its format, and finds nothing else changed', async () => {
  service.state.mode = 'slow';
  const signed = accepted(await ask());
  expect(service.state.asked.at(-1)).toBe('/SignApproved');
  expect(Buffer.from(signed).subarray(0, pdf.byteLength).equals(Buffer.from(pdf))).toBe(true);
  expect(accepted(judged(signed))).toMatchObject({ format: 'pkcs7' });
  await assertSound(signed);
  const verdict = verifySignedPdf({ pdf: signed, roots: [...centre.roots], at: new Date().toISOString() });
  expect(verdict.verdict).toBe('valid');
  expect(verdict.signatures[0]?.reasons).toContain('not-pades');
  // The same file, years later, or after the authority has said that the certificate is revoked.
  expect(judged(signed, { at: '2038-01-01T00:00:00.000Z', roots: [...centre.roots] })).toMatchObject({
    refusal: { code: 'CERTIFICATE_EXPIRED' },
  });
  expect(judged(signed, { roots: [] })).toMatchObject({ refusal: { code: 'CERTIFICATE_UNTRUSTED' } });
  await centre.revoke('officer');
  const revocationLists = [await centre.revocationList()];
  expect(judged(signed, { revocationLists })).toMatchObject({ refusal: { code: 'CERTIFICATE_REVOKED' } });
});

it.each([
  ['unsigned', 'SIGNED_FILE_REWRITTEN'],
  ['tampered', 'SIGNED_FILE_REWRITTEN'],
  ['rewritten', 'SIGNED_FILE_REWRITTEN'],
  ['two-signatures', 'SIGNED_FILE_SIGNATURES'],
  ['changed-page', 'SIGNED_FILE_CHANGED'],
  ['signature-broken', 'SIGNED_FILE_NOT_INTACT'],
] as const)('a file that came back %s is refused: %s', async (mode, code) => {
  service.state.mode = mode;
  expect(judged(accepted(await ask()))).toMatchObject({ refusal: { code } });
});

it('refuses the signature of another person’s certificate, and a second one as the first', async () => {
  service.state.signer = 'agency';
  const signed = accepted(await ask());
  expect(judged(signed)).toMatchObject({
    refusal: { code: 'SIGNED_BY_ANOTHER', data: { signer: 'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM' } },
  });
});

it.each([
  ['silent', 'SERVICE_SILENT'],
  ['unplugged', 'SERVICE_UNREACHABLE'],
  ['garbage', 'SERVICE_ANSWER_UNUSABLE'],
  ['no-file', 'SERVICE_ANSWER_UNUSABLE'],
] as const)('a service that is %s gives no file: %s', async (mode, code) => {
  service.state.mode = mode;
  const hasty = createLocalSigningService({ answerMs: 500 });
  expect(await ask(service.address, hasty)).toMatchObject({ refusal: { code } });
});

it('passes on what the service says, and hands files to no other machine', async () => {
  service.state.mode = 'pin-locked';
  expect(await ask()).toMatchObject({
    refusal: { code: 'SERVICE_REFUSED', data: { status: '5', words: 'Thiết bị đã bị khoá mã PIN' } },
  });
  const signal = AbortSignal.abort();
  const cancelled = await signer.sign({
    address: service.address,
    operation: 'SignApproved',
    pdf,
    fileName: 'ban-sao.pdf',
    signal,
  });
  expect(cancelled).toMatchObject({ refusal: { code: 'SERVICE_REFUSED', data: { status: 'cancelled' } } });
  expect(await ask('ws://127.0.0.1:9')).toMatchObject({ refusal: { code: 'SERVICE_UNREACHABLE' } });
  for (const address of ['ws://10.0.0.5:8987', 'ws://127.0.0.1.evil.example:8987', 'http://127.0.0.1:8987'])
    expect(await ask(address)).toMatchObject({ refusal: { code: 'SERVICE_NOT_LOCAL' } });
});
