import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import { sqliteCode } from '../open.ts';
import { writeFileAtomically } from './durable-file.ts';

const HostNote = z.object({ pid: z.int(), startedAt: z.string(), hostName: z.string() });

/** The folder is held by this process until `release` or until the process is gone, however it goes. */
export interface FolderLock {
  release(): void;
}

type FolderLockRefusal = Refusal<'FOLDER_LOCKED', { pid?: number; startedAt?: string; hostName?: string }>;

function readHostNote(path: string): { pid?: number; startedAt?: string; hostName?: string } {
  try {
    return HostNote.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {}; // The note only serves the message; the lock itself is the truth.
  }
}

/**
 * Takes the folder for this process. The lock is the operating system's lock on `host.lock`, taken through SQLite, which knows how
 * to on every platform; the system frees it when the process dies, also by kill -9. Nothing else in this process may open that file:
 * closing any descriptor of it would drop a POSIX lock (fcntl(2)).
 */
export function lockFolder(folder: string, clock: Clock): Result<FolderLock, FolderLockRefusal> {
  const note = join(folder, 'host.json');
  const db = new Database(join(folder, 'host.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode=EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return refuse('FOLDER_LOCKED', readHostNote(note));
    throw error;
  }
  try {
    const content = { pid: process.pid, startedAt: clock.now(), hostName: hostname() };
    writeFileAtomically(note, `${JSON.stringify(content)}\n`, 0o600);
  } catch (error) {
    db.close();
    throw error;
  }
  return ok({ release: () => void db.close() });
}
