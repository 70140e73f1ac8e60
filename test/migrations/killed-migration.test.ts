import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openWriter } from '../../db/open.ts';
import { slowMigrations } from './slow-migrations.ts';

const clock = { now: () => '2026-11-24T03:04:05.678Z' };
const ENOUGH_WRITTEN_BYTES = 20_000_000;

it('a kill in the middle of a migration leaves the schema before it, whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const path = join(folder, 'counter.db');
  const key = randomBytes(32);
  try {
    const db = openWriter(path, { key, create: true });
    migrate(db, slowMigrations.slice(0, 1), { clock });
    const insert = db.prepare('INSERT INTO paper (body) VALUES (?)');
    for (let i = 0; i < 200; i++) insert.run(`tờ ${i}`);
    db.close();
    const script = join(import.meta.dirname, 'slow-migration.ts');
    const child = spawn(process.execPath, [script, path, key.toString('hex')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    let said = '';
    child.stdout.on('data', (text) => {
      said += String(text);
    });
    // Killed when the open transaction has already spilled much of its work into the log.
    await expect
      .poll(() => (existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0), {
        timeout: 30_000,
        interval: 5,
      })
      .toBeGreaterThan(ENOUGH_WRITTEN_BYTES);
    child.kill('SIGKILL');
    await gone;
    expect(said).toBe('begun\n');
    const after = openWriter(path, { key });
    expect(after.pragma('user_version', { simple: true })).toBe(1);
    expect(after.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(200);
    expect(after.prepare("SELECT name FROM sqlite_schema WHERE name = 'copy'").get()).toBeUndefined();
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
    after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
