import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outsideFaults } from '../signing/outside-judge.ts';
import { byteRanges } from '../signing/signature-tools.ts';
import type { DemoSummary } from './evidence.ts';
import type { WalkedWay } from './walks/walk-all.ts';
import { WALKS } from './walks/walks.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let out: string;
let summary: DemoSummary;
let trustRoot: string;

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function node(...args: string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, args, { cwd: ROOT })) };
  } catch (error) {
    return error as Ended;
  }
}

const certifiedFiles = () =>
  summary.dossiers.flatMap(({ certified }) => certified.map(({ file }) => join(out, file)));

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'demo-out-'));
  const { code, stderr } = await node('test/demo/run-demo.ts', '--out', out);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'));
  trustRoot = await readFile(join(out, 'demo-root.crt'), 'utf8');
}, 600_000);
afterAll(() => rm(out, { recursive: true, force: true }));

test('a day of twelve dossiers of six procedures reaches the province without a difference', async () => {
  expect(summary.dossiers).toHaveLength(12);
  expect(summary.procedures).toBe(6);
  expect(new Set(summary.dossiers.map(({ code }) => code)).size).toBe(12);
  expect(summary.dossiers.map(({ state }) => state)).toEqual(Array(12).fill('returned'));
  expect(summary.receipts).toBe(summary.packets);
  expect([summary.differences, summary.differing]).toEqual([0, []]);
  expect(summary.mishaps.waitedInOutage).toBeGreaterThan(0);
  expect(summary.mishaps.powerCut.code).toBe(summary.dossiers[9]?.code);
  expect(summary.mishaps.stranger).toBe('RECEIVER_IS_STRANGER');
  expect(summary.dossiers.map(({ handedTo }) => handedTo)).toContain('authorised');
  // A slip and a receipt of each.
  expect(summary.signedPapers).toEqual({ filed: 24, missing: 0 });
});

test('the kept files are those that the summary names', async () => {
  const named = summary.dossiers.flatMap(({ slips, digital, certified }) => [
    ...slips,
    ...digital,
    ...certified,
  ]);
  const kept: string[] = [];
  for (const folder of ['slips', 'digital', 'certified'])
    for (const name of await readdir(join(out, folder))) kept.push(`${folder}/${name}`);
  expect(kept.sort()).toEqual(named.map(({ file }) => file).sort());
  for (const { file, sha256 } of named)
    expect(
      createHash('sha256')
        .update(await readFile(join(out, file)))
        .digest('hex'),
    ).toBe(sha256);
});

test('outside tools hold papers of each kind for sound, both signatures of each certified copy too, and refuse a changed one', async () => {
  const papers: string[] = [];
  for (const folder of ['slips', 'digital', 'certified'])
    for (const name of (await readdir(join(out, folder))).slice(0, 3)) papers.push(join(out, folder, name));
  const judged = await Promise.all(
    papers.map(async (path) => [path, await outsideFaults(await readFile(path), trustRoot)]),
  );
  expect(judged).toEqual(papers.map((path) => [path, []]));
  expect(certifiedFiles()).toHaveLength(2);
  for (const path of certifiedFiles()) expect(byteRanges(await readFile(path))).toHaveLength(2);

  const [path] = certifiedFiles() as [string];
  const folder = join(out, 'changed');
  await mkdir(folder);
  const changed = await readFile(path);
  const at = changed.indexOf('stream') + 40;
  changed[at] = (changed[at] ?? 0) ^ 1;
  await writeFile(join(folder, 'changed.pdf'), changed);
  const { code, stdout } = await node(
    'test/signing/judge-folder.ts',
    folder,
    '--trust',
    join(out, 'demo-root.crt'),
  );
  expect([code, stdout.trim().split('\n').at(-1)]).toEqual([1, '{"files":1,"refused":1}']);
  expect(stdout).toMatch(/openssl, signature 1/u);
}, 60_000);

test('the verifier accepts the copies, and names what is wrong with a changed byte and an added page', async () => {
  const verify = async (...files: string[]) => {
    const root = join(out, 'demo-root.crt');
    const { code, stdout } = await node('electron/cli/verify.ts', '--trust', root, ...files);
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return { code, verdicts: verdicts.map(({ verdict }) => verdict), text: stdout };
  };
  expect(await verify(...certifiedFiles())).toMatchObject({ code: 0, verdicts: ['valid', 'valid'] });

  const [path] = certifiedFiles() as [string];
  const changed = await readFile(path);
  const at = changed.indexOf('stream') + 40;
  changed[at] = (changed[at] ?? 0) ^ 1;
  const changedPath = join(out, 'changed.pdf');
  await writeFile(changedPath, changed);
  const byte = await verify(changedPath);
  expect([byte.code, byte.verdicts]).toEqual([1, ['invalid']]);
  expect(byte.text).toContain('"intact":false');

  const longerPath = join(out, 'longer.pdf');
  const pages = ['--pages', path, '.', path, '1', '--', longerPath];
  await promisify(execFile)('qpdf', [path, ...pages]);
  const longer = await verify(longerPath);
  expect(longer.code).toBe(1);
  expect(longer.verdicts).not.toContain('valid');
}, 60_000);

test.each(WALKS)('the walk "$name" went as its table says', async ({ name, table }) => {
  const ways = JSON.parse(await readFile(join(out, 'walks.json'), 'utf8')) as WalkedWay[];
  expect(ways.find((way) => way.name === name)?.lines).toEqual(table);
});

test('refuses a folder that holds something and a call without one, and does nothing', async () => {
  const before = (await readdir(out)).sort();
  const again = await node('test/demo/run-demo.ts', '--out', out);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('is not empty');
  expect((await readdir(out)).sort()).toEqual(before);
  expect((await node('test/demo/run-demo.ts')).code).toBe(2);
});
