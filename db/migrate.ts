import { createHash } from 'node:crypto';
import type { Clock } from '../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/types/result.ts';
import type { WriteDb } from './open.ts';

/** One step of the schema. Numbers start at 1 and rise by one; a released step is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

interface MigrateOptions {
  readonly clock: Clock;
  /** Runs once before the first pending step of a file that already holds data: makes a verified copy. Throws to stop. */
  readonly beforeFirst?: () => void;
}

/** `from` and `to` are schema numbers; equal when there was nothing to do. */
interface MigrationReport {
  readonly from: number;
  readonly to: number;
}

type MigrationRefusal =
  /** The file was written by a newer program; `found` and `known` are schema numbers. */
  | Refusal<'DATABASE_NEWER', { found: number; known: number }>
  /** A step that this file went through is missing or differs now, so what the file holds is not what the program thinks. */
  | Refusal<'MIGRATION_CHANGED', { number: number; name: string }>;

/** A step failed; the file is as it was before that step. */
export class MigrationFailed extends Error {
  readonly number: number;
  readonly migration: string;
  constructor(migration: Migration, cause: unknown) {
    super(`migration ${migration.number} (${migration.name}) failed: ${String(cause)}`, { cause });
    this.name = 'MigrationFailed';
    this.number = migration.number;
    this.migration = migration.name;
  }
}

const SCHEMA_MIGRATION = `CREATE TABLE IF NOT EXISTS schema_migration (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  applied_at TEXT NOT NULL
) STRICT`;

interface AppliedRow {
  number: number;
  name: string;
  sha256: string;
}

function contentHash(migration: Migration): string {
  // Line ends differ between checkouts on Windows and Linux; the content does not.
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex');
}

function assertIncreasing(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) {
      throw new Error(`migration ${migration.name} has number ${migration.number}, expected ${index + 1}`);
    }
  });
}

function appliedRows(db: WriteDb): AppliedRow[] {
  const exists = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'")
    .get();
  if (exists === undefined) return [];
  return db
    .prepare<[], AppliedRow>('SELECT number, name, sha256 FROM schema_migration ORDER BY number')
    .all();
}

function assertForeignKeys(db: WriteDb): void {
  const violations = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  const first = violations[0];
  if (first) {
    throw new Error(
      `${violations.length} foreign keys broken, the first in ${first.table} towards ${first.parent}`,
    );
  }
}

function applyOne(db: WriteDb, migration: Migration, clock: Clock): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(SCHEMA_MIGRATION);
    db.exec(migration.sql);
    if (!db.inTransaction) throw new Error('a migration must not end the transaction it runs in');
    assertForeignKeys(db);
    db.prepare('INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)').run(
      migration.number,
      migration.name,
      contentHash(migration),
      clock.now(),
    );
    db.pragma(`user_version=${migration.number}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw new MigrationFailed(migration, error);
  }
}

/**
 * Brings a file to the newest schema. Each step is alone in one transaction, which also records its number, name and content
 * hash, so that a kill at any instant leaves a whole schema N-1 or N. Foreign keys are enforced again, and checked, at its end
 * (they are off while it runs, because a table rebuild drops a referenced table for a moment).
 * Throws {@link MigrationFailed}; nothing of the failed step stays.
 */
export function migrate(
  db: WriteDb,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Result<MigrationReport, MigrationRefusal> {
  assertIncreasing(migrations);
  const from = db.pragma('user_version', { simple: true }) as number;
  const known = migrations.length;
  if (from > known) return refuse('DATABASE_NEWER', { found: from, known });
  const applied = appliedRows(db);
  for (const migration of migrations.slice(0, from)) {
    const row = applied[migration.number - 1];
    if (row?.number !== migration.number || row.sha256 !== contentHash(migration)) {
      return refuse('MIGRATION_CHANGED', { number: migration.number, name: migration.name });
    }
  }
  const pending = migrations.slice(from);
  if (pending.length > 0 && from > 0) options.beforeFirst?.();
  db.pragma('foreign_keys=OFF');
  try {
    for (const migration of pending) applyOne(db, migration, options.clock);
  } finally {
    db.pragma('foreign_keys=ON');
  }
  return ok({ from, to: known });
}
