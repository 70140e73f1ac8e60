import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileAt, migrateTo } from './a-migrated-file.ts';

describe('0031-file-places', () => {
  it('finds the copies and results of a file of release 0030 by an index', () => {
    const db = fileAt(30);
    db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0030.sql'), 'utf8'));
    migrateTo(db, 31);
    for (const [table, index] of [
      ['digital_copy', 'digital_copy_by_file'],
      ['dossier_result', 'dossier_result_by_file'],
    ] as const) {
      const plan = db
        .prepare(`EXPLAIN QUERY PLAN SELECT id FROM ${table} WHERE sha256 = printf('%064d', 77)`)
        .all();
      expect(JSON.stringify(plan)).toContain(index);
      expect(
        db.prepare(`SELECT count(*) FROM ${table} WHERE sha256 = printf('%064d', 77)`).pluck().get(),
      ).toBe(1);
    }
  });
});
