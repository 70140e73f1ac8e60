import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result } from '../../shared/types/result.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { type SegmentRow, segmentFile } from '../blobs/key-store.ts';
import type { ReadWorkerPool } from '../readers/read-worker-pool.ts';
import {
  type BackupManifest,
  MANIFEST,
  type ManifestFile,
  readManifest,
  SEALED_FOLDER,
} from './backup-manifest.ts';
import { syncFile, syncFolder, writeFileAtomically } from './durable-file.ts';
import { isDiskFull, isReadOnly } from './refusals.ts';

export interface BackupOptions {
  readonly signal?: AbortSignal;
  /** Files done of files to do. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
}

/** A finished, verified backup. */
export interface BackupReport {
  /** Name of its folder inside the chosen directory. */
  readonly name: string;
  readonly path: string;
  /** Files it consists of and their bytes together; sealed segments that were there already count too. */
  readonly files: number;
  readonly bytes: number;
  /** Sealed segments that an earlier backup had copied. */
  readonly reused: number;
  /** Damaged segments, which are not in this backup; an earlier one may hold them. */
  readonly skipped: readonly string[];
}

export type BackupRefusal =
  | Refusal<'DISK_FULL', { path: string }>
  | Refusal<'BACKUP_FOLDER_UNUSABLE', { path: string; detail: string }>
  | Refusal<'BACKUP_CANCELLED', { path: string }>
  /** A file of the folder, or its fresh copy, is not sound; no backup was left behind. */
  | Refusal<'FILE_DAMAGED', { file: string; detail: string }>;

interface BackupSource extends BackupOptions {
  readonly path: string;
  readonly folderId: string;
  readonly directory: string;
  readonly clock: Clock;
  readonly pool: ReadWorkerPool;
  readonly blobs: BlobStore;
  readonly segments: () => SegmentRow[];
}

class CopyDamaged extends Error {
  readonly data: { file: string; detail: string };
  constructor(file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.data = { file, detail };
  }
}

function runOptions({ signal }: BackupSource): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

/** Copies a file that is being written to, as one moment saw it, and checks the copy by opening it. */
async function copyLive(source: BackupSource, partial: string, file: string): Promise<ManifestFile> {
  const target = join(partial, file);
  await source.pool.run('vacuumInto', { file, target }, runOptions(source));
  syncFile(target);
  const problems = await source.pool.run('quickCheck', { file, at: target }, runOptions(source));
  if (problems.length > 0) throw new CopyDamaged(file, problems.join('; '));
  const sha256 = await source.pool.run('hashFile', { path: target }, runOptions(source));
  return { file, at: file, size: statSync(target).size, sha256 };
}

/** Copies a sealed segment unless an earlier backup has it with the same hash. */
async function copySealed(
  source: BackupSource,
  row: SegmentRow,
): Promise<{ entry: ManifestFile; reused: boolean }> {
  const { pool, path, directory, folderId } = source;
  const file = segmentFile(row.number);
  const name = `${folderId}-${basename(file)}`;
  const target = join(directory, SEALED_FOLDER, name);
  const sha256 = row.sha256 as string;
  const entry: ManifestFile = { file, at: `../${SEALED_FOLDER}/${name}`, size: row.size as number, sha256 };
  if (existsSync(target) && (await pool.run('hashFile', { path: target }, runOptions(source))) === sha256) {
    return { entry, reused: true };
  }
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    const copied = await pool.run('copyFile', { from: join(path, file), to: partial }, runOptions(source));
    if (copied.sha256 !== sha256)
      throw new CopyDamaged(file, `its hash is not the one recorded when it was sealed`);
    renameSync(partial, target);
    syncFolder(dirname(target));
  } finally {
    rmSync(partial, { force: true });
  }
  return { entry, reused: false };
}

/**
 * The order is what makes the copies fit together although the counter goes on working. counter.db first: a blob is committed before the
 * record that names it, so every blob named in that copy is already in a segment, and the segments are copied after it. keys.db last: a
 * key is made before the blob that uses it, so the key of every copied blob is in it; and a blob that was purged meanwhile is
 * without its key in this backup too, as it must be.
 */
async function copyAll(
  source: BackupSource,
  partial: string,
): Promise<{ files: ManifestFile[]; reused: number }> {
  const rows = source.segments().filter(({ state }) => state !== 'damaged');
  const total = rows.length + 3;
  const files: ManifestFile[] = [];
  let reused = 0;
  const add = (entry: ManifestFile): void => {
    files.push(entry);
    source.onProgress?.({ done: files.length, total });
  };
  add(await copyLive(source, partial, 'counter.db'));
  for (const row of rows) {
    if (row.state === 'sealed') {
      const copied = await copySealed(source, row);
      if (copied.reused) reused++;
      add(copied.entry);
    } else if (row.state === 'sealing') {
      // Complete and unchanging, only its hash is not recorded yet: copied as it is, since keys.db names its size.
      const file = segmentFile(row.number);
      add({
        file,
        at: file,
        ...(await source.pool.run(
          'copyFile',
          { from: join(source.path, file), to: join(partial, file) },
          runOptions(source),
        )),
      });
    } else {
      add(await copyLive(source, partial, segmentFile(row.number)));
    }
  }
  add(await copyLive(source, partial, 'keys.db'));
  const slots = await source.pool.run('copyFile', {
    from: join(source.path, 'keyslots.json'),
    to: join(partial, 'keyslots.json'),
  });
  add({ file: 'keyslots.json', at: 'keyslots.json', ...slots });
  return { files, reused };
}

function refusalOfBackup(error: unknown, source: BackupSource): BackupRefusal {
  const { directory: path, signal } = source;
  if (signal?.aborted) return { code: 'BACKUP_CANCELLED', data: { path } };
  if (error instanceof CopyDamaged) return { code: 'FILE_DAMAGED', data: error.data };
  const code = String((error as { code?: unknown }).code ?? '');
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return { code: 'FILE_DAMAGED', data: { file: source.path, detail: (error as Error).message } };
  }
  if (isDiskFull(error)) return { code: 'DISK_FULL', data: { path } };
  if (isReadOnly(error) || /^(?:E[A-Z]+|SQLITE_(?:CANTOPEN|IOERR))/.test(code)) {
    return { code: 'BACKUP_FOLDER_UNUSABLE', data: { path, detail: (error as Error).message } };
  }
  throw error;
}

/**
 * Copies a whole data folder while it is in use. What is cut off or refused leaves no backup: the copy is written under a name ending in
 * `.partial` and renamed when its manifest is on disk.
 */
export async function writeBackup(source: BackupSource): Promise<Result<BackupReport, BackupRefusal>> {
  const { directory, clock, folderId } = source;
  const startedAt = clock.now();
  const name = startedAt.replaceAll(':', '-');
  const path = join(directory, name);
  const suffix = `.${folderId.slice(-12)}.partial`;
  const partial = path + suffix;
  const release = source.blobs.holdSealing();
  try {
    mkdirSync(directory, { recursive: true });
    // What a backup of this folder left when its process died. Only one runs at a time, so none of them is in use.
    for (const entry of readdirSync(directory)) {
      if (entry.endsWith(suffix)) rmSync(join(directory, entry), { recursive: true });
    }
    mkdirSync(join(partial, 'blobs'), { recursive: true, mode: 0o700 });
    const { files, reused } = await copyAll(source, partial);
    const manifest: BackupManifest = { version: 1, folderId, startedAt, finishedAt: clock.now(), files };
    writeFileAtomically(join(partial, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, 0o600);
    syncFolder(join(partial, 'blobs'));
    syncFolder(partial);
    renameSync(partial, path);
    syncFolder(directory);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const skipped = source
      .segments()
      .flatMap((row) => (row.state === 'damaged' ? [segmentFile(row.number)] : []));
    return ok({ name, path, files: files.length, bytes, reused, skipped });
  } catch (error) {
    const refusal = refusalOfBackup(error, source);
    rmSync(partial, { recursive: true, force: true });
    return { ok: false, refusal };
  } finally {
    release();
  }
}

/**
 * Removes backups that began before `olderThan` (an instant), the newest of a folder never, and the sealed segments that no remaining backup
 * names. A blob purged in the counter is beyond reach once the last backup that still holds its key has gone this way.
 */
export function expireBackups(directory: string, olderThan: string): { removed: string[] } {
  const backups = readdirSync(directory).flatMap((name) => {
    const manifest = readManifest(join(directory, name));
    return typeof manifest === 'string' ? [] : [{ name, manifest }];
  });
  const newest = new Map<string, string>();
  for (const { manifest } of backups) {
    const { folderId, startedAt } = manifest;
    if (startedAt > (newest.get(folderId) ?? '')) newest.set(folderId, startedAt);
  }
  const old = backups.filter(
    ({ manifest }) => manifest.startedAt < olderThan && manifest.startedAt !== newest.get(manifest.folderId),
  );
  for (const { name } of old) rmSync(join(directory, name), { recursive: true });
  const kept = new Set(
    backups
      .filter((backup) => !old.includes(backup))
      .flatMap(({ manifest }) => manifest.files.map(({ at }) => basename(at))),
  );
  const sealed = join(directory, SEALED_FOLDER);
  for (const name of existsSync(sealed) ? readdirSync(sealed) : []) {
    if (name.endsWith('.db') && !kept.has(name)) rmSync(join(sealed, name));
  }
  return { removed: old.map(({ name }) => name) };
}
