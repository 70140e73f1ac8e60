import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, vi } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import { openWriter, type WriteDb } from '../../db/open.ts';

// Real files and real fsync: on a busy machine five seconds are not enough.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

/** A counter.db at schema `number`, made by the real runner from the real steps; 0 is an empty file. Closed and removed after the test. */
export function fileAt(number: number): WriteDb {
  const folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const db = openWriter(join(folder, 'counter.db'), { key: randomBytes(32), create: true });
  cleanups.push(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  migrateTo(db, number);
  return db;
}

/** Brings a file to schema `number` through the real runner. */
export function migrateTo(db: WriteDb, number: number): void {
  const done = migrate(db, migrationSources().slice(0, number), {
    clock: { now: () => '2026-11-24T03:04:05.678Z' },
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
}

/** Brings a file to the schema of today, which is what the repositories of today read. */
export function migrateToToday(db: WriteDb): void {
  migrateTo(db, migrationSources().length);
}

/** Tables of the schema, without SQLite's own. */
export function tablesOf(db: WriteDb): string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    )
    .pluck()
    .all();
}
