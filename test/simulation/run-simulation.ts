import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemDiskSpace } from '../../electron/adapters/system-disk-space.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { dayBefore, officeDay } from '../../shared/domain/time/office-time.ts';
import { PASSWORD } from '../support/an-office.ts';
import { simulate } from './simulate.ts';
import { isFree } from './simulated-office.ts';

// `npm run simulate -- --dossiers N --seed S --data-dir D [--until DAY]`: fills the new folder D with the history of a practice office, the same for the
// same N, S and DAY (the last day; yesterday when left out). `npm start -- --data-dir D --key-file D/counter.key` opens it.
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'data-dir': { type: 'string' },
    until: { type: 'string' },
  },
});
const dossiers = Number(values.dossiers);
const seed = Number(values.seed);
const folder = values['data-dir'];
const until = values.until ?? dayBefore(officeDay(systemClock.now()));

/** Bytes that one dossier takes, with room for the index while it is made. */
const BYTES_EACH = 26_000;

function refuse(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
if (
  folder === undefined ||
  folder === '' ||
  !Number.isSafeInteger(dossiers) ||
  dossiers < 1 ||
  dossiers > 5_000_000 ||
  !Number.isSafeInteger(seed)
)
  refuse('usage: npm run simulate -- --dossiers N --seed S --data-dir FOLDER [--until YYYY-MM-DD]');
if (!/^\d{4}-\d{2}-\d{2}$/u.test(until) || until >= officeDay(systemClock.now()))
  refuse(
    `--until ${until}: a day before today, as YYYY-MM-DD; the program opens no folder whose last event lies ahead`,
  );
const target = resolve(folder);
if (!isFree(target)) refuse(`${target} is not empty. Nothing was done. Name a new folder.`);
if (!isFree(`${target}.making-practice`))
  refuse(`${target}.making-practice is left of a run that was cut off. Remove it first.`);
const free = await systemDiskSpace.free(resolve(target, '..'));
if (free < dossiers * BYTES_EACH)
  refuse(
    `${dossiers} dossiers take about ${Math.ceil((dossiers * BYTES_EACH) / 1e9)} GB; ${Math.floor(free / 1e9)} GB are free.`,
  );

const startedAt = performance.now();
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);
await simulate({ dossiers, seed, until, folder: target }, say);
say(`practice office in ${target}; sign in as quantri or canbo1 to canbo6 with ${PASSWORD}`);
