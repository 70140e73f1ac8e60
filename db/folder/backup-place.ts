import { mkdirSync, mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import { type NetworkDriveProbe, probeNetworkDrive } from './network-drive.ts';
import { isDiskFull } from './refusals.ts';

export type BackupPlaceRefusal =
  | Refusal<'PATH_NOT_ABSOLUTE', { path: string }>
  /** Backups inside the data folder would be lost with it. */
  | Refusal<'INSIDE_DATA_FOLDER', { path: string }>
  | Refusal<'NETWORK_DRIVE', { type: string }>
  | Refusal<'DISK_FULL', { path: string }>
  | Refusal<'FOLDER_UNUSABLE', { path: string; detail: string }>;

function isInside(outer: string, path: string): boolean {
  const way = relative(outer, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * Whether backups of the data folder can be written to `directory`: an absolute path, made if absent, outside the data folder, on a disk of
 * this machine, and writable (tried). Answers the path with links resolved.
 */
export function checkBackupPlace(
  dataFolder: string,
  directory: string,
  probe: NetworkDriveProbe = probeNetworkDrive,
): Result<string, BackupPlaceRefusal> {
  if (!isAbsolute(directory)) return refuse('PATH_NOT_ABSOLUTE', { path: directory });
  // Before anything is made, so that no stray folder appears inside the data.
  if (isInside(realpathSync(dataFolder), directory)) return refuse('INSIDE_DATA_FOLDER', { path: directory });
  try {
    mkdirSync(directory, { recursive: true });
    const path = realpathSync(directory);
    if (isInside(realpathSync(dataFolder), path)) return refuse('INSIDE_DATA_FOLDER', { path });
    const type = probe(path);
    if (type !== undefined) return refuse('NETWORK_DRIVE', { type });
    rmdirSync(mkdtempSync(join(path, '.try-')));
    return ok(path);
  } catch (error) {
    if (isDiskFull(error)) return refuse('DISK_FULL', { path: directory });
    return refuse('FOLDER_UNUSABLE', { path: directory, detail: (error as Error).message });
  }
}
