import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createDeviceReader } from '../../db/repositories/device-repository.ts';
import { createInstallationReader } from '../../db/repositories/installation-repository.ts';
import { createOfficeReader } from '../../db/repositories/office-repository.ts';
import { createUserReader } from '../../db/repositories/user-repository.ts';
import { fileAt, migrateTo, tablesOf } from './a-migrated-file.ts';

const folder = join(import.meta.dirname, 'fixtures');
const newest = migrationSources().length;
/** One fixture per released schema, `NNNN.sql`: what such a file may hold. */
const releases = readdirSync(folder)
  .sort()
  .map((file) => ({ number: Number(file.slice(0, 4)), sql: readFileSync(join(folder, file), 'utf8') }));

function counts(db: ReturnType<typeof fileAt>, tables: string[]): Record<string, unknown> {
  return Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()]),
  );
}

describe.each(releases)('a file of release $number', ({ number, sql }) => {
  it('has rows in every table, so that each is really carried over', () => {
    const db = fileAt(number);
    db.exec(sql);
    const empty = Object.entries(counts(db, tablesOf(db))).filter(([, count]) => count === 0);
    expect(empty).toEqual([]);
  });

  it('comes to the newest schema sound and with every row', () => {
    const db = fileAt(number);
    db.exec(sql);
    const tables = tablesOf(db).filter((table) => table !== 'schema_migration');
    const before = counts(db, tables);
    migrateTo(db, newest);
    const kept = tablesOf(db).filter((table) => tables.includes(table));
    expect(counts(db, kept)).toEqual(Object.fromEntries(kept.map((table) => [table, before[table]])));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('is read by the repositories of today', () => {
    const db = fileAt(number);
    db.exec(sql);
    migrateTo(db, newest);
    expect(createInstallationReader(db).find()).toMatchObject({ mode: 'official', epoch: 1 });
    expect(createDeviceReader(db).findHost()?.name).toBe('Máy chủ Một cửa');
    expect(Object.keys(createOfficeReader(db)).length).toBeGreaterThan(0);
    expect(Object.keys(createUserReader(db)).length).toBeGreaterThan(0);
  });
});

it('there is a fixture of the first release', () => {
  expect(releases[0]?.number).toBe(1);
});
