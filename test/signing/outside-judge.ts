import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pixelsOf, renderPages } from '../pdf/pdf-tools.ts';
import { assertSound, byteRanges, opensslVerify, pdfsig } from './signature-tools.ts';

/** Programs that share no code with ours and hold a file for sound, each on its own. */
const TOOLS = ['qpdf', 'pdfsig', 'certutil', 'openssl', 'pdftoppm'] as const;
/** Enough to see a line of print go, little enough for many files. */
const DPI = 40;
/** Of 255: what is darker is ink. */
const INK = 150;
/** Smoothing moves a pixel by less. */
const LIGHTER = 40;

/** The tools that are not to be had here; a file cannot be called sound without them. */
export async function missingTools(): Promise<string[]> {
  const asked = TOOLS.map(async (tool) => {
    const found = await promisify(execFile)('which', [tool]).catch(() => undefined);
    return found === undefined ? [tool] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** What is wrong with a PDF in the eyes of tools that are not ours; nothing: they all hold it for sound. `rootPem` is whom its signatures rest on. */
export async function outsideFaults(pdf: Buffer, rootPem: string): Promise<string[]> {
  const faults: string[] = [];
  const ask = async (tool: string, work: () => Promise<string | undefined>) => {
    const said = await work().catch((error: unknown) => String((error as Error).message).split('\n')[0]);
    if (said !== undefined) faults.push(`${tool}: ${said}`);
  };
  await ask('qpdf', async () => {
    await assertSound(pdf);
    return undefined;
  });
  const ranges = byteRanges(pdf);
  if (ranges.length > 0) {
    await ask('pdfsig', async () => signatureFault(await pdfsig(pdf, rootPem), ranges.length));
    for (const [index, range] of ranges.entries())
      await ask(`openssl, signature ${index + 1}`, async () =>
        (await opensslVerify(pdf, range, rootPem)).includes('successful') ? undefined : 'not verified',
      );
  }
  await ask('pdftoppm', () => renderFault(pdf));
  return faults;
}

function signatureFault(said: string, expected: number): string | undefined {
  const count = (words: RegExp) => said.match(words)?.length ?? 0;
  const told = {
    valid: count(/Signature is Valid\./gu),
    trusted: count(/Certificate is Trusted\./gu),
    whole: count(/Total document signed/gu),
  };
  const isSound = told.valid === expected && told.trusted === expected && told.whole === 1;
  return isSound ? undefined : `of ${expected} signatures ${JSON.stringify(told)}`;
}

/** The pages of the first revision are still seen: each is rendered, and where it had ink nothing became lighter. */
async function renderFault(pdf: Buffer): Promise<string | undefined> {
  const pages = await renderPages(pdf, DPI);
  if (pages.length === 0) return 'no page';
  const firstEnd = pdf.indexOf('%%EOF') + '%%EOF\n'.length;
  if (pdf.indexOf('%%EOF', firstEnd) === -1) return undefined;
  for (const [index, before] of (await renderPages(pdf.subarray(0, firstEnd), DPI)).entries()) {
    const after = pages[index];
    if (after === undefined) return `page ${index + 1} is gone`;
    const [was, is] = [await pixelsOf(before, 1), await pixelsOf(after, 1)];
    if (was.data.length !== is.data.length) return `page ${index + 1} has another size`;
    const covered = was.data.filter((tone, at) => tone < INK && (is.data[at] ?? 255) > tone + LIGHTER);
    if (covered.length > 0) return `page ${index + 1}: ink is covered`;
  }
  return undefined;
}
