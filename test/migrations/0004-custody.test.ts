import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createResultReader } from '../../db/repositories/result-repository.ts';
import { createStepReader } from '../../db/repositories/step-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 4);
  db.exec(read('0004.sql'));
  return db;
}

describe('0004-custody', () => {
  it('carries dossiers, steps, results and hand-overs of release 0003 into the longer lists', () => {
    const db = fileAt(3);
    db.exec(read('0003.sql'));
    migrateTo(db, 4);
    expect(db.prepare('SELECT code FROM dossier').pluck().all()).toEqual(['H61.115-261124-3001']);
    // The repositories are those of today.
    migrateTo(db, migrationSources().length);
    expect(createStepReader(db as never).ofDossier(DOSSIER)).toHaveLength(2);
    expect(createResultReader(db as never).find(DOSSIER)?.description).toBe('Bản sao');
    expect(createResultReader(db as never).findHandOver(DOSSIER)?.basis).toBe('submitter');
    expect(db.prepare('SELECT way FROM hand_over').pluck().all()).toEqual(['window']);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it.each([
    ['a state is one of the list', "UPDATE dossier SET state = 'lost'", 'CHECK'],
    [
      'a dossier has one result that holds',
      `INSERT INTO dossier_result (dossier_id, description, recorded_at, recorded_by)
       SELECT dossier_id, 'Bản khác', recorded_at, recorded_by FROM dossier_result`,
      'UNIQUE',
    ],
    [
      'a dossier is made void once',
      `INSERT INTO dossier_step SELECT id || 'v', dossier_id, 'void', details, begun_at, begun_by, due_before, NULL, NULL, NULL, NULL FROM dossier_step`,
      'UNIQUE',
    ],
    ['what went by post has a number', "UPDATE hand_over SET way = 'post'", 'CHECK'],
    ['an original that is back has a receiver', 'UPDATE kept_original SET back_to = NULL', 'CHECK'],
    ['without a signature there is a note', "UPDATE kept_original SET signature = 'note'", 'CHECK'],
    [
      'a file is taken after it was given',
      'UPDATE transfer_item SET given_at = NULL, given_by = NULL',
      'CHECK',
    ],
    [
      'a number of a year is given once',
      "INSERT INTO transfer SELECT 't2', year, number, unit, prepared_at, prepared_by FROM transfer",
      'UNIQUE',
    ],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
