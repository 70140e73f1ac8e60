import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll } from 'vitest';
import { type DemoAuthority, makeDemoAuthority } from '../../electron/adapters/demo-authority.ts';
import { createHelperSigner } from '../../electron/adapters/helper-signer.ts';
import { helpers as productHelpers } from '../../electron/helpers/kinds.ts';
import { drawAppearance } from '../../electron/helpers/signing/draw-appearance.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import type {
  DirectKeySource,
  PreparedSignature,
  PrepareRequest,
  SigningCertificate,
} from '../../electron/host/ports/signer.ts';
import type { Refusal, Result } from '../../shared/types/result.ts';
import { ok } from '../../shared/types/result.ts';

export const NOW = '2026-11-24T03:04:05.678Z';
export const PASSWORD = 'demo1234';
export const DEVICE = '01939f00-0000-7000-8000-000000000001';
const NAMES = {
  root: 'CA TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
  organisation: 'UBND xã Thử Nghiệm',
  officer: 'Nguyễn Văn Thử',
  agency: 'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM',
};

/** The helpers' code in this process: the same work without the seconds that processes take to start. */
const inProcess: HelperProcesses = {
  async run(kind, input) {
    const entry = productHelpers.find(({ name }) => name === kind.name);
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    return ok(kind.output.parse(await entry?.run(input, context)));
  },
  close: () => Promise.resolve(),
};

/** The signer of the test's device. */
export const signer = createHelperSigner(inProcess, () => DEVICE);

/** A folder that goes away with the test file, or with the process where no test runs. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signing-'));
  if (process.env['VITEST'] === undefined)
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  else afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The accepted value, or the test fails with the refusal. */
export function accepted<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

export interface SigningOffice extends DemoAuthority {
  readonly folder: string;
  readonly roots: readonly Uint8Array[];
}

/** A demonstration authority with its key files on disk. */
export async function anOffice(): Promise<SigningOffice> {
  const folder = await aFolder();
  const authority = await makeDemoAuthority(NAMES, PASSWORD, NOW);
  await writeFile(join(folder, 'root.crt'), authority.root);
  await writeFile(join(folder, 'officer.p12'), authority.officer.pkcs12);
  await writeFile(join(folder, 'agency.p12'), authority.agency.pkcs12);
  return { ...authority, folder, roots: [Buffer.from(authority.root)] };
}

/** A PDF of some pages, as scans come out of the scanner: plain, or with object streams as other programs write them. */
export async function aScan({ pages = 3, packed = false } = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) {
    pdf.addPage([595, 842]).drawText(`Page ${page}`, { x: 50, y: 780 });
  }
  return await pdf.save({ useObjectStreams: packed });
}

/** The same with both fields, still unsigned. */
export async function withFields(scan: Uint8Array, pageIndex = 2): Promise<Uint8Array> {
  const appearance = await drawAppearance(240, 90, [
    { text: 'Chứng thực bản sao đúng với bản chính', style: 'bold', size: 14, ink: 'red', align: 'centre' },
    {
      text: 'Số chứng thực 01 quyển số 01/2026-SCTĐT/BS',
      style: 'regular',
      size: 11,
      ink: 'blue',
      align: 'left',
    },
  ]);
  return accepted(
    await signer.addFields({
      deviceId: DEVICE,
      pdf: scan,
      fields: [
        { name: 'officer', pageIndex, rect: [50, 60, 290, 150], appearance },
        { name: 'agency', pageIndex, rect: [320, 60, 420, 160], appearance: null },
      ],
    }),
  );
}

export type Signatory = 'officer' | 'agency';

export async function certificateOf(office: SigningOffice, who: Signatory): Promise<SigningCertificate> {
  const source = { kind: 'pkcs12', path: join(office.folder, `${who}.p12`) } as const;
  const [certificate] = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PASSWORD }));
  if (certificate === undefined) throw new Error('no certificate');
  return certificate;
}

/** The first phase for the field named like the signatory. */
export async function prepareFor(
  office: SigningOffice,
  pdf: Uint8Array,
  who: Signatory,
  change: Partial<PrepareRequest> = {},
): Promise<Result<PreparedSignature, Refusal>> {
  const { certificate, chain } = await certificateOf(office, who);
  return await signer.prepare({
    deviceId: DEVICE,
    pdf,
    field: who,
    certificate,
    chain,
    certify: who === 'officer',
    checks: { at: NOW, roots: [...office.roots], revocationLists: [] },
    reason: 'Chứng thực bản sao từ bản chính',
    ...change,
  });
}

export async function signaturesOver(
  office: SigningOffice,
  who: Signatory,
  payloads: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const source = { kind: 'pkcs12', path: join(office.folder, `${who}.p12`) } as const;
  const { fingerprint } = await certificateOf(office, who);
  const request = { deviceId: DEVICE, source, pin: PASSWORD, fingerprint, useLastTry: false };
  return accepted(await signer.sign({ ...request, payloads: [...payloads] }));
}

/** The second phase with any key: its signature over the prepared attributes, and the file with it. */
export async function signAndComplete(
  prepared: PreparedSignature,
  key: { source: DirectKeySource; fingerprint: string; pin: string },
): Promise<Uint8Array> {
  const payloads = [Buffer.from(prepared.manifest.signedAttributes, 'base64')];
  const request = { deviceId: DEVICE, useLastTry: false, payloads, ...key };
  const [signature = new Uint8Array()] = accepted(await signer.sign(request));
  return accepted(await signer.complete({ deviceId: DEVICE, prepared, signature }));
}

/** Both phases. */
export async function signBy(
  office: SigningOffice,
  pdf: Uint8Array,
  who: Signatory,
  change: Partial<PrepareRequest> = {},
): Promise<Uint8Array> {
  const prepared = accepted(await prepareFor(office, pdf, who, change));
  const payload = Buffer.from(prepared.manifest.signedAttributes, 'base64');
  const [signature = new Uint8Array()] = await signaturesOver(office, who, [payload]);
  return accepted(await signer.complete({ deviceId: DEVICE, prepared, signature }));
}

/** A certified copy with both signatures, and the file after each. */
export async function aCertifiedCopy(office: SigningOffice, scan: { pages?: number; packed?: boolean } = {}) {
  const fields = await withFields(await aScan(scan));
  const officerSigned = await signBy(office, fields, 'officer');
  const signed = await signBy(office, officerSigned, 'agency');
  return { fields, officerSigned, signed };
}
