import { parseArgs } from 'node:util';
import { aComparedCopy } from '../support/a-compared-copy.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { round } from './measure.ts';

/**
 * bench: 'batch'. A queue of copies of one page, signed by the officer and then by the agency with one PIN each: copies a second, and by how much the
 * memory of the host's process grows from its first tenth to its last. The limit: 64 MB, which a queue held in memory at once would pass.
 */
const GROWTH_LIMIT_MB = 64;
const { values } = parseArgs({ options: { copies: { type: 'string', default: '100' } } });
const COPIES = Number(values.copies);

const running = await startInProcessHost();
const resident: number[] = [];
const watching = setInterval(() => resident.push(process.memoryUsage.rss()), 100);
try {
  const client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const keys = await demoKeys(client, running.folder, running.clock.now());
  const copyIds: string[] = [];
  while (copyIds.length < COPIES) copyIds.push((await aComparedCopy(running, client)).copyId);
  resident.length = 0;
  const started = performance.now();
  for (const step of ['sign', 'seal'] as const) {
    const { outcomes } = await client.certify[step]({
      requestId: requestId(),
      copyIds: copyIds as never[],
      keyId: step === 'sign' ? keys.officer : keys.agency,
      pin: DEMO_PIN,
      useLastTry: false,
    });
    const refused = outcomes.find(({ ok }) => !ok);
    if (refused !== undefined) throw new Error(refused.refusal?.code);
  }
  const seconds = (performance.now() - started) / 1000;
  const tenth = Math.max(1, Math.floor(resident.length / 10));
  const middle = (part: number[]) => [...part].sort((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0;
  const grown = round((middle(resident.slice(-tenth)) - middle(resident.slice(0, tenth))) / 1e6);
  const result = {
    bench: 'batch',
    ratio: round(grown / GROWTH_LIMIT_MB),
    target: 1,
    ok: grown <= GROWTH_LIMIT_MB,
    figures: {
      copies: COPIES,
      copiesPerSecond: round(COPIES / seconds),
      grownMb: grown,
      mostMb: round(Math.max(...resident) / 1e6),
    },
    peer: `${GROWTH_LIMIT_MB} MB of growth between the first and the last tenth of the queue`,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.ok ? 0 : 1;
} finally {
  clearInterval(watching);
  await running.close();
}
