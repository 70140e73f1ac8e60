// `npm run check`: format, lint, types, layer rules, unused code, message keys, literals. No tests. `--only NAME` runs one gate and may be repeated; `--root DIR`
// judges another tree (the test of the gates plants violations in a copy).
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, root: { type: 'string', default: HERE } },
});
const root = resolve(values.root);
const bin = (path) => join(HERE, 'node_modules', path);

const PLAIN = process.stdout.isTTY ? [] : ['--colors=off'];

const GATES = {
  'format and lint': [
    bin('@biomejs/biome/bin/biome'),
    'ci',
    ...PLAIN,
    '--error-on-warnings',
    '--max-diagnostics=200',
    '.',
  ],
  types: [bin('typescript/bin/tsc'), '-b', 'tsconfig.json'],
  layers: [join(HERE, 'build/check/layers.mjs'), root],
  'unused code': [bin('knip/bin/knip.js'), '--no-progress'],
  'message keys': [join(HERE, 'build/check/message-keys.ts'), root],
  literals: [join(HERE, 'build/check/literals.mjs'), root],
};

let failed = 0;
for (const [name, args] of Object.entries(GATES)) {
  if (values.only.length > 0 && !values.only.includes(name)) continue;
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}
for (const name of values.only.filter((wanted) => !(wanted in GATES))) {
  console.error(`no gate ${name}; gates: ${Object.keys(GATES).join(', ')}`);
  failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
