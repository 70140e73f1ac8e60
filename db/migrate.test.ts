import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, MigrationFailed, migrate } from './migrate.ts';
import { openWriter, type WriteDb } from './open.ts';

const clock = { now: () => '2026-11-24T03:04:05.678Z' };
const first: Migration = {
  number: 1,
  name: '0001-people',
  sql: `CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE visit (person_id INTEGER NOT NULL REFERENCES person (id)) STRICT;`,
};
const second: Migration = {
  number: 2,
  name: '0002-phone',
  sql: "ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
};

let folder: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  db = openWriter(join(folder, 'a.db'), { key: randomBytes(32), create: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const version = (): unknown => db.pragma('user_version', { simple: true });
const recorded = (): unknown => db.prepare('SELECT name FROM schema_migration ORDER BY number').pluck().all();

describe('migrating', () => {
  it('applies every step in order and records each with its time', () => {
    expect(migrate(db, [first, second], { clock })).toEqual({ ok: true, value: { from: 0, to: 2 } });
    expect(version()).toBe(2);
    expect(recorded()).toEqual(['0001-people', '0002-phone']);
    expect(db.prepare('SELECT applied_at FROM schema_migration').pluck().get()).toBe(clock.now());
  });

  it('does nothing the second time', () => {
    migrate(db, [first], { clock });
    expect(migrate(db, [first], { clock })).toEqual({ ok: true, value: { from: 1, to: 1 } });
  });

  it('makes the safety copy only when there is something to keep and something to do', () => {
    const copies: unknown[] = [];
    const beforeFirst = () => copies.push(version());
    migrate(db, [first], { clock, beforeFirst });
    migrate(db, [first], { clock, beforeFirst });
    expect(copies).toEqual([]);
    migrate(db, [first, second], { clock, beforeFirst });
    expect(copies).toEqual([1]);
  });

  it('changes nothing when the safety copy cannot be made', () => {
    migrate(db, [first], { clock });
    const beforeFirst = () => {
      throw new Error('no room for the copy');
    };
    expect(() => migrate(db, [first, second], { clock, beforeFirst })).toThrow('no room');
    expect(version()).toBe(1);
  });

  it('refuses a file that a newer program wrote', () => {
    migrate(db, [first, second], { clock });
    expect(migrate(db, [first], { clock })).toEqual({
      ok: false,
      refusal: { code: 'DATABASE_NEWER', data: { found: 2, known: 1 } },
    });
  });

  it('refuses when a step that was applied reads differently now', () => {
    migrate(db, [first], { clock });
    const edited = { ...first, sql: `${first.sql} -- edited` };
    expect(migrate(db, [edited, second], { clock })).toEqual({
      ok: false,
      refusal: { code: 'MIGRATION_CHANGED', data: { number: 1, name: '0001-people' } },
    });
    expect(version()).toBe(1);
  });

  it('takes a step whose line ends differ for the same step', () => {
    migrate(db, [first], { clock });
    expect(migrate(db, [{ ...first, sql: first.sql.replaceAll('\n', '\r\n') }], { clock }).ok).toBe(true);
  });

  it('leaves nothing of a step that fails and names it', () => {
    const broken = {
      number: 2,
      name: '0002-broken',
      sql: 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE person (id INTEGER)',
    };
    expect(() => migrate(db, [first, broken], { clock })).toThrow(MigrationFailed);
    expect(version()).toBe(1);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('refuses to commit a step that breaks a foreign key', () => {
    const orphan = { number: 2, name: '0002-orphan', sql: 'INSERT INTO visit (person_id) VALUES (99)' };
    expect(() => migrate(db, [first, orphan], { clock })).toThrow(/foreign keys broken/);
    expect(version()).toBe(1);
  });

  it('lets a step rebuild a table that others refer to', () => {
    migrate(db, [first], { clock });
    db.exec("INSERT INTO person VALUES (1, 'Trần Thị Bình'); INSERT INTO visit VALUES (1)");
    const rebuild = {
      number: 2,
      name: '0002-rebuild',
      sql: `CREATE TABLE person_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> '')) STRICT;
            INSERT INTO person_new SELECT id, name FROM person; DROP TABLE person; ALTER TABLE person_new RENAME TO person;`,
    };
    expect(migrate(db, [first, rebuild], { clock }).ok).toBe(true);
    expect(db.prepare('SELECT count(*) FROM visit JOIN person ON person.id = person_id').pluck().get()).toBe(
      1,
    );
  });

  it('refuses a step that ends its own transaction', () => {
    const committing = { number: 2, name: '0002-commit', sql: 'COMMIT' };
    expect(() => migrate(db, [first, committing], { clock })).toThrow(/must not end the transaction/);
    expect(version()).toBe(1);
  });

  it('refuses a list of steps with a gap', () => {
    expect(() => migrate(db, [first, { ...second, number: 3 }], { clock })).toThrow('expected 2');
  });
});
