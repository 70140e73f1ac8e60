import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createStoreReader } from '../../db/repositories/store-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const NUMBER = '086190001234';

describe('0028-person-store', () => {
  it('finds what the digital copies and results of a file of release 0027 say, without a row of its own', () => {
    const db = fileAt(27);
    db.exec(read('0027.sql'));
    migrateTo(db, 28);
    migrateTo(db, migrationSources().length);
    const store = createStoreReader(db as never);
    expect(store.papers(NUMBER, null)).toMatchObject([
      { componentId: 'original', facts: { kind: 'diploma' } },
    ]);
    expect(store.looks(null)).toEqual([]);
  });

  it('holds what was used again, what no longer holds, and who looked, for ever', () => {
    const db = fileAt(0);
    migrateTo(db, 28);
    db.exec(read('0028.sql'));
    migrateTo(db, migrationSources().length);
    const store = createStoreReader(db as never);
    expect(store.looks(NUMBER)).toMatchObject([{ reason: '', found: 1 }]);
    expect(store.looks('000')).toEqual([]);
    for (const table of ['reused_copy', 'store_revocation', 'store_look'])
      expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
    const look =
      "INSERT INTO store_look SELECT 'x', looked_at, looked_by, holder_number, NULL, '', found FROM store_look";
    expect(() => db.exec(look)).toThrow('CHECK');
  });
});
