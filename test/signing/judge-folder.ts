import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missingTools, outsideFaults } from './outside-judge.ts';

// `npm run judge -- FOLDER --trust ROOT.pem`: every PDF below a folder before qpdf, pdfsig, openssl and poppler's renderer; fails for one that any
// of them refuses, and where a tool is missing.
const { values, positionals } = parseArgs({ options: { trust: { type: 'string' } }, allowPositionals: true });
const [folder] = positionals;
if (folder === undefined || values.trust === undefined) {
  process.stderr.write('usage: npm run judge -- FOLDER --trust ROOT.pem\n');
  process.exit(2);
}
const missing = await missingTools();
if (missing.length > 0) {
  process.stderr.write(`missing: ${missing.join(', ')}. Nothing was judged.\n`);
  process.exit(2);
}
const root = readFileSync(values.trust, 'utf8');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(folder, name))
  .filter((path) => path.toLowerCase().endsWith('.pdf') && statSync(path).isFile())
  .sort();
let refused = 0;
for (const path of files) {
  const faults = await outsideFaults(readFileSync(path), root);
  if (faults.length > 0) refused += 1;
  process.stdout.write(`${faults.length === 0 ? 'sound ' : 'REFUSED'} ${path}\n`);
  for (const fault of faults) process.stdout.write(`        ${fault}\n`);
}
process.stdout.write(`${JSON.stringify({ files: files.length, refused })}\n`);
process.exitCode = files.length > 0 && refused === 0 ? 0 : 1;
