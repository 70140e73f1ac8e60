import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseCertificate } from '../helpers/verify/certificate.ts';
import { verifySignedPdf } from '../helpers/verify/verify-signed-pdf.ts';
import { systemClock } from '../host/system-clock.ts';

const EXIT_NOT_VALID = 1;
const EXIT_USAGE = 2;

/** Verdict on signed PDFs: `[--trust root.crt]... FILE...`; one JSON line per file; exit 1 if any is not valid, 2 for wrong arguments. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { trust: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  if (positionals.length === 0) return EXIT_USAGE;
  const roots = await Promise.all(values.trust.map((path) => readFile(path)));
  if (roots.some((root) => parseCertificate(root) === undefined)) return EXIT_USAGE;
  let exitCode = 0;
  for (const file of positionals) {
    const pdf = await readFile(file);
    const verdict = verifySignedPdf({ pdf, roots, at: systemClock.now() });
    process.stdout.write(`${JSON.stringify({ file, ...verdict })}\n`);
    if (verdict.verdict !== 'valid') exitCode = EXIT_NOT_VALID;
  }
  return exitCode;
}

process.exitCode = await main();
