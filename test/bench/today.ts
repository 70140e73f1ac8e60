import { createReaders } from '../../electron/host/repositories.ts';
import { WORK } from '../../electron/usecases/today/work-lists.ts';
import { UserId } from '../../shared/types/ids.ts';
import { round } from './measure.ts';
import { dossiers, simulatedFolder } from './simulated-folder.ts';

/**
 * bench: 'today'. Every figure of the Today screen and every list behind it, over a simulated folder (`--dossiers N`, a million when left out), against
 * a limit of 50 ms for the slowest. Each is asked again and again; the median counts, and what it costs in processor time is said beside it.
 */
const LIMIT_MS = 50;
const TIMES = 7;
const NOW = '2026-11-20T09:00:00.000Z';

const folder = await simulatedFolder();
const readers = createReaders(folder.read);
const userId = UserId.parse(
  folder.read.prepare<[], string>("SELECT id FROM app_user WHERE login = 'canbo1'").pluck().get(),
);
const actor = { userId, displayName: '', roles: ['head'] } as const;
const asking = { readers, actor, now: NOW };
const search = { text: '', limit: 200, now: NOW } as const;

const lists: Record<string, () => unknown> = {
  ...Object.fromEntries(
    Object.entries(WORK).flatMap(([list, { figures, tasks }]) => [
      [`count of ${list}`, () => figures(asking)],
      ...(tasks === undefined ? [] : [[`tasks of ${list}`, () => tasks(asking)] as const]),
    ]),
  ),
  'list mine': () => readers.work.mine(userId),
  'list unverified': () => readers.identities.unverified(),
  'list unsent': () => readers.outbox.list(200),
  'list all': () => readers.search.find(search),
  'list overdue': () => readers.search.find({ ...search, late: true }),
  'list asked': () => readers.search.find({ ...search, states: ['supplement-asked', 'payment-asked'] }),
  'list to return': () => readers.search.find({ ...search, states: ['result-in'] }),
};
const figures: Record<string, number> = {};
for (const [name, ask] of Object.entries(lists)) {
  const times = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    const spent = process.threadCpuUsage();
    ask();
    const { user, system } = process.threadCpuUsage(spent);
    return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
  });
  const median = (values: number[]) => round(values.sort((a, b) => a - b)[Math.floor(TIMES / 2)] as number);
  figures[name] = median(times.map(({ ms }) => ms));
  figures[`${name}, processor`] = median(times.map(({ cpuMs }) => cpuMs));
}
const count = folder.read.prepare<[], number>('SELECT count(*) FROM dossier').pluck().get() ?? 0;
await folder.close();
const slowest = Math.max(...Object.keys(lists).map((name) => figures[name] as number));
const ok = slowest <= LIMIT_MS;
process.stdout.write(
  `${JSON.stringify({ bench: 'today', ratio: round(slowest / LIMIT_MS), target: 1, ok, figures: { ours: slowest, peer: LIMIT_MS, ...figures, dossiers: count, asked: dossiers, n: TIMES, unit: 'ms' }, peer: 'a limit of 50 ms for the slowest list' })}\n`,
);
process.exitCode = ok ? 0 : 1;
