import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { removeFolder } from '../support/headless-host.ts';
import { liveDemoDay } from './demo-day.ts';
import { keepEvidence } from './evidence.ts';
import { walkAll } from './walks/walk-all.ts';

// `npm run demo -- --out D`: lives one counter day of the fictional practice office against a province of its own and keeps its papers in D.
// Then the named walks, each compared with its table. Exit 0 only when the ledgers and the files here and at the province agree in everything,
// and every line of every walk with its table.
const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined || values.out === '') {
  process.stderr.write('usage: npm run demo -- --out FOLDER (a new or empty folder)\n');
  process.exit(2);
}
const out = resolve(values.out);
if (existsSync(out) && readdirSync(out).length > 0) {
  process.stderr.write(`${out} is not empty. Nothing was done. Name a new folder.\n`);
  process.exit(2);
}
await mkdir(out, { recursive: true });

const data = mkdtempSync(join(tmpdir(), 'qmc-demo-'));
const startedAt = performance.now();
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
try {
  const day = await liveDemoDay({ data, province: join(out, 'province') }, say);
  try {
    const { dossiers, procedures, packets, receipts, differences, differing } = await keepEvidence(day, out);
    const copies = dossiers.flatMap(({ certified }) => certified);
    say(`${dossiers.length} dossiers of ${procedures} procedures, ${copies.length} certified copies`);
    say(`${packets} packets, ${receipts} receipts, ${differences} differences`);
    for (const line of differing) process.stderr.write(`${line}\n`);
    const walks = await walkAll(say);
    await writeFile(join(out, 'walks.json'), `${JSON.stringify(walks, null, 2)}\n`);
    const strayed = walks.flatMap(({ differing: lines }) => lines);
    for (const line of strayed) process.stderr.write(`${line}\n`);
    const sound = copies.every(({ verdict }) => verdict === 'valid');
    process.exitCode = differences === 0 && sound && strayed.length === 0 ? 0 : 1;
  } finally {
    await day.close();
  }
} finally {
  removeFolder(data);
  await rm(data, { recursive: true, force: true });
}
