import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { createArgon2PasswordHasher } from '../../electron/adapters/argon2-password-hasher.ts';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { createHelperSigner } from '../../electron/adapters/helper-signer.ts';
import { hotFolders } from '../../electron/adapters/hot-folder.ts';
import { createHttpProvince } from '../../electron/adapters/http-province.ts';
import { createHttpTrustServices } from '../../electron/adapters/http-trust-services.ts';
import { createLocalDeviceAgents } from '../../electron/adapters/local-device-agent.ts';
import { createLocalSigningService } from '../../electron/adapters/local-signing-service.ts';
import { createPinoLog } from '../../electron/adapters/pino-log.ts';
import { systemDiskSpace } from '../../electron/adapters/system-disk-space.ts';
import { threadedTableFiles } from '../../electron/adapters/table-writer.ts';
import {
  type CounterHost,
  type CounterHostOptions,
  startCounterHost,
} from '../../electron/host/counter-host.ts';
import { systemIdentity } from '../../electron/host/identity.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { startDelivery } from '../../electron/jobs/deliver-packets.ts';
import { drawNoThumbnails } from '../../electron/jobs/draw-thumbnails.ts';
import { followPrints } from '../../electron/jobs/follow-prints.ts';
import { measurePages } from '../../electron/jobs/measure-pages.ts';
import { proveCopies } from '../../electron/jobs/prove-copies.ts';
import { readNoPages } from '../../electron/jobs/read-pages.ts';
import { watchTray } from '../../electron/jobs/watch-tray.ts';
import { handlers } from '../../electron/usecases/index.ts';
import { secondsAfter } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { CounterClient } from './contract-clients.ts';
import { removeFolder, temporaryFolder } from './headless-host.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
  set(instant: Instant): void;
}

/** A clock at a Tuesday morning in the office. */
function testClock(start: Instant = '2026-11-24T01:30:00.000Z'): TestClock {
  let now = start;
  return {
    now: () => now,
    advance(seconds) {
      now = secondsAfter(now, seconds);
    },
    set(instant) {
      now = instant;
    },
  };
}

/** One set of helper processes for all hosts of a test file: starting one takes longer than what most tests ask of it. They end with the file's process. */
const helpers: HelperProcesses = { ...createForkedHelpers(), close: async () => undefined };

/** A host in the test's own process: real files, real handlers, cheap password hashes. */
export interface InProcessHost {
  host: CounterHost;
  clock: TestClock;
  folder: string;
  /** Another client through the dispatcher. */
  client(id?: string): CounterClient;
  /** Rows of the open folder, as an auditor reads them. */
  rows<T>(sql: string): T[];
  close(): Promise<void>;
}

/** Starts a host on an empty folder, or on a given one; `outside` stands in for parts of the world around it. */
export async function startInProcessHost(
  options: { folder?: string; outside?: Partial<CounterHostOptions> } = {},
): Promise<InProcessHost> {
  const folder = options.folder ?? temporaryFolder();
  const clock = testClock();
  let running: CounterHost | undefined;
  const ownDeviceId = () => running?.active().readers.devices.findHost()?.id;
  const started = await startCounterHost({
    dataDir: folder,
    version: '0.0.0-test',
    handlers,
    wrappers: [createKeyFileWrapper(join(folder, 'counter.key'))],
    clock,
    identity: systemIdentity,
    passwords: createArgon2PasswordHasher({ memoryCost: 64, timeCost: 1, parallelism: 1 }),
    helpers,
    deviceAgents: createLocalDeviceAgents({
      ownDeviceId,
      esclAddresses: () => running?.active().readers.settings.get('scanner.addresses') ?? [],
    }),
    signer: createHelperSigner(helpers, ownDeviceId),
    wholeFileSigner: createLocalSigningService({ answerMs: 20_000 }),
    diskSpace: systemDiskSpace,
    tableFiles: threadedTableFiles,
    // Tests of a province that never answers wait this long for it.
    province: createHttpProvince({ answerMs: 1500 }),
    startDelivery,
    trustServices: createHttpTrustServices({ answerMs: 1500 }),
    proveCopies,
    hotFolders,
    startTray: watchTray,
    followPrints,
    measurePages,
    readPages: readNoPages,
    drawThumbnails: drawNoThumbnails,
    log: createPinoLog('silent'),
    ...options.outside,
  });
  if (!started.ok) throw new Error(started.refusal.code);
  const host = started.value;
  running = host;
  let clients = 0;
  return {
    host,
    clock,
    folder,
    client(id = `client-${++clients}`) {
      const { context } = host.connect('window', id);
      // biome-ignore lint/suspicious/noExplicitAny: the router is typed by the contract that the client states
      return createRouterClient(host.router as any, { context: context() }) as unknown as CounterClient;
    },
    rows: <T>(sql: string) => host.active().folder.read.prepare(sql).all() as T[],
    async close() {
      await host.close();
      removeFolder(folder);
    },
  };
}
