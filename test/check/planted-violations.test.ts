import { execFile, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYER_PLANTS, LINT_PLANTS, OTHER_PLANTS, type Plant, SURROUNDINGS, TYPE_PLANTS } from './plants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'shared',
  'db',
  'electron',
  'renderer',
  'build',
  'test',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'biome.json',
  'knip.json',
  'vitest.config.ts',
  'playwright.config.ts',
  '.dependency-cruiser.mjs',
  '.gitignore',
];
/** What decides which types a layer sees. Compiling all of it is what `npm run check` does; here each planted file answers for itself. */
const TYPE_SETTINGS = [
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  ...['shared', 'db', 'electron', 'renderer', 'test', 'build'].map((layer) => `${layer}/tsconfig.json`),
  'shared/types/result.ts',
];
/** What decides which layers are read, and a module of each but db. */
const LAYER_SETTINGS = [
  'package.json',
  'tsconfig.base.json',
  '.dependency-cruiser.mjs',
  'shared/types/result.ts',
  'electron/host/log.ts',
  'renderer/lib/i18n.ts',
  'test/support/request-id.ts',
  'build/window.mjs',
];
/** A line of a gate that names what it found: our scripts begin with the rule, knip prints files and names with their place. */
const FINDING = /^(?:[\w-]+: \S|\S+\.\w+ *$)|:\d+:\d+ *$/u;
const GATE_TIMEOUT_MS = 240_000;

interface Answer {
  status: number | null;
  output: string;
}

const folders: string[] = [];

/** A copy of the tree that shares the installed packages, with the files planted into it. */
function copyTree(plants: readonly Omit<Plant, 'rule'>[], copied: readonly string[] = COPIED): string {
  const target = mkdtempSync(join(tmpdir(), 'qmc-planted-'));
  folders.push(target);
  for (const path of copied) cpSync(join(ROOT, path), join(target, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(target, 'node_modules'));
  spawnSync('git', ['init', '-q'], { cwd: target });
  for (const { file, text } of plants) {
    const path = join(target, file);
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) appendFileSync(path, text);
    else writeFileSync(path, text);
  }
  return target;
}

/** Runs gates of `npm run check` over a tree; not blocking, so that the runner stays in touch with its worker. */
function runGates(root: string, ...gates: string[]): Promise<Answer> {
  const only = gates.flatMap((gate) => ['--only', gate]);
  const args = [join(ROOT, 'build/check/check.mjs'), ...only, '--root', root];
  const options = { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode, output: `${stdout}\n${stderr}` }),
    );
  });
}

/** The files that a gate's lines are about; the pattern's first group is the file. */
function filesNamed(output: string, pattern: RegExp): Set<string> {
  return new Set(output.split('\n').flatMap((line) => pattern.exec(line)?.[1] ?? []));
}

async function layerRules(): Promise<{ name: string; comment: string }[]> {
  const { default: config } = await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href);
  return config.forbidden;
}

/** The lint rules that biome.json turns on by name. */
function namedLintRules(): string[] {
  const { linter } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as {
    linter: { rules: Record<string, string | Record<string, string>> };
  };
  return Object.values(linter.rules).flatMap((group) =>
    typeof group === 'string'
      ? []
      : Object.entries(group)
          .filter(([, level]) => level === 'error')
          .map(([rule]) => rule),
  );
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the layer rules', () => {
  let answer: Answer = { status: 0, output: '' };
  beforeAll(async () => {
    answer = await runGates(copyTree([...SURROUNDINGS, ...LAYER_PLANTS]), 'layers');
  }, GATE_TIMEOUT_MS);

  it('fail when they are broken', () => expect(answer.status).toBe(1));

  it.each(LAYER_PLANTS)('$rule names $file', ({ rule, file }) => {
    expect(answer.output.split('\n').filter((line) => line.startsWith(`${rule}: ${file} ->`))).not.toEqual(
      [],
    );
  });

  it('find nothing in the files that were there before', () => {
    const named = filesNamed(answer.output, /^[\w-]+: (\S+) ->/u);
    expect(named).toEqual(new Set(LAYER_PLANTS.map(({ file }) => file)));
  });

  it('have a planted violation and an advice each', async () => {
    const rules = await layerRules();
    expect(new Set(LAYER_PLANTS.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
    for (const { comment } of rules) {
      expect(comment.length).toBeGreaterThan(20);
      expect(answer.output).toContain(comment);
    }
  });

  it(
    'fail when a layer was not read at all',
    async () => {
      const target = copyTree([], LAYER_SETTINGS);
      mkdirSync(join(target, 'db'));
      const { status, output } = await runGates(target, 'layers');
      expect(status).toBe(1);
      expect(output).toContain('layer-was-read: no module of db/');
    },
    GATE_TIMEOUT_MS,
  );

  it(
    'fail when no module was read though there are some',
    async () => {
      const target = copyTree([]);
      const path = join(target, '.dependency-cruiser.mjs');
      const text = readFileSync(path, 'utf8').replace(
        "exclude: { path: ['^dist/'] }",
        "exclude: { path: '.' }",
      );
      writeFileSync(path, text);
      const { status, output } = await runGates(target, 'layers');
      expect(status).toBe(1);
      expect(output).toContain('0 modules, 0 imports');
      expect(output).toContain('layer-was-read: no module of shared/');
    },
    GATE_TIMEOUT_MS,
  );
});

describe('the lint rules', () => {
  let answer: Answer = { status: 0, output: '' };
  beforeAll(async () => {
    answer = await runGates(copyTree(LINT_PLANTS), 'format and lint');
  }, GATE_TIMEOUT_MS);

  it('fail when they are broken', () => expect(answer.status).toBe(1));

  it.each(LINT_PLANTS)('$rule names $file', ({ rule, file }) => {
    const heads = answer.output.split('\n').filter((line) => line.startsWith(file));
    expect(heads.filter((line) => line.includes(rule === 'format' ? ' format ' : `/${rule} `))).not.toEqual(
      [],
    );
  });

  it('find nothing in the files that were there before', () => {
    const named = filesNamed(answer.output, /^([\w./-]+\.\w+)(?::\d+:\d+)? (?:lint\/|format |assist\/)/u);
    expect(named).toEqual(new Set(LINT_PLANTS.map(({ file }) => file)));
  });

  it('have a planted violation each', () => {
    expect(new Set(LINT_PLANTS.map(({ rule }) => rule))).toEqual(new Set(['format', ...namedLintRules()]));
  });
});

describe('the types of the layers', () => {
  let answer: Answer = { status: 0, output: '' };
  beforeAll(async () => {
    answer = await runGates(copyTree(TYPE_PLANTS, TYPE_SETTINGS), 'types');
  }, GATE_TIMEOUT_MS);

  it('fail when they are broken', () => expect(answer.status).toBe(1));

  it.each(TYPE_PLANTS)('say "$rule" of $file', ({ rule, file }) => {
    const lines = answer.output.split('\n').filter((line) => line.startsWith(`${file}(`));
    expect(lines.filter((line) => line.includes(rule))).not.toEqual([]);
  });

  it('find nothing in what was not planted', () => {
    const named = filesNamed(answer.output, /^([^\s(]+)\(\d+,\d+\): error TS/u);
    expect(named).toEqual(new Set(TYPE_PLANTS.map(({ file }) => file)));
  });
});

describe('the other gates', () => {
  const gates = [...new Set(OTHER_PLANTS.map(({ gate }) => gate))];
  const answers = new Map<string, Answer>();
  beforeAll(async () => {
    const target = copyTree(OTHER_PLANTS);
    for (const gate of gates) answers.set(gate, await runGates(target, gate));
  }, GATE_TIMEOUT_MS);

  it.each(gates)('%s finds nothing in what was there before', (gate) => {
    const planted = OTHER_PLANTS.flatMap(({ rule, file }) => [
      rule.replace(/^.*: /u, '').split(' ', 1)[0],
      file,
    ]);
    const findings = (answers.get(gate)?.output ?? '').split('\n').filter((line) => FINDING.test(line));
    expect(findings).not.toEqual([]);
    expect(findings.filter((line) => !planted.some((name) => line.includes(name as string)))).toEqual([]);
  });

  it.each(gates)('%s fails when it is broken', (gate) => expect(answers.get(gate)?.status).toBe(1));

  it.each(OTHER_PLANTS)('$gate prints $rule', ({ gate, rule }) => {
    expect(answers.get(gate)?.output).toContain(rule);
  });
});
