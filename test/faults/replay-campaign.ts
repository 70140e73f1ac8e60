import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import { removeFolder, startHeadlessHost, temporaryFolder } from '../support/headless-host.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { DiskImage } from './disk-image.ts';
import { type Operation, readSyscallLog, STRACE_ARGUMENTS } from './syscall-log.ts';

const COMMANDS = 60;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ReplayReport {
  cuts: number;
  acknowledged: number;
  /** Acknowledgements given before a cut that the folder left by it does not hold. */
  lost: number;
  /** Cuts after which the folder did not open or a named blob could not be read. */
  unreadable: number;
}

/** Records one run of the writer and cuts it `trials` times at random moments, losing, tearing and reordering what was not synced. */
export async function replayCampaign(options: {
  trials: number;
  seed: number;
  synchronous: 'FULL' | 'OFF';
}): Promise<ReplayReport> {
  const random = seededRandom(options.seed);
  const folder = temporaryFolder('qmc-replay-');
  await prepare(folder);
  const initial = readFolder(folder);
  const log = `${folder}.strace`;
  record(folder, log, options.synchronous);
  const operations = await readSyscallLog(log, folder);
  const begin = operations.findIndex(({ kind }) => kind === 'begin');
  if (begin < 0) throw new Error('the recorded writer never began');
  const report: ReplayReport = { cuts: 0, acknowledged: 0, lost: 0, unreadable: 0 };
  const moments = Array.from(
    { length: options.trials },
    () => begin + random.below(operations.length - begin),
  ).sort((a, b) => a - b);
  const image = new DiskImage(folder, initial);
  const acknowledged: Extract<Operation, { kind: 'acknowledge' }>[] = [];
  let next = 0;
  for (const moment of moments) {
    for (; next <= moment; next += 1) {
      const operation = operations[next] as Operation;
      image.apply(operation);
      if (operation.kind === 'acknowledge') acknowledged.push(operation);
    }
    const cut = temporaryFolder('qmc-cut-');
    image.cut(random, cut);
    await judge(cut, acknowledged, report);
    removeFolder(cut);
  }
  removeFolder(folder);
  removeFolder(log);
  return report;
}

async function prepare(folder: string): Promise<void> {
  const host = await startHeadlessHost(folder);
  await setUpAndSignIn(httpClient(host.address, await takeBearer(host.launch())));
  await host.stop();
}

function record(folder: string, log: string, synchronous: 'FULL' | 'OFF'): void {
  const writer = [process.execPath, 'test/faults/recorded-writer.ts', folder, synchronous, String(COMMANDS)];
  try {
    execFileSync('strace', [...STRACE_ARGUMENTS, '-o', log, ...writer], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, UV_USE_IO_URING: '0' },
    });
  } catch (error) {
    // The writer ends itself with SIGKILL so that nothing is flushed; anything else is a failure.
    if ((error as { signal?: string }).signal !== 'SIGKILL') throw error;
  }
}

function readFolder(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(path, readFileSync(path));
  }
  return files;
}

async function judge(
  cut: string,
  acknowledged: readonly Extract<Operation, { kind: 'acknowledge' }>[],
  report: ReplayReport,
): Promise<void> {
  report.cuts += 1;
  report.acknowledged += acknowledged.length;
  try {
    const opened = await openDataFolder({
      path: cut,
      wrappers: [createKeyFileWrapper(join(cut, 'counter.key'))],
      clock: systemClock,
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { read, blobs } = opened.value;
    const answered = read.prepare<[string]>('SELECT 1 FROM request_answer WHERE request_id = ?');
    try {
      for (const { what, id } of acknowledged) {
        const kept =
          what === 'request'
            ? answered.get(id) !== undefined
            : await blobs.readAll(JSON.parse(id)).then(Boolean, () => false);
        if (!kept) report.lost += 1;
      }
    } finally {
      await opened.value.close();
    }
  } catch {
    report.unreadable += 1;
    report.lost += acknowledged.length;
    if (process.env['QMC_KEEP_CUTS'] !== undefined)
      cpSync(cut, `${process.env['QMC_KEEP_CUTS']}/${report.cuts}`, { recursive: true });
  }
}
