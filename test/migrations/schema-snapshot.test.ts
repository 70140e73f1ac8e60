import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { fileAt, tablesOf } from './a-migrated-file.ts';
import { currentSchema } from './schema-text.ts';

it('db/schema.sql shows the schema that the migrations make', () => {
  expect(readFileSync(join(import.meta.dirname, '../../db/schema.sql'), 'utf8')).toBe(currentSchema());
});

it('every table is STRICT, but those of the full-text index, which SQLite makes', () => {
  const db = fileAt(migrationSources().length);
  const loose = db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
  expect(tablesOf(db).length).toBeGreaterThan(10);
});
