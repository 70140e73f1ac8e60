import type { Result } from '../shared/types/result.ts';
import type { WriteDb } from './open.ts';

class RolledBack extends Error {
  readonly result: Result<unknown>;
  constructor(result: Result<unknown>) {
    super('rolled back by a refusal');
    this.result = result;
  }
}

/**
 * Runs `work` in one IMMEDIATE transaction of the only writer. A refusal rolls everything back and is returned; a throw rolls back and is
 * thrown on. When this returns an accepted result the commit has reached the disk (synchronous=FULL).
 */
export function immediate<Out extends Result<unknown>>(db: WriteDb, work: () => Out): Out {
  const run = db.transaction((): Out => {
    const result = work();
    if (!result.ok) throw new RolledBack(result);
    return result;
  });
  try {
    return run.immediate();
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Out;
    throw error;
  }
}

/** True when SQLite says that the disk, or the quota, is full (SQLITE_FULL, or an I/O error while extending a file). */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'ENOSPC' || code === 'EDQUOT';
}
