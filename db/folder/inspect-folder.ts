import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a path holds: nothing, an empty folder, a counter's data folder, or something that is not ours. */
type FolderContent = 'absent' | 'empty' | 'counter' | 'foreign';

// Written before everything else and removed after it: a folder that still has it was never finished and holds no record.
const CREATING = '.creating';
const PARTS = [
  'counter.db',
  'keys.db',
  'blobs',
  'keyslots.json',
  'keyslots.copy.json',
  'host.json',
  'damaged',
  'before-migration',
  'work',
];
const SQLITE_PARTS = ['counter.db', 'keys.db'].flatMap((file) => [
  `${file}-wal`,
  `${file}-shm`,
  `${file}-journal`,
]);
// A fresh file system has the first; an administrator may lay down the key file before the first start; the launcher writes
// the last; a lock file alone is of a start that was refused.
const HARMLESS = new Set([
  'lost+found',
  'counter.key',
  'host.lock',
  'host.lock-journal',
  'launch.json',
  '.DS_Store',
  'desktop.ini',
]);

export const creatingMarker = (path: string): string => join(path, CREATING);

/** Looks at a path without opening or changing anything. */
export function inspectDataFolder(path: string): FolderContent {
  if (!existsSync(path)) return 'absent';
  let names: string[];
  try {
    names = readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return 'foreign';
    throw error;
  }
  if (names.includes(CREATING)) return 'empty';
  if (names.includes('keyslots.json') || names.includes('keyslots.copy.json')) return 'counter';
  return names.every((name) => HARMLESS.has(name)) ? 'empty' : 'foreign';
}

/** Removes what an unfinished creation left; only under its own marker, only what a creation makes. */
export function clearUnfinished(path: string): void {
  if (!existsSync(creatingMarker(path))) return;
  for (const name of [...PARTS, ...SQLITE_PARTS]) rmSync(join(path, name), { recursive: true, force: true });
  rmSync(creatingMarker(path), { force: true });
}
