import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DataFolder, openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { simulate } from '../simulation/simulate.ts';

/** The last day of the history that benchmarks read: always the same, so that a folder made once serves every later run. */
export const UNTIL = '2026-11-20';

/** How many dossiers `--dossiers` asks for; a million when left out. */
export const {
  dossiers,
  withPeer,
  folder: given,
} = (() => {
  const { values } = parseArgs({
    options: {
      dossiers: { type: 'string', default: '1000000' },
      folder: { type: 'string' },
      'no-peer': { type: 'boolean', default: false },
    },
  });
  return { dossiers: Number(values.dossiers), folder: values.folder, withPeer: !values['no-peer'] };
})();

/** Opens the simulated folder of that size, made at its first use and kept in the user's cache (`QMC_BENCH_FOLDER`); or the one named by `--folder`. */
export async function simulatedFolder(): Promise<DataFolder> {
  const cache =
    process.env['QMC_BENCH_FOLDER'] ??
    join(existsSync(homedir()) ? homedir() : tmpdir(), '.cache', 'qmc-bench');
  const path = given ?? join(cache, `simulated-${dossiers}`);
  if (!existsSync(path)) {
    await mkdir(cache, { recursive: true });
    process.stderr.write(`making ${path}; it is kept for later runs\n`);
    await simulate({ dossiers, seed: 1, until: UNTIL, folder: path }, (line) =>
      process.stderr.write(`${line}\n`),
    );
  }
  const opened = await openDataFolder({
    path,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: systemClock,
  });
  if (!opened.ok) throw new Error(`${path}: ${opened.refusal.code}`);
  return opened.value;
}
