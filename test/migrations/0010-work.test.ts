import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../db/open.ts';
import { createWorkReader } from '../../db/repositories/work-repository.ts';
import { DossierId, UserId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');
const HOLDER = UserId.parse('01936000-0000-7000-8000-000000000004');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 10);
  db.exec(read('0010.sql'));
  return db;
}

describe('0010-work', () => {
  it('adds its tables beside the rows of release 0009, whose dossiers nobody was assigned', () => {
    const db = fileAt(9);
    db.exec(read('0009.sql'));
    migrateTo(db, 10);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBeGreaterThan(0);
    expect(createWorkReader(db as never).ofDossier(DOSSIER)).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds turns that the repository reads back', () => {
    const work = createWorkReader(filled() as never);
    expect(work.ofDossier(DOSSIER).map(({ outcome }) => outcome)).toEqual(['handed-on', null]);
    expect(work.mine(HOLDER)).toMatchObject([{ dossierId: DOSSIER, role: 'signer' }]);
    expect(work.held(HOLDER)).toBe(1);
  });

  it.each([
    [
      'one person holds a dossier',
      `INSERT INTO work_turn (dossier_id, number, position, role, holder_id, note, begun_at, begun_by)
        SELECT dossier_id, 3, 1, 'signer', holder_id, '', begun_at, begun_by FROM work_turn WHERE number = 2`,
      'UNIQUE',
    ],
    ['a turn that ended says how', 'UPDATE work_turn SET ended_at = begun_at WHERE number = 2', 'CHECK'],
    ['only a signer approves', "UPDATE work_turn SET outcome = 'approved' WHERE number = 1", 'CHECK'],
    ['a time belongs to a clock', "UPDATE work_turn SET due = 'x', due_at = 'y' WHERE number = 2", 'CHECK'],
    ['what was said of the calendar stays', "UPDATE calendar_version SET basis = 'x'", 'append-only'],
    ['no version of the calendar goes', 'DELETE FROM calendar_version', 'append-only'],
    ['a promise kept is one that would move', 'UPDATE kept_promise SET reckoned = promised', 'CHECK'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
