import { statfsSync } from 'node:fs';
import type { Refusal } from '../../shared/types/result.ts';

/** Why a data folder is not opened, made, restored or copied; the data says what and where. */
export type FolderRefusal =
  /** No key slot's key could be had from the given key stores; `recoverable`: two recovery sheets would open it. */
  | Refusal<'KEY_MISSING', { tried: string[]; slots: string[]; recoverable: boolean }>
  /** A key was found, but it is not the one that wraps this folder's master key. */
  | Refusal<'KEY_WRONG', { kind: string }>
  | Refusal<'KEY_FILE_TOO_OPEN', { file: string; mode: string }>
  | Refusal<'NETWORK_DRIVE', { type: string }>
  | Refusal<'FOLDER_LOCKED', { pid?: number; startedAt?: string; hostName?: string }>
  | Refusal<'DATABASE_NEWER', { found: number; known: number }>
  | Refusal<'MIGRATION_CHANGED', { number: number; name: string }>
  | Refusal<'FOLDER_READ_ONLY', { path: string }>
  | Refusal<'DISK_FULL', { path: string }>
  | Refusal<'FILE_DAMAGED', { file: string; detail: string }>
  | Refusal<'FOLDER_FOREIGN', { path: string; found: string }>
  | Refusal<'FOLDER_ABSENT', { path: string }>;

/** Carries a refusal through code that cleans up with `finally`; never leaves the folder layer. */
export class FolderRefused extends Error {
  readonly refusal: FolderRefusal;
  constructor(refusal: FolderRefusal) {
    super(refusal.code);
    this.name = 'FolderRefused';
    this.refusal = refusal;
  }
}

/** Throws a refusal as {@link FolderRefused}. */
export function refuseFolder(refusal: FolderRefusal): never {
  throw new FolderRefused(refusal);
}

function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

// The last two: SQLite could not lengthen the shared memory beside the log, or the write itself was refused while extending a file.
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_WRITE']);
const ALMOST_NOTHING_BYTES = 256 * 1024;
const READ_ONLY = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DIRECTORY',
  'SQLITE_PERM',
]);
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

function walk(error: unknown, test: (error: unknown) => boolean): boolean {
  for (
    let at: unknown = error, depth = 0;
    at !== undefined && depth < 8;
    at = (at as Error | null)?.cause, depth++
  ) {
    if (test(at)) return true;
  }
  return false;
}

/** Whether an error says that the disk (or a quota) is full, through any number of `cause`s. */
export function isDiskFull(error: unknown): boolean {
  return walk(error, (at) => FULL.has(errorCode(at) ?? ''));
}

/** SQLite names the system's "no space" in several ways; the disk itself settles the doubtful ones. */
function isFullDiskAt(error: unknown, path: string): boolean {
  if (isDiskFull(error)) return true;
  if (!walk(error, (at) => errorCode(at)?.startsWith('SQLITE_IOERR') === true)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize < ALMOST_NOTHING_BYTES;
}

/** Whether an error says that the place cannot be written to. */
export function isReadOnly(error: unknown): boolean {
  return walk(error, (at) => READ_ONLY.has(errorCode(at) ?? ''));
}

/** Whether SQLite says that the file's bytes are not what it wrote (the key being known to be right). */
export function isDamaged(error: unknown): boolean {
  return walk(error, (at) => DAMAGED.test(errorCode(at) ?? ''));
}

/**
 * Turns an error met while working on `file` of the folder at `path` into its refusal, or throws it again when it is none of the
 * expected ones.
 */
export function refusalOf(error: unknown, path: string, file: string): FolderRefusal {
  if (error instanceof FolderRefused) return error.refusal;
  const { code, data } = (error ?? {}) as { code?: unknown; data?: unknown };
  // The key stores live behind a port and say it by code.
  if (code === 'KEY_FILE_TOO_OPEN') return { code, data: data as { file: string; mode: string } };
  if (isFullDiskAt(error, path)) return { code: 'DISK_FULL', data: { path } };
  if (isReadOnly(error)) return { code: 'FOLDER_READ_ONLY', data: { path } };
  if (isDamaged(error))
    return { code: 'FILE_DAMAGED', data: { file, detail: String((error as Error).message) } };
  throw error;
}
