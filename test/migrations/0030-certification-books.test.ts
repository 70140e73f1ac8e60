import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createBookReader } from '../../db/repositories/book-repository.ts';
import { createCertifiedCopyReader } from '../../db/repositories/certified-copy-repository.ts';
import { createPaperCopyReader } from '../../db/repositories/paper-copy-repository.ts';
import { createSignerReader } from '../../db/repositories/signer-repository.ts';
import { BookEntryId, DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');
const COPY = BookEntryId.parse('01936000-0000-7000-8000-0000000000e1');

function filled() {
  const db = fileAt(0);
  migrateTo(db, 30);
  db.exec(read('0030.sql'));
  migrateTo(db, migrationSources().length);
  return db;
}

describe('0030-certification-books', () => {
  it('gives every number of an electronic copy its entry, with the day, the signer and what became of it', () => {
    const db = fileAt(29);
    db.exec(read('0029.sql'));
    migrateTo(db, 30);
    const rows = db
      .prepare('SELECT state, number, book, certified_on AS day, signer_name AS name FROM book_entry')
      .all();
    expect(rows).toEqual([
      { state: 'issued', number: 1, book: '01/2026-SCTĐT/BS', day: '2026-11-24', name: 'Nguyễn Thị Hồng' },
    ]);
    migrateTo(db, migrationSources().length);
    expect(createCertifiedCopyReader(db as never).ofDossier(DOSSIER)).toMatchObject([
      { state: 'certified', number: 1, book: '01/2026-SCTĐT/BS', certifiedOn: '2026-11-24' },
    ]);
    // The job title of the fixture's officer does not say by what right they sign: an administrator must.
    expect(createSignerReader(db as never).all()).toEqual([]);
  });

  it('lets officers go on signing whose title says by what right, for the days of their role', () => {
    const db = fileAt(29);
    db.exec(read('0029.sql'));
    db.exec(`UPDATE app_user SET job_title = 'Phó Chủ tịch UBND xã';
      INSERT INTO user_role (user_id, role, valid_from, valid_to, granted_by) SELECT id, 'certifying-officer', '2026-11-02', NULL, NULL FROM app_user`);
    migrateTo(db, 30);
    migrateTo(db, migrationSources().length);
    expect(createSignerReader(db as never).all()).toMatchObject([
      { kind: 'deputy', validFrom: '2026-11-02', validTo: null, compares: false },
    ]);
  });

  it('holds entries, paper copies and signers that the repositories read back', () => {
    const db = filled() as never;
    expect(createBookReader(db).find(COPY)).toMatchObject({ state: 'issued', quantity: 1, feeVnd: null });
    const span = { book: '01/2026-SCTĐT/BS', from: '2026-11-01', to: '2026-11-30' };
    expect(createBookReader(db).totals(span)).toMatchObject({
      entries: 2,
      issued: 1,
      voided: 1,
      quantity: 1,
    });
    expect(
      createPaperCopyReader(db)
        .ofDossier(DOSSIER)
        .map(({ state }) => state),
    ).toEqual(['void', 'returned']);
    expect(createSignerReader(db).all()).toMatchObject([
      { kind: 'authorised', scope: ['copy'], compares: true },
    ]);
  });

  it.each([
    [
      'a number of a book is given once',
      "INSERT INTO book_entry (id, series_id, book, number, certified_on, state, dossier_id, requester, title, signer_title, signer_name, quantity, fee_vnd, void_reason, taken_at, taken_by, settled_at, settled_by) SELECT 'x', series_id, book, number, certified_on, state, dossier_id, requester, title, signer_title, signer_name, quantity, fee_vnd, void_reason, taken_at, taken_by, settled_at, settled_by FROM book_entry WHERE number = 1",
      'UNIQUE',
    ],
    ['a number never becomes another', 'UPDATE book_entry SET number = 9 WHERE number = 1', 'given once'],
    ['an entry is never removed', 'DELETE FROM book_entry WHERE number = 1', 'never removed'],
    [
      'a void entry stays void',
      "UPDATE book_entry SET state = 'issued', void_reason = NULL WHERE number = 2",
      'stays as it is',
    ],
    ['a void entry has its reason', "UPDATE book_entry SET state = 'void' WHERE number = 1", 'CHECK'],
    ['a certified copy has its entry', 'UPDATE certified_copy SET entry_id = NULL', 'CHECK'],
    ['a signer is ended, not removed', 'DELETE FROM certification_signer', 'not removed'],
    ['who is authorised has an authorisation', "UPDATE certification_signer SET ground = ''", 'CHECK'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
