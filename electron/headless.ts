import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeStartRefusal, notAdmittedPage, startMessages } from './cli/start-messages.ts';
import { StartOptions } from './host/start-options.ts';
import { startOfficeHost } from './start-office-host.ts';
import { openLoopbackDoor } from './transports/loopback-http.ts';

const EXIT_REFUSED = 3;
const EXIT_USAGE = 2;

/** The host without Electron: the same program on 127.0.0.1, for browsers, tests and other programs. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      headless: { type: 'boolean' },
      'key-file': { type: 'string' },
      'log-level': { type: 'string' },
      'no-text': { type: 'boolean', default: false },
    },
  });
  const parsed = StartOptions.safeParse({
    dataDir: values['data-dir'],
    port: values.port,
    headless: values.headless,
    keyFile: values['key-file'],
    readText: !values['no-text'],
    logLevel: values['log-level'],
  });
  if (!parsed.success) {
    process.stderr.write(`${startMessages.usage}\n`);
    return EXIT_USAGE;
  }
  const options = parsed.data;
  const started = await startOfficeHost(options);
  if (!started.ok) return refused(started.refusal);
  const host = started.value;
  const door = await openLoopbackDoor({
    host,
    port: options.port,
    windowFolder: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    launchFile: join(options.dataDir, 'launch.json'),
    notAdmittedPage,
  });
  if (!door.ok) {
    await host.close();
    return refused(door.refusal);
  }
  process.stdout.write(`listening ${door.value.address}\nopen ${door.value.launchUrl()}\n`);
  await untilAskedToStop();
  await door.value.close();
  await host.close();
  return 0;
}

function refused(refusal: Parameters<typeof describeStartRefusal>[0]): number {
  process.stderr.write(`${describeStartRefusal(refusal)}\n`);
  process.stderr.write(`${JSON.stringify({ refused: refusal })}\n`);
  return EXIT_REFUSED;
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    // A launcher that dies without a signal closes our standard input: then nobody is left to stop us.
    if (process.env['QMC_STOP_WITH_STDIN'] === '1') process.stdin.once('close', () => resolve()).resume();
  });
}

// Not only the exit code: a standard input that is still open would keep the process alive.
process.exit(await main());
