import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { uuidv7 } from 'uuidv7';
import { startOfficeHost } from '../../electron/start-office-host.ts';
import { PASSWORD } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';

/**
 * Runs commands and page arrivals on an existing data folder and writes `ack <kind> <id>` to standard error at each acknowledgement, so that
 * a system call recorder sees writes and acknowledgements in one order. Arguments: data folder, FULL or OFF, number of commands.
 */
const [dataDir, synchronous, count] = process.argv.slice(2) as [string, 'FULL' | 'OFF', string];
const started = await startOfficeHost({
  dataDir,
  keyFile: join(dataDir, 'counter.key'),
  port: 0,
  headless: true,
  logLevel: 'silent',
});
if (!started.ok) throw new Error(`host refused: ${started.refusal.code}`);
const host = started.value;
const { folder } = host.active();
// Small checkpoints make the database file, and not only its log, part of what is cut.
folder.write.pragma('wal_autocheckpoint=40');
if (synchronous === 'OFF') folder.write.pragma('synchronous=OFF');
const { context } = host.connect('program', 'recorded-writer');
// biome-ignore lint/suspicious/noExplicitAny: the router is typed by the contract that the client states
const client = createRouterClient(host.router as any, { context: context() }) as unknown as CounterClient;
await client.session.signIn({ requestId: uuidv7() as never, login: 'quantri', password: PASSWORD });
writeSync(2, 'start\n');
for (let index = 0; index < Number(count); index += 1) {
  const requestId = uuidv7();
  await client.office.rename({
    requestId: requestId as never,
    name: `Trung tâm Phục vụ hành chính công xã số ${index}`,
  });
  writeSync(2, `ack request ${requestId}\n`);
  if (index % 5 !== 0) continue;
  const bytes = Buffer.alloc(60_000 + index, index % 251);
  const blob = await folder.blobs.put(bytes, { mediaType: 'application/octet-stream' });
  writeSync(2, `ack blob ${JSON.stringify(blob)}\n`);
}
writeSync(2, 'end\n');
process.kill(process.pid, 'SIGKILL');
