import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createListViewReader } from '../../db/repositories/list-view-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const CLERK = '01936000-0000-7000-8000-000000000004';

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 16);
  db.exec(read('0016.sql'));
  return db;
}

describe('0016-list-views', () => {
  it('adds its tables beside the rows of release 0015', () => {
    const db = fileAt(15);
    db.exec(read('0015.sql'));
    migrateTo(db, 16);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    // The repository is that of the newest schema.
    migrateTo(db, migrationSources().length);
    const views = createListViewReader(db);
    expect(views.columnsOf(CLERK)).toBeUndefined();
    expect(views.visibleTo(CLERK)).toEqual([]);
  });

  it('holds what the repository reads back, and knows which exported file is due to go', () => {
    const db = filled();
    migrateTo(db, migrationSources().length);
    const views = createListViewReader(db);
    expect(views.columnsOf(CLERK)).toEqual(['due', 'code', 'shelf']);
    expect(views.visibleTo(CLERK).map(({ name }) => name)).toEqual(['Khai sinh trễ', 'Kệ số 3']);
    expect(views.visibleTo('somebody').map(({ name }) => name)).toEqual(['Kệ số 3']);
    expect(views.exportsToPurge('2026-11-25T06:02:59.000Z')).toEqual([]);
    expect(views.exportsToPurge('2026-11-25T06:03:00.000Z')).toHaveLength(1);
  });

  it.each([
    ['a name once for each person', "UPDATE saved_view SET name_key = 'một'", 'UNIQUE'],
    ['a filter is an object', "UPDATE saved_view SET filter = '[]'", 'CHECK'],
    ['columns are a list', "UPDATE list_columns SET columns = '{}'", 'CHECK'],
    ['a file is kept for a time', 'UPDATE list_export SET keep_until = made_at', 'CHECK'],
    ['two kinds of file', "UPDATE list_export SET format = 'ods'", 'CHECK'],
  ])('%s', (_rule, sql, reason) => {
    expect(() => filled().exec(sql)).toThrow(new RegExp(reason));
  });
});
