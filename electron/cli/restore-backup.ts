import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recoverWithShares } from '../../db/folder/folder-keys.ts';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { type RestoreRefusal, restoreBackup } from '../../db/folder/restore.ts';
import { createOsKeyringWrapper } from '../adapters/os-keyring.ts';
import { systemIdentity } from '../host/identity.ts';
import { beginRestoredEpoch } from '../host/restored-epoch.ts';
import { systemClock } from '../host/system-clock.ts';
import { describeStartRefusal, startMessages } from './start-messages.ts';

const EXIT_REFUSED = 3;
const EXIT_USAGE = 2;

/**
 * Brings a backup back as a new data folder: `--from <dated backup folder> --to <new data folder> [--key-file F] [--share S]...`. Without
 * `--from` it gives the folder at `--to`, whose key was lost, a new key by two recovery shares.
 */
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
  if (to === undefined || (from === undefined && shares === undefined)) {
    process.stderr.write(`${startMessages.restoreUsage}\n`);
    return EXIT_USAGE;
  }
  const keyFile = createKeyFileWrapper(values['key-file'] ?? join(to, 'counter.key'));
  const wrappers = values['key-file'] === undefined ? [createOsKeyringWrapper(), keyFile] : [keyFile];
  if (from === undefined) {
    const recovered = await recoverWithShares(to, shares ?? [], wrappers, systemClock);
    if (!recovered.ok) return refused(recovered.refusal);
    process.stdout.write(`${JSON.stringify({ recovered: to, slot: recovered.value.kind })}\n`);
    return 0;
  }
  const restored = await restoreBackup({
    from,
    to,
    wrappers,
    clock: systemClock,
    ...(shares === undefined ? {} : { shares }),
    afterRestore: (write) => beginRestoredEpoch(write, systemClock, systemIdentity),
  });
  if (!restored.ok) return refused(restored.refusal);
  await restored.value.close();
  process.stdout.write(`${JSON.stringify({ restored: to, folderId: restored.value.folderId })}\n`);
  return 0;
}

function refused(refusal: RestoreRefusal): number {
  process.stderr.write(`${describeStartRefusal(refusal)}\n${JSON.stringify({ refused: refusal })}\n`);
  return EXIT_REFUSED;
}

process.exitCode = await main();
