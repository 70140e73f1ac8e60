import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startOfficeHost } from '../../electron/start-office-host.ts';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { report, summarise, timed } from './measure.ts';

/** One page of 300 kB arrives (hash, encryption under its own key, commit, synchronous=FULL) against SHA-256 and one bare unencrypted insert, in turns. */
const N = 300;
const WARM = 30;
const PAGE_BYTES = 300_000;

const folder = temporaryFolder('qmc-bench-');
const started = await startOfficeHost({
  dataDir: folder,
  keyFile: join(folder, 'counter.key'),
  port: 0,
  headless: true,
  logLevel: 'silent',
});
if (!started.ok) throw new Error(started.refusal.code);
const { blobs } = started.value.active().folder;

const bare = new Database(join(folder, 'bare.db'));
bare.pragma('journal_mode=WAL');
bare.pragma('synchronous=FULL');
bare.exec('CREATE TABLE page (sha256 BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT');
const insert = bare.prepare('INSERT INTO page (sha256, body) VALUES (?, ?)');

const ours: number[] = [];
const peer: number[] = [];
for (let index = -WARM; index < N; index += 1) {
  const page = randomBytes(PAGE_BYTES);
  const oursTime = await timed(() => blobs.put(page, { mediaType: 'image/jpeg' }));
  const peerTime = await timed(() => insert.run(createHash('sha256').update(page).digest(), page));
  if (index < 0) continue;
  ours.push(oursTime);
  peer.push(peerTime);
}
bare.close();
await started.value.close();
removeFolder(folder);
const [a, b] = [summarise(ours), summarise(peer)];
report({
  bench: 'blob',
  ours: a.p50,
  peer: b.p50,
  target: 1.5,
  peerName: 'SHA-256 and one bare unencrypted SQLite insert of the same bytes, WAL, synchronous=FULL',
  figures: { oursP99: a.p99, peerP99: b.p99, n: N, bytes: PAGE_BYTES, unit: 'ms' },
});
