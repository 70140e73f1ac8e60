import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinkedReader } from '../../db/repositories/linked-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

describe('0005-linked', () => {
  it('leaves the dossiers of release 0004 without linked procedures', () => {
    const db = fileAt(4);
    db.exec(read('0004.sql'));
    migrateTo(db, 5);
    expect(createLinkedReader(db as never).ofDossier(DOSSIER)).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it.each([
    ['a code is used once', "UPDATE linked_child SET code = 'H61.115-261124-3002'", 'UNIQUE'],
    ['an answered one has its answer', 'UPDATE linked_child SET outcome = NULL', 'CHECK'],
    [
      'a waiting one has no clock',
      "UPDATE linked_child SET started_at = '2026-11-24T02:00:00.000Z'",
      'CHECK',
    ],
    ['an agency is one of the list', "UPDATE linked_child SET agency = 'ward'", 'CHECK'],
    ['a place is taken once', 'UPDATE linked_child SET position = 0', 'UNIQUE'],
  ])('%s', (_, sql, kind) => {
    const db = fileAt(0);
    migrateTo(db, 5);
    db.exec(read('0005.sql'));
    expect(() => db.exec(sql)).toThrow(kind);
  });
});
