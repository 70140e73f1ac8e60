import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ok, type Refusal, type Result } from '../../shared/types/result.ts';
import type { WriteDb } from '../open.ts';
import { readManifest, SEALED_FOLDER } from './backup-manifest.ts';
import { copyFileDurably } from './copy-file.ts';
import { type DataFolder, type DataFolderOptions, openDataFolder } from './data-folder.ts';
import { syncFolder } from './durable-file.ts';
import { type RecoveryRefusal, recoverWithShares } from './folder-keys.ts';
import { inspectDataFolder } from './inspect-folder.ts';
import { type FolderRefusal, FolderRefused, refusalOf } from './refusals.ts';

export interface RestoreOptions extends Omit<DataFolderOptions, 'path'> {
  /** A finished backup: the dated folder that holds manifest.json. */
  readonly from: string;
  /** An absent or empty place. */
  readonly to: string;
  /** Recovery sheets as typed, when the key store of the old machine is gone. */
  readonly shares?: readonly string[];
  /** Runs on the restored records before the folder is answered: the installation's new epoch begins here. */
  readonly afterRestore?: (write: WriteDb) => void;
}

export type RestoreRefusal =
  | FolderRefusal
  | RecoveryRefusal
  /** A file of the backup is missing or is not the one that was written. */
  | Refusal<'BACKUP_DAMAGED', { file: string; detail: string }>;

async function copyBack(from: string, to: string): Promise<Result<undefined, RestoreRefusal>> {
  const manifest = readManifest(from);
  if (typeof manifest === 'string')
    return {
      ok: false,
      refusal: { code: 'BACKUP_DAMAGED', data: { file: 'manifest.json', detail: manifest } },
    };
  // keyslots.json last: without it the folder is not taken for a counter's.
  const files = manifest.files.toSorted(
    (a, b) => Number(a.file === 'keyslots.json') - Number(b.file === 'keyslots.json'),
  );
  for (const { file, at, size, sha256 } of files) {
    const source = join(from, at);
    if (!existsSync(source))
      return { ok: false, refusal: { code: 'BACKUP_DAMAGED', data: { file: at, detail: 'missing' } } };
    const target = join(to, file);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const copied = await copyFileDurably(source, target);
    if (copied.sha256 !== sha256 || copied.size !== size) {
      return {
        ok: false,
        refusal: {
          code: 'BACKUP_DAMAGED',
          data: { file: at, detail: 'its content is not what was backed up' },
        },
      };
    }
    if (at.startsWith(`../${SEALED_FOLDER}/`)) chmodSync(target, 0o444);
    syncFolder(dirname(target));
  }
  return ok(undefined);
}

function removeCopies(to: string): void {
  for (const name of ['counter.db', 'keys.db', 'blobs', 'keyslots.json', 'keyslots.copy.json']) {
    rmSync(join(to, name), { recursive: true, force: true });
  }
}

async function openRestored(options: RestoreOptions): Promise<Result<DataFolder, FolderRefusal>> {
  const { from: _from, to, shares: _shares, afterRestore, ...rest } = options;
  const opened = await openDataFolder({ ...rest, path: to });
  if (!opened.ok) return opened;
  const folder = opened.value;
  try {
    const checked = await folder.quickCheck.result;
    if (checked.outcome === 'failed') {
      const [first] = checked.problems;
      throw new FolderRefused({
        code: 'FILE_DAMAGED',
        data: { file: first?.file ?? 'counter.db', detail: first?.detail ?? '' },
      });
    }
    afterRestore?.(folder.write);
    return opened;
  } catch (error) {
    await folder.close();
    throw error;
  }
}

/**
 * Brings a backup back as a new data folder: checks every file against the manifest, copies, brings the schema forward, checks the
 * files' structure, then calls `afterRestore`. A refusal for the copy's own sake removes it again; a refusal for want of the key
 * leaves it, so that it can be opened with another key store.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<DataFolder, RestoreRefusal>> {
  const { from, to, wrappers, clock, shares } = options;
  let copying = false;
  try {
    const found = inspectDataFolder(to);
    if (found === 'counter' || found === 'foreign')
      return { ok: false, refusal: { code: 'FOLDER_FOREIGN', data: { path: to, found } } };
    if (found === 'absent') mkdirSync(to, { recursive: true, mode: 0o700 });
    copying = true;
    const copied = await copyBack(from, to);
    if (!copied.ok) {
      removeCopies(to);
      return copied;
    }
    copying = false;
    if (shares) {
      const recovered = await recoverWithShares(to, shares, wrappers, clock);
      if (!recovered.ok) return recovered;
    }
    return await openRestored(options);
  } catch (error) {
    if (copying) removeCopies(to);
    return { ok: false, refusal: refusalOf(error, to, 'counter.db') };
  }
}
