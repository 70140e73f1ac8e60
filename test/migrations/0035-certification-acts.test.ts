import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createBookReader } from '../../db/repositories/book-repository.ts';
import { createPaperCopyReader } from '../../db/repositories/paper-copy-repository.ts';
import { BookEntryId, DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

describe('0035-certification-acts', () => {
  it('keeps what was there as copies, and holds who signs an act', () => {
    const before = fileAt(34);
    before.exec(read('0033.sql'));
    migrateTo(before, migrationSources().length);
    expect(createPaperCopyReader(before as never).ofDossier(DOSSIER)).toMatchObject([
      { act: 'copy', people: [], detail: '' },
      { act: 'copy', people: [], detail: '' },
    ]);
    const db = fileAt(0);
    migrateTo(db, 35);
    db.exec(read('0035.sql'));
    migrateTo(db, migrationSources().length);
    const people = [{ name: 'Lê Thị Thử', number: '086190001234' }];
    expect(createPaperCopyReader(db as never).ofDossier(DOSSIER)[2]).toMatchObject({
      act: 'signature',
      people,
    });
    const entry = BookEntryId.parse('01936000-0000-7000-8000-0000000000e3');
    expect(createBookReader(db as never).find(entry)).toMatchObject({ people, feeVnd: 10_000 });
    expect(() => db.exec("UPDATE paper_copy SET people = '[]' WHERE act = 'signature'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE paper_copy SET act = 'seal'")).toThrow('CHECK');
  });
});
