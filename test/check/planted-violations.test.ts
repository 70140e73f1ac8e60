import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
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

/** One violation per rule: the rule that must name it, and the file that breaks it (text is added when the file exists). */
interface Plant {
  rule: string;
  file: string;
  text: string;
}

const LAYER_PLANTS: Plant[] = [
  {
    rule: 'no-cycles',
    file: 'shared/domain/planted/a.ts',
    text: "import { b } from './b.ts';\nexport const a = () => b;\n",
  },
  {
    rule: 'no-cycles',
    file: 'shared/domain/planted/b.ts',
    text: "import { a } from './a.ts';\nexport const b = () => a;\n",
  },
  { rule: 'no-orphans', file: 'shared/domain/planted/orphan.ts', text: 'export const lonely = 1;\n' },
  {
    rule: 'resolvable',
    file: 'db/planted-unresolved.ts',
    text: "import { x } from './not-there.ts';\nexport const y = x;\n",
  },
  {
    rule: 'nothing-imports-test',
    file: 'electron/host/planted-test.ts',
    text: "import { seededRandom } from '../../test/support/seeded-random.ts';\nexport const r = seededRandom;\n",
  },
  {
    rule: 'product-needs-only-dependencies',
    file: 'electron/adapters/planted-dev.ts',
    text: "import fc from 'fast-check';\nexport const f = fc;\n",
  },
  {
    rule: 'shared-is-pure',
    file: 'shared/domain/planted/impure.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'db-imports-shared-only',
    file: 'db/repositories/planted-up.ts',
    text: "import { systemClock } from '../../electron/host/system-clock.ts';\nexport const c = systemClock;\n",
  },
  {
    rule: 'db-libraries',
    file: 'db/repositories/planted-library.ts',
    text: "import pino from 'pino';\nexport const p = pino;\n",
  },
  {
    rule: 'db-files-in-their-places',
    file: 'db/repositories/planted-fs.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'sqlite-only-in-db',
    file: 'electron/usecases/planted-sqlite.ts',
    text: "import Database from 'better-sqlite3';\nexport const d = Database;\n",
  },
  {
    rule: 'usecases-see-ports-and-repositories',
    file: 'electron/usecases/planted-adapter.ts',
    text: "import { systemDiskSpace } from '../adapters/system-disk-space.ts';\nexport const s = systemDiskSpace;\n",
  },
  {
    rule: 'host-knows-no-outside',
    file: 'electron/host/planted-adapter.ts',
    text: "import { systemDiskSpace } from '../adapters/system-disk-space.ts';\nexport const s = systemDiskSpace;\n",
  },
  {
    rule: 'sockets-and-children-outside-the-core',
    file: 'electron/host/planted-socket.ts',
    text: "import { createServer } from 'node:net';\nexport const s = createServer;\n",
  },
  {
    rule: 'electron-in-its-places',
    file: 'electron/adapters/planted-electron.ts',
    text: "import { app } from 'electron';\nexport const a = app;\n",
  },
  {
    rule: 'main-opens-no-database',
    file: 'electron/windows/planted-db.ts',
    text: "import { isDiskFull } from '../../db/transaction.ts';\nexport const d = isDiskFull;\n",
  },
  {
    rule: 'window-sees-shared-only',
    file: 'renderer/lib/planted-host.ts',
    text: "import { systemClock } from '../../electron/host/system-clock.ts';\nexport const c = systemClock;\n",
  },
  {
    rule: 'window-has-no-node',
    file: 'renderer/lib/planted-node.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'features-through-their-face',
    file: 'renderer/features/planted-one/inside.ts',
    text: "import { secret } from '../planted-two/secret.ts';\nexport const s = secret;\n",
  },
  {
    rule: 'features-through-their-face',
    file: 'renderer/features/planted-two/secret.ts',
    text: 'export const secret = 1;\n',
  },
  {
    rule: 'ui-knows-no-feature',
    file: 'renderer/ui/planted-feature.ts',
    text: "import { secret } from '../features/planted-two/secret.ts';\nexport const s = secret;\n",
  },
];

const OTHER_PLANTS: (Plant & { gate: string })[] = [
  {
    gate: 'format and lint',
    rule: 'format',
    file: 'shared/domain/planted/format.ts',
    text: 'export const x   =  1\n',
  },
  {
    gate: 'format and lint',
    rule: 'noExplicitAny',
    file: 'shared/domain/planted/any.ts',
    text: 'export const x: any = 1;\n',
  },
  { gate: 'format and lint', rule: 'noConsole', file: 'db/planted-console.ts', text: "console.log('x');\n" },
  {
    gate: 'types',
    rule: "Cannot find name 'process'",
    file: 'shared/domain/planted/node.ts',
    text: 'export const e = process.env;\n',
  },
  {
    gate: 'types',
    rule: "Cannot find name 'document'",
    file: 'db/planted-dom.ts',
    text: 'export const d = document;\n',
  },
  {
    gate: 'types',
    rule: "Cannot find name 'window'",
    file: 'electron/host/planted-dom.ts',
    text: 'export const d = window;\n',
  },
  {
    gate: 'types',
    rule: "Cannot find name 'Buffer'",
    file: 'renderer/lib/planted-buffer.ts',
    text: 'export const b = Buffer;\n',
  },
  {
    gate: 'types',
    rule: 'erasableSyntaxOnly',
    file: 'shared/domain/planted/enum.ts',
    text: 'export enum E { A }\n',
  },
  {
    gate: 'literals',
    rule: 'vietnamese-literal',
    file: 'renderer/lib/planted-text.ts',
    text: "export const label = 'Tiếp nhận hồ sơ';\n",
  },
  {
    gate: 'literals',
    rule: 'no-own-clock-or-chance',
    file: 'shared/domain/planted/clock.ts',
    text: 'export const now = () => Date.now();\n',
  },
  {
    gate: 'message keys',
    rule: 'message-missing: planted.key',
    file: 'shared/messages/vi.ts',
    text: "\n(vi as Record<string, string>)['planted.key'] = 'x';\n",
  },
  {
    gate: 'message keys',
    rule: 'message-unused: planted.unused',
    file: 'shared/messages/vi.ts',
    text: "\n(vi as Record<string, string>)['planted.unused'] = 'x';\n",
  },
  {
    gate: 'unused code',
    rule: 'plantedUnusedExport',
    file: 'shared/domain/canonical-json.ts',
    text: '\nexport const plantedUnusedExport = 1;\n',
  },
  {
    gate: 'unused code',
    rule: 'planted/unused-file.ts',
    file: 'electron/host/planted/unused-file.ts',
    text: 'export const u = 1;\n',
  },
];

const folders: string[] = [];

function copyTree(plants: readonly Plant[]): string {
  const target = mkdtempSync(join(tmpdir(), 'qmc-planted-'));
  folders.push(target);
  for (const path of COPIED) cpSync(join(ROOT, path), join(target, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(target, 'node_modules'));
  spawnSync('git', ['init', '-q'], { cwd: target });
  for (const { file, text } of plants) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    if (COPIED.some((path) => file.startsWith(`${path}/`)) && readable(join(target, file)))
      appendFileSync(join(target, file), text);
    else writeFileSync(join(target, file), text);
  }
  return target;
}

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

function runGate(gate: string, root: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'build/check/check.mjs'), '--only', gate, '--root', root],
    { encoding: 'utf8' },
  );
  return { status, output: `${stdout}\n${stderr}` };
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the layer rules', () => {
  let output = '';
  let status: number | null = 0;
  beforeAll(() => {
    ({ status, output } = runGate('layers', copyTree(LAYER_PLANTS)));
  }, 120_000);

  it('fail when they are broken', () => expect(status).toBe(1));

  it.each(LAYER_PLANTS.filter(({ file }) => !file.endsWith('/b.ts') && !file.endsWith('secret.ts')))(
    '$rule names $file',
    ({ rule, file }) => {
      expect(output).toMatch(new RegExp(`^${rule}: ${file.replaceAll('.', '\\.')} ->`, 'm'));
    },
  );

  it('have a planted violation each', async () => {
    const { default: config } = (await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href)) as {
      default: { forbidden: { name: string; comment: string }[] };
    };
    expect(new Set(LAYER_PLANTS.map(({ rule }) => rule))).toEqual(
      new Set(config.forbidden.map(({ name }) => name)),
    );
    for (const { comment } of config.forbidden) expect(comment.length).toBeGreaterThan(20);
  });

  it('fail when a layer was not read at all', () => {
    const target = copyTree([]);
    rmSync(join(target, 'db'), { recursive: true });
    mkdirSync(join(target, 'db'));
    expect(runGate('layers', target).output).toContain('layer-was-read: no module of db/');
  });
});

describe('the other gates', () => {
  const gates = [...new Set(OTHER_PLANTS.map(({ gate }) => gate))];
  const outputs = new Map<string, { status: number | null; output: string }>();
  beforeAll(() => {
    const target = copyTree(OTHER_PLANTS);
    for (const gate of gates) outputs.set(gate, runGate(gate, target));
  }, 240_000);

  it.each(gates)('%s fails when it is broken', (gate) => expect(outputs.get(gate)?.status).toBe(1));

  it.each(OTHER_PLANTS)('$gate names $rule', ({ gate, rule }) => {
    expect(outputs.get(gate)?.output).toContain(rule);
  });
});
