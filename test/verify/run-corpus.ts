// `npm run corpus [-- --out FOLDER]`: makes every file of the corpus, puts all of them before the real `npm run verify`, and prints who was called what.
// `-- --outside` also asks qpdf and OpenSSL whether those that must be called valid are sound for them; `-- --table` prints the table of docs/verifier-corpus.md instead.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpus } from './corpus.ts';
import { type CorpusRow, wrongIn } from './corpus-row.ts';
import { corpusTable } from './corpus-table.ts';
import { anOffice } from './office.ts';
import { outsideFault } from './outside-tools.ts';

const LAUNCHER = join(import.meta.dirname, '../../build/run.mjs');
const FILES_A_CALL = 100;
const MOST_OUTPUT = 64 * 1024 * 1024;
const VERDICTS = ['valid', 'invalid', 'unknown'] as const;

interface Told {
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly signatures: readonly { readonly reasons: readonly string[] }[];
}

async function run(out: string | undefined, outside: boolean): Promise<number> {
  const folder = out ?? (await mkdtemp(join(tmpdir(), 'verifier-corpus-')));
  try {
    return await judge(folder, outside);
  } finally {
    if (out === undefined) await rm(folder, { recursive: true });
  }
}

async function judge(folder: string, outside: boolean): Promise<number> {
  await mkdir(folder, { recursive: true });
  const rows = corpus.flatMap((group) => group.rows);
  const office = anOffice();
  for (const each of rows) await writeFile(fileOf(folder, each), each.build(office));
  const trust = await Promise.all(
    office.roots.map(async (root, index) => {
      const file = join(folder, `root-${index + 1}.crt`);
      await writeFile(file, root);
      return ['--trust', file];
    }),
  );
  const doubted = outside ? await doubtedOutside(folder, office.root.certificate) : [];
  const told = new Map<string, Told>();
  for (let at = 0; at < rows.length; at += FILES_A_CALL) {
    const files = rows.slice(at, at + FILES_A_CALL).map((each) => fileOf(folder, each));
    for (const line of await verify([...trust.flat(), ...files])) told.set(line.file, line);
  }
  const code = report(rows, (each) => told.get(fileOf(folder, each)));
  return doubted.length > 0 ? 1 : code;
}

/** Good and ordinary files that others do not hold for sound, though they must be called valid; each is printed. */
async function doubtedOutside(folder: string, root: Buffer): Promise<string[]> {
  const rows = corpus.flatMap(({ group, rows: all }) =>
    group === 'good' || group === 'ordinary' ? all : [],
  );
  const rootPem = new X509Certificate(root).toString();
  const doubted: string[] = [];
  for (const each of rows.filter(({ verdict }) => verdict === 'valid')) {
    const fault = await outsideFault(await readFile(fileOf(folder, each)), rootPem);
    if (fault === undefined) continue;
    doubted.push(each.name);
    process.stdout.write(`${each.name}: ${fault}\n`);
  }
  return doubted;
}

const fileOf = (folder: string, { name }: CorpusRow) => join(folder, `${name}.pdf`);

/** The command ends with 1 where a file is not valid; only its lines matter here. */
function verify(args: readonly string[]): Promise<(Told & { file: string })[]> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [LAUNCHER, 'verify', ...args],
      { maxBuffer: MOST_OUTPUT },
      (_error, stdout, stderr) => {
        process.stderr.write(stderr);
        resolve(
          stdout
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line)),
        );
      },
    );
  });
}

function report(rows: readonly CorpusRow[], toldOf: (row: CorpusRow) => Told | undefined): number {
  const count = (expected: string, said: string) =>
    rows.filter((each) => each.verdict === expected && toldOf(each)?.verdict === said).length;
  const cells = (list: readonly (string | number)[]) =>
    `${list.map((cell) => String(cell).padStart(9)).join('')}\n`;
  process.stdout.write(`\nshould be \\ is called\n${cells(['', ...VERDICTS])}`);
  for (const verdict of VERDICTS)
    process.stdout.write(cells([verdict, ...VERDICTS.map((said) => count(verdict, said))]));
  const wrong = rows.flatMap((each) => {
    const told = toldOf(each);
    const fault = told === undefined ? 'no verdict at all' : wrongIn(each, told);
    return fault === undefined
      ? []
      : [`${each.name}: ${fault}\n    ${each.made}\n    ${each.why} (${each.source})\n`];
  });
  process.stdout.write(`\n${wrong.join('')}`);
  process.stdout.write(
    `${JSON.stringify({ corpus: rows.length, wrong: wrong.length, ok: wrong.length === 0 })}\n`,
  );
  return wrong.length === 0 ? 0 : 1;
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    outside: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
  },
});
if (values.table) process.stdout.write(corpusTable());
else process.exitCode = await run(values.out, values.outside);
