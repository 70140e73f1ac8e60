import { join } from 'node:path';
import { createKeyFileWrapper } from '../db/folder/key-slots.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { Result } from '../shared/types/result.ts';
import { createArgon2PasswordHasher } from './adapters/argon2-password-hasher.ts';
import { createScannerSearch } from './adapters/escl/scanner-search.ts';
import { createForkedHelpers } from './adapters/forked-helper.ts';
import { createHelperSigner } from './adapters/helper-signer.ts';
import { hotFolders } from './adapters/hot-folder.ts';
import { createHttpProvince } from './adapters/http-province.ts';
import { createHttpTrustServices } from './adapters/http-trust-services.ts';
import { createLocalDeviceAgents } from './adapters/local-device-agent.ts';
import { createLocalSigningService } from './adapters/local-signing-service.ts';
import { createOsKeyringWrapper } from './adapters/os-keyring.ts';
import { createPinoLog } from './adapters/pino-log.ts';
import { systemDiskSpace } from './adapters/system-disk-space.ts';
import { threadedTableFiles } from './adapters/table-writer.ts';
import { type CounterHost, startCounterHost } from './host/counter-host.ts';
import { systemIdentity } from './host/identity.ts';
import type { HelperProcesses } from './host/ports/helper-process.ts';
import type { StartOptions } from './host/start-options.ts';
import type { StartRefusal } from './host/start-refusal.ts';
import { systemClock } from './host/system-clock.ts';
import { startDelivery } from './jobs/deliver-packets.ts';
import { drawThumbnails } from './jobs/draw-thumbnails.ts';
import { followPrints } from './jobs/follow-prints.ts';
import { measurePages } from './jobs/measure-pages.ts';
import { proveCopies } from './jobs/prove-copies.ts';
import { readNoPages, readPages } from './jobs/read-pages.ts';
import { watchTray } from './jobs/watch-tray.ts';
import { handlers } from './usecases/index.ts';

/** Wires the real adapters to the host; what both composition roots share. `helpers` differ: forked in Node, spawned by main in Electron. */
export async function startOfficeHost(
  options: StartOptions,
  helpers: HelperProcesses = createForkedHelpers(),
): Promise<Result<CounterHost, StartRefusal>> {
  const keyFile = createKeyFileWrapper(options.keyFile ?? join(options.dataDir, 'counter.key'));
  let running: CounterHost | undefined;
  const ownDeviceId = () => running?.active().readers.devices.findHost()?.id;
  const started = await startCounterHost({
    dataDir: options.dataDir,
    version: packageJson.version,
    handlers,
    wrappers: options.keyFile === undefined ? [createOsKeyringWrapper(), keyFile] : [keyFile],
    clock: systemClock,
    identity: systemIdentity,
    passwords: createArgon2PasswordHasher(),
    helpers,
    deviceAgents: createLocalDeviceAgents({
      ownDeviceId,
      esclAddresses: () => running?.active().readers.settings.get('scanner.addresses') ?? [],
      scannerSearch: createScannerSearch(),
    }),
    signer: createHelperSigner(helpers, ownDeviceId),
    wholeFileSigner: createLocalSigningService(),
    diskSpace: systemDiskSpace,
    tableFiles: threadedTableFiles,
    province: createHttpProvince(),
    startDelivery,
    trustServices: createHttpTrustServices(),
    proveCopies,
    hotFolders,
    startTray: watchTray,
    followPrints,
    measurePages,
    drawThumbnails,
    readPages: options.readText === false ? readNoPages : readPages,
    log: createPinoLog(options.logLevel),
  });
  if (started.ok) running = started.value;
  return started;
}
