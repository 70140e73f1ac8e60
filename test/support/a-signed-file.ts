import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { makeDemoAuthority } from '../../electron/adapters/demo-authority.ts';
import { createHelperSigner } from '../../electron/adapters/helper-signer.ts';
import { helpers } from '../../electron/helpers/kinds.ts';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import { pdfArray, pdfDict, pdfRef, withEntries } from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf } from '../../electron/helpers/verify/pdf/document.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { ok, type Refusal, type Result } from '../../shared/types/result.ts';
import { scannedPage } from '../pages/scanned-page.ts';
import { aTextSheet } from '../pages/text-page.ts';
import { seededRandom } from './seeded-random.ts';

const DEVICE = '01939f00-0000-7000-8000-000000000001';
const PIN = 'demo1234';

/** The helpers' code in this process. */
const inProcess: HelperProcesses = {
  async run(kind, input) {
    const entry = helpers.find(({ name }) => name === kind.name);
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    return ok(kind.output.parse(await entry?.run(input, context)));
  },
  close: () => Promise.resolve(),
};

/** Three scanned pages that a person of some authority signed, outside every office, with the authority's root as PEM. */
export async function aSignedFile(names: { root: string; organisation: string; signer: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'signed-'));
  try {
    const at = new Date().toISOString();
    const { root, organisation, signer: officer } = names;
    const authority = await makeDemoAuthority({ root, organisation, officer, agency: organisation }, PIN, at);
    const path = join(folder, 'signer.p12');
    writeFileSync(path, authority.officer.pkcs12);
    const signer = createHelperSigner(inProcess, () => DEVICE);
    const source = { kind: 'pkcs12', path } as const;
    const found = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PIN }));
    const [key] = found;
    if (key === undefined) throw new Error('no certificate');
    const { certificate, chain, fingerprint } = key;
    const rect: [number, number, number, number] = [320, 60, 470, 130];
    const field = { name: 'signer', pageIndex: 2, rect, appearance: null };
    const pdf = accepted(
      await signer.addFields({ deviceId: DEVICE, pdf: await threePages(), fields: [field] }),
    );
    const prepared = accepted(
      await signer.prepare({
        deviceId: DEVICE,
        ...{ pdf, field: field.name, certificate, chain, certify: false },
        checks: { at, roots: [Buffer.from(authority.root)], revocationLists: [] },
        reason: 'Ký ban hành',
      }),
    );
    const payloads = [Buffer.from(prepared.manifest.signedAttributes, 'base64')];
    const [signature = new Uint8Array()] = accepted(
      await signer.sign({ deviceId: DEVICE, source, pin: PIN, fingerprint, useLastTry: false, payloads }),
    );
    const signed = accepted(await signer.complete({ deviceId: DEVICE, prepared, signature }));
    return { signed: Buffer.from(signed), root: authority.root };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file with a line of its second page covered by another, by somebody who is no signer. */
export function lineReplaced(pdf: Buffer): Buffer {
  const document = openPdf(pdf);
  const update = createUpdate(document);
  const num = document.pages()[1] ?? document.pages()[0] ?? -1;
  const page = document.dict(pdfRef(num));
  if (page === undefined) throw new Error('no page');
  const extra = update.allocate();
  const ink = '1 1 1 rg 80 560 260 26 re f 0 0 0 rg 90 566 120 3 re f 90 574 90 3 re f';
  update.put(extra, { kind: 'stream', dict: pdfDict({}), raw: Buffer.from(ink) });
  const old = page.entries.get('Contents') ?? null;
  const contents = pdfArray([...(document.array(old) ?? [old]), pdfRef(extra)]);
  update.put(num, withEntries(page, { Contents: contents }));
  return update.build().bytes;
}

async function threePages(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const scan = await scannedPage(aTextSheet(71).svg, seededRandom(1), { dpi: 100, quality: 80 });
  const image = await pdf.embedJpg(scan);
  for (let page = 1; page <= 3; page += 1)
    pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  return await pdf.save({ useObjectStreams: false });
}

function accepted<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
