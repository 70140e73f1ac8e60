import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { uuidv7 } from 'uuidv7';
import { startOfficeHost } from '../../electron/start-office-host.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { report, summarise, timed } from './measure.ts';

/**
 * One whole command (dispatcher, two office rows, event, audit entry, signed packet, first answer; AEGIS, synchronous=FULL) against one bare
 * insert of as many bytes as the command's rows hold into an unencrypted SQLite file with the same WAL and synchronous settings, in turns.
 */
const N = 400;
const WARM = 50;
const ROW_BYTES = 2400;

const folder = temporaryFolder('qmc-bench-');
const started = await startOfficeHost({
  dataDir: folder,
  keyFile: join(folder, 'counter.key'),
  port: 0,
  headless: true,
  logLevel: 'silent',
});
if (!started.ok) throw new Error(started.refusal.code);
const host = started.value;
const { context } = host.connect('program', 'bench');
// biome-ignore lint/suspicious/noExplicitAny: the router is typed by the contract that the client states
const client = createRouterClient(host.router as any, { context: context() }) as unknown as CounterClient;
await setUpAndSignIn(client);

const bare = new Database(join(folder, 'bare.db'));
bare.pragma('journal_mode=WAL');
bare.pragma('synchronous=FULL');
bare.exec('CREATE TABLE fact (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
const insert = bare.prepare('INSERT INTO fact (body) VALUES (?)');
const body = Buffer.alloc(ROW_BYTES, 7);

const ours: number[] = [];
const peer: number[] = [];
for (let index = -WARM; index < N; index += 1) {
  const command = { requestId: uuidv7() as never, name: `Trung tâm Phục vụ hành chính công xã số ${index}` };
  const oursTime = await timed(() => client.office.rename(command));
  const peerTime = await timed(() => insert.run(body));
  if (index < 0) continue;
  ours.push(oursTime);
  peer.push(peerTime);
}
bare.close();
await host.close();
removeFolder(folder);
const [a, b] = [summarise(ours), summarise(peer)];
report({
  bench: 'commit',
  ours: a.p50,
  peer: b.p50,
  target: 3,
  peerName: 'bare unencrypted SQLite insert of the same bytes, WAL, synchronous=FULL',
  figures: { oursP99: a.p99, peerP99: b.p99, n: N, unit: 'ms' },
});
