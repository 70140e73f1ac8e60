import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../db/open.ts';
import { createIdentityReader } from '../../db/repositories/identity-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const [FIRST, SECOND] = ['d1', 'd9'].map((end) =>
  DossierId.parse(`01936000-0000-7000-8000-0000000000${end}`),
);

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 7);
  db.exec(read('0007.sql'));
  return db;
}

describe('0007-identity', () => {
  it('adds its tables beside the rows of release 0006, which claim no authentication', () => {
    const db = fileAt(6);
    db.exec(read('0006.sql'));
    migrateTo(db, 7);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBeGreaterThan(0);
    expect(createIdentityReader(db as never).waiting()).toEqual({ count: 0, oldestAt: null });
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds checks, known people and repeats that the repository reads back', () => {
    const identities = createIdentityReader(filled() as never);
    expect(identities.ofDossier(FIRST as DossierId).map(({ method }) => method)).toEqual(['none', 'chip']);
    expect(identities.findSettling('i1')?.id).toBe('i2');
    expect(identities.unverified()).toEqual([]);
    expect(identities.findKnown('331122334')).toMatchObject({ party: { name: 'Lê Thị Thử' } });
    expect(identities.repeatsOf(SECOND as DossierId)).toMatchObject([
      { reason: 'Xin thêm bản cho nơi khác' },
    ]);
  });

  it('finds a dossier by the number before', () => {
    const byOldNumber = filled().prepare('SELECT dossier_id FROM dossier_party WHERE old_number = ?').pluck();
    expect(new Set(byOldNumber.all('331122334'))).toEqual(new Set([SECOND]));
  });

  it.each([
    [
      'a later check settles an earlier one',
      "UPDATE identity_check SET settles = NULL WHERE id = 'i2'",
      'CHECK',
    ],
    ['a later check is a check', "UPDATE identity_check SET method = 'none' WHERE id = 'i2'", 'CHECK'],
    [
      'one check is settled once',
      `INSERT INTO identity_check SELECT 'i3', dossier_id, occasion, role, name, method, note, settles, checked_at, checked_by FROM identity_check WHERE id = 'i2'`,
      'UNIQUE',
    ],
    ['a dossier does not repeat itself', 'UPDATE repeated_dossier SET other_id = dossier_id', 'CHECK'],
    ['a linked number belongs to a dossier', "UPDATE linked_number SET dossier_id = 'nobody'", 'FOREIGN KEY'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
