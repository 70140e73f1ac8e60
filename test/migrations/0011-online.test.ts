import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../db/open.ts';
import { createCodeReader } from '../../db/repositories/code-repository.ts';
import { createOnlineReader } from '../../db/repositories/online-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const ACCEPTED = DossierId.parse('01936000-0000-7000-8000-0000000000d9');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 11);
  db.exec(read('0011.sql'));
  return db;
}

describe('0011-online', () => {
  it('adds its tables beside the rows of release 0010, whose dossiers have no other code', () => {
    const db = fileAt(10);
    db.exec(read('0010.sql'));
    migrateTo(db, 11);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBeGreaterThan(0);
    expect(createCodeReader(db as never).ofDossier(ACCEPTED)).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds filings that the repository reads back, the urgent ones first', () => {
    const db = filled() as never;
    const online = createOnlineReader(db);
    expect(online.waiting().map(({ state }) => state)).toEqual(['registered', 'completion-asked']);
    expect(online.figures()).toEqual({ count: 1, oldestAt: '2026-11-25T10:00:00.000Z' });
    expect(online.unread()).toMatchObject([{ reason: 'SUBMISSION_UNREADABLE' }]);
    expect(createCodeReader(db).ofDossier(ACCEPTED)).toMatchObject([{ kind: 'portal' }, { kind: 'central' }]);
  });

  it.each([
    [
      'what was accepted is a dossier',
      "UPDATE online_submission SET dossier_id = NULL WHERE state = 'received'",
      'CHECK',
    ],
    [
      'a refusal has its reason',
      "UPDATE online_submission SET state = 'refused', dossier_id = NULL WHERE state = 'received'",
      'CHECK',
    ],
    [
      'who waits for the citizen was told what for',
      "UPDATE online_submission SET completion = NULL, completion_asked_at = NULL, completion_asked_by = NULL WHERE state = 'completion-asked'",
      'CHECK',
    ],
    ['no revision is changed', "UPDATE online_revision SET sha256 = 'x'", 'append-only'],
    ['no revision goes', 'DELETE FROM online_revision', 'append-only'],
    [
      'a code is linked to a dossier once',
      'INSERT INTO other_code SELECT code, dossier_id, kind, linked_at, linked_by FROM other_code LIMIT 1',
      'UNIQUE',
    ],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
