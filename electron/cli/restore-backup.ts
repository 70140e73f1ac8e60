import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { restoreBackup } from '../../db/folder/restore.ts';
import { createOsKeyringWrapper } from '../adapters/os-keyring.ts';
import { systemIdentity } from '../host/identity.ts';
import { beginRestoredEpoch } from '../host/restored-epoch.ts';
import { systemClock } from '../host/system-clock.ts';
import { describeStartRefusal, startMessages } from './start-messages.ts';

const EXIT_REFUSED = 3;
const EXIT_USAGE = 2;

/** Brings a backup back as a new data folder: `--from <dated backup folder> --to <new data folder> [--key-file F] [--share S]...`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      'key-file': { type: 'string' },
      share: { type: 'string', multiple: true },
    },
  });
  const { from, to, share: shares } = values;
  if (from === undefined || to === undefined) {
    process.stderr.write(`${startMessages.restoreUsage}\n`);
    return EXIT_USAGE;
  }
  const keyFile = createKeyFileWrapper(values['key-file'] ?? join(to, 'counter.key'));
  const restored = await restoreBackup({
    from,
    to,
    wrappers: values['key-file'] === undefined ? [createOsKeyringWrapper(), keyFile] : [keyFile],
    clock: systemClock,
    ...(shares === undefined ? {} : { shares }),
    afterRestore: (write) => beginRestoredEpoch(write, systemClock, systemIdentity),
  });
  if (!restored.ok) {
    process.stderr.write(
      `${describeStartRefusal(restored.refusal)}\n${JSON.stringify({ refused: restored.refusal })}\n`,
    );
    return EXIT_REFUSED;
  }
  await restored.value.close();
  process.stdout.write(`${JSON.stringify({ restored: to, folderId: restored.value.folderId })}\n`);
  return 0;
}

process.exitCode = await main();
