import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { round } from './measure.ts';

/**
 * How many times one dossier has the disk flushed (fsync, fdatasync), counted by strace in two runs of `script only SIDE COUNT`; checkpoints
 * are in it, start and end are not.
 */
export function countSyncs(
  script: string,
  side: 'ours' | 'peer',
  { short, long }: { short: number; long: number },
): number | 'not counted' {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) return 'not counted';
  const folder = temporaryFolder('qmc-syncs-');
  const syncsOf = (dossiers: number): number => {
    const log = join(folder, 'strace.txt');
    const traced = ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', log];
    const { status } = spawnSync(
      'strace',
      [...traced, process.execPath, script, 'only', side, String(dossiers)],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    if (status !== 0) throw new Error(`the counted run ended with ${status}`);
    const calls = [
      ...readFileSync(log, 'utf8').matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+).*\b(?:fsync|fdatasync)$/gmu),
    ];
    rmSync(log);
    return calls.reduce((sum, [, number]) => sum + Number(number), 0);
  };
  try {
    return round((syncsOf(long) - syncsOf(short)) / (long - short));
  } finally {
    removeFolder(folder);
  }
}
