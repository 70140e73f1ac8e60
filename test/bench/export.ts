import { spawnSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { threadedTableFiles } from '../../electron/adapters/table-writer.ts';
import { storeList } from '../../electron/usecases/lists/export-list.ts';
import { FIRST_COLUMNS, LIST_COLUMNS } from '../../shared/domain/dossier/list-view.ts';
import { report, round } from './measure.ts';
import { dossiers, simulatedFolder } from './simulated-folder.ts';

/**
 * bench: 'export'. Every dossier of a simulated folder (`--dossiers N`; 100,000 are meant) into an Excel file with all columns, through the reader,
 * the writer's thread and the store, as the command does it, against a limit of 150 MB over idle whatever the number. Beside it what the newest tenth
 * took in the same run, the rate, and the longest time for which the host answered nobody.
 */
const NOW = '2026-11-20T09:00:00.000Z';
const LIMIT_MB = 150;
const MB = 2 ** 20;
const MOST_AT_START = 600;

const folder = await simulatedFolder();
if (process.memoryUsage.rss() > MOST_AT_START * MB) {
  // The folder was made just now, in this process: what that left in memory would hide what is to be measured.
  await folder.close();
  const again = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}
const count = folder.read.prepare<[], number>('SELECT count(*) FROM dossier').pluck().get() ?? 0;
const tenth = Math.max(1, Math.round(count / 10));
const from = folder.read
  .prepare<[number], string>('SELECT received_at FROM dossier ORDER BY received_at DESC LIMIT 1 OFFSET ?')
  .pluck()
  .get(tenth - 1);

interface Measured {
  rows: number;
  bytes: number;
  ms: number;
  peak: number;
  blockedMs: number;
}

async function measured(
  format: 'xlsx' | 'csv',
  columns: typeof FIRST_COLUMNS,
  since?: string,
): Promise<Measured> {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const watch = setInterval(look, 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const { stored, rows } = await storeList(
    { folder, tableFiles: threadedTableFiles },
    { format, columns, search: { text: '', now: NOW, from: since } },
    { onProgress: look },
  );
  const ms = performance.now() - start;
  delay.disable();
  clearInterval(watch);
  folder.blobs.purge(stored);
  return { rows, bytes: stored.size, ms, peak: peak / MB, blockedMs: delay.max / 1e6 };
}

// The readers, the libraries and the statements are there before it begins: idle is what a host that has worked holds.
await measured('xlsx', LIST_COLUMNS, NOW);
const idle = process.memoryUsage.rss() / MB;
const small = await measured('xlsx', LIST_COLUMNS, from);
const whole = await measured('xlsx', LIST_COLUMNS);
const csv = await measured('csv', FIRST_COLUMNS);
await folder.close();
const over = ({ peak }: Measured) => round(Math.max(1, peak - idle));
report({
  bench: 'export',
  ours: over(whole),
  peer: LIMIT_MB,
  target: 1,
  peerName: 'a limit of 150 MB over idle',
  figures: {
    unit: 'MB over idle',
    n: whole.rows,
    'a tenth of them': over(small),
    'idle, MB': round(idle),
    'rows a second': Math.round((whole.rows / whole.ms) * 1000),
    'file, MB': round(whole.bytes / MB),
    'longest block of the host, ms': round(whole.blockedMs),
    'csv, rows a second': Math.round((csv.rows / csv.ms) * 1000),
    'csv, MB over idle': over(csv),
    asked: dossiers,
  },
});
