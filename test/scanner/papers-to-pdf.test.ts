import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEsclScanner } from '../../electron/adapters/escl-scanner.ts';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { createSaneScanner } from '../../electron/adapters/sane-scanner.ts';
import { type ImportedPage, importFileKind } from '../../electron/host/ports/page-files.ts';
import type { ScannedPage } from '../../electron/host/ports/scanner.ts';
import { assembled } from '../pdf/assembled.ts';
import { assertSound, describePdf, storedImages } from '../pdf/pdf-tools.ts';
import { samplePages } from '../samples/make-samples.ts';
import { aScanRequest, scanned } from './a-scan-run.ts';
import { type EsclServer, startEsclServer } from './escl-server.ts';
import { aSaneConfig } from './sane-config.ts';

const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 1024 };
const helpers = createForkedHelpers();
let server: EsclServer;
beforeAll(async () => {
  server = await startEsclServer();
});
afterAll(async () => {
  await Promise.all([helpers.close(), server.close()]);
});

/** What the program does with scanned pages: each is checked, then all become one file. */
async function pdfOf(scans: readonly ScannedPage[]): Promise<Buffer> {
  const pages: Pick<ImportedPage, 'jpeg' | 'dpi'>[] = [];
  for (const { bytes, dpi } of scans) {
    const run = await helpers.run(importFileKind, { bytes }, LIMITS);
    if (!run.ok || !run.value.ok || run.value.value.kind !== 'images') throw new Error(JSON.stringify(run));
    pages.push(...run.value.value.pages.map(({ jpeg }) => ({ jpeg, dpi })));
  }
  const made = await assembled(helpers, pages);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.pdf;
}

test('papers from an eSCL scanner become a sound A4 PDF that holds the bytes the scanner made', async () => {
  const papers = [...(await samplePages('hop-dong-thue-nha')), ...(await samplePages('can-cuoc-hai-mat'))];
  server.load(papers);
  const scanner = createEsclScanner({ addresses: () => [server.address] });
  const { answer, pages } = await scanned(scanner, aScanRequest(`escl:${server.address}`));
  expect(answer).toEqual({ ok: true, value: { pages: 3 } });
  const pdf = await pdfOf(pages);
  await assertSound(pdf);
  const stored = await storedImages(pdf);
  expect(stored.map((image, index) => image.equals(papers[index] as Buffer))).toEqual([true, true, true]);
  expect(await describePdf('pdfinfo', pdf)).toMatch(
    /Pages: +3[\s\S]*Page size: +595\.\d+ x 842\.\d+ pts \(A4\)/u,
  );
}, 60_000);

test('pages of a SANE driver become a PDF of the size that was scanned', async () => {
  const { SANE_CONFIG_DIR } = process.env;
  const sane = await aSaneConfig('test');
  process.env['SANE_CONFIG_DIR'] = sane.folder;
  try {
    const request = aScanRequest('sane:test:0', { source: 'flatbed', dpi: 100 });
    const { pages } = await scanned(createSaneScanner(), request);
    const pdf = await pdfOf(pages);
    await assertSound(pdf);
    // 200 mm are 567 points.
    expect(await describePdf('pdfinfo', pdf)).toMatch(/Pages: +1[\s\S]*Page size: +566\.\d+ x 566\.\d+/u);
  } finally {
    if (SANE_CONFIG_DIR === undefined) delete process.env['SANE_CONFIG_DIR'];
    else process.env['SANE_CONFIG_DIR'] = SANE_CONFIG_DIR;
    await sane.remove();
  }
}, 60_000);
