import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const NOW = '2026-11-24T03:00:00.000Z';

/** A file of release 0018 whose search is complete. */
function searched(): WriteDb {
  const db = fileAt(18);
  db.exec(read('0018.sql'));
  db.exec('DELETE FROM search_due');
  return db;
}

const due = (db: WriteDb) => db.prepare('SELECT count(*) FROM search_due').pluck().get();

describe('0019-search-listing', () => {
  it('shows at once what release 0018 had in its index, before it is written anew', () => {
    const db = searched();
    migrateTo(db, 19);
    expect(due(db)).toBe(0);
    migrateTo(db, migrationSources().length);
    const { hits } = createSearchRepository(db).find({ text: '261124 3009', limit: 5, now: NOW });
    expect(hits).toMatchObject([
      { dossierId: '01936000-0000-7000-8000-0000000000d9', ownerName: 'Lê Thị Thử', voidedFor: null },
    ]);
  });

  it('writes a line anew when its hour or its way of filing changes, and leaves the words alone', () => {
    const db = searched();
    migrateTo(db, migrationSources().length);
    const search = createSearchRepository(db);
    const words = () => db.prepare('SELECT hex(block) FROM dossier_search_data ORDER BY id').pluck().all();
    search.indexChanged();
    db.exec("UPDATE dossier SET state = 'processing' WHERE id = '01936000-0000-7000-8000-0000000000d9'");
    search.indexChanged();
    const before = words();
    db.exec(
      "UPDATE dossier SET due_at = '2027-01-04T01:00:00.000Z' WHERE id = '01936000-0000-7000-8000-0000000000d9'",
    );
    expect(due(db)).toBe(1);
    search.indexChanged();
    expect(words()).toEqual(before);
    const { hits } = search.find({ text: '261124 3009', limit: 5, now: NOW });
    expect(hits).toMatchObject([{ dueAt: '2027-01-04T01:00:00.000Z', state: 'processing' }]);
  });

  it('writes the text anew when only the marks of a name change', () => {
    const db = searched();
    migrateTo(db, migrationSources().length);
    const search = createSearchRepository(db);
    search.forget();
    while (search.indexBacklog(5) > 0);
    db.exec(
      "UPDATE dossier_party SET party = json_set(party, '$.name', 'Lê Thị Thư') WHERE dossier_id = '01936000-0000-7000-8000-0000000000d9'",
    );
    search.indexChanged();
    expect(db.prepare('SELECT text FROM search_entry').pluck().all().join('\n')).toContain('lê thị thư');
  });

  it('holds what was written', () => {
    const db = fileAt(0);
    migrateTo(db, 19);
    db.exec(read('0019.sql'));
    expect(db.prepare('SELECT code FROM search_listing').pluck().all()).toEqual(
      db.prepare('SELECT code FROM dossier WHERE id IN (SELECT dossier_id FROM search_entry)').pluck().all(),
    );
    expect(() => db.exec('DELETE FROM search_entry')).toThrow('FOREIGN KEY');
  });
});
