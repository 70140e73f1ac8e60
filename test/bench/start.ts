import { spawn } from 'node:child_process';
import { removeFolder, startHeadlessHost, temporaryFolder } from '../support/headless-host.ts';
import { report, summarise, timed } from './measure.ts';

/**
 * From spawning the host on an empty folder (keys, three files, migrations) to its first answer, against the same for a bare Node HTTP server
 * that does nothing else, in turns.
 */
const N = 12;
const BARE =
  "require('http').createServer((q,r)=>r.end('{}')).listen(0,'127.0.0.1',function(){console.log(this.address().port)})";

const ours: number[] = [];
const peer: number[] = [];
const again: number[] = [];
for (let index = -1; index < N; index += 1) {
  const folder = temporaryFolder('qmc-bench-');
  const first = await timed(() => startAndStop(folder));
  const second = await timed(() => startAndStop(folder));
  const bare = await timed(startBareServer);
  removeFolder(folder);
  if (index < 0) continue;
  ours.push(first);
  again.push(second);
  peer.push(bare);
}
const [a, b] = [summarise(ours), summarise(peer)];
report({
  bench: 'start',
  ours: a.p50,
  peer: b.p50,
  target: 20,
  peerName: 'bare Node HTTP server, spawn to first answer',
  figures: { oursP99: a.p99, peerP99: b.p99, secondStart: summarise(again).p50, n: N, unit: 'ms' },
});

async function startAndStop(folder: string): Promise<void> {
  const host = await startHeadlessHost(folder);
  await fetch(`${host.address}/health`);
  await host.kill();
}

async function startBareServer(): Promise<void> {
  const child = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())),
  );
  await fetch(`http://127.0.0.1:${port}/`);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}
