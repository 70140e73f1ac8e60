import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createAssistedReader } from '../../db/repositories/assisted-repository.ts';
import { createBlobRepository } from '../../db/repositories/blob-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const PREPARING = '01936000-0000-7000-8000-0000000000b1';
const FILED = '01936000-0000-7000-8000-0000000000b2';

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 13);
  db.exec(read('0013.sql'));
  return db;
}

describe('0013-assisted', () => {
  it('adds its tables beside the rows of release 0012', () => {
    const db = fileAt(12);
    db.exec(read('0012.sql'));
    migrateTo(db, 13);
    expect(db.prepare('SELECT count(*) FROM online_submission').pluck().get()).toBe(3);
    expect(createAssistedReader(db as never).list()).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds filings that the repository reads back, the open ones first, and knows what is due to go', () => {
    const db = filled();
    const assisted = createAssistedReader(db as never);
    expect(assisted.list().map(({ filingId }) => filingId)).toEqual([PREPARING, FILED]);
    expect(assisted.findCode('G22.99-261124-150001')).toBe(FILED);
    expect(assisted.toPurge('2026-12-01T01:09:59.000Z')).toEqual([]);
    expect(assisted.toPurge('2026-12-01T01:10:00.000Z')).toEqual([FILED]);
    const [file] = assisted.files(PREPARING);
    // The same bytes came in by a file of dossiers too: they stay when the filing's files go. The repository is that of today's file.
    migrateTo(db, migrationSources().length);
    expect(createBlobRepository(db).isNamedBeside(file?.sha256 ?? '', PREPARING)).toBe(true);
    expect(createBlobRepository(db).isNamedBeside('0'.repeat(64), PREPARING)).toBe(false);
  });

  it.each([
    [
      'what was filed has its code',
      "UPDATE assisted_filing SET filed_code = NULL WHERE state = 'filed'",
      'CHECK',
    ],
    [
      'what was given up has its reason',
      "UPDATE assisted_filing SET state = 'given-up', filed_code = NULL, submission_id = NULL WHERE state = 'filed'",
      'CHECK',
    ],
    [
      'files of an open filing are not due',
      "UPDATE assisted_filing SET purge_after = '2026-12-01' WHERE state = 'preparing'",
      'CHECK',
    ],
    ['only prepared files have a name', "UPDATE assisted_file SET name = 'a.pdf'", 'CHECK'],
  ])('%s', (_rule, sql, reason) => {
    expect(() => filled().exec(sql)).toThrow(new RegExp(reason));
  });
});
