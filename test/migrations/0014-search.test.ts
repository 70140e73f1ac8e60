import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const NOW = '2026-11-24T03:00:00.000Z';

const count = (db: WriteDb, from: string) => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get();

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 14);
  db.exec(read('0014.sql'));
  return db;
}

describe('0014-search', () => {
  it('puts every dossier of release 0013 on the list of those to be written, and all are found afterwards', () => {
    const db = fileAt(13);
    db.exec(read('0013.sql'));
    migrateTo(db, 14);
    expect(count(db, 'search_due WHERE backlog = 1')).toBe(count(db, 'dossier'));
    migrateTo(db, migrationSources().length);
    const search = createSearchRepository(db);
    expect(search.find({ text: 'lê thị thử', limit: 5, now: NOW }).hits).toEqual([]);
    while (search.indexBacklog(1) > 0);
    expect(search.find({ text: 'lê thị thử', limit: 5, now: NOW }).hits).not.toEqual([]);
    expect(count(db, 'search_entry')).toBe(count(db, 'dossier'));
    expect(count(db, 'search_due')).toBe(0);
  });

  it.each([
    ['a state', "UPDATE dossier SET state = 'processing'"],
    ['a party', "UPDATE dossier_party SET name = 'x'"],
    ['a party that goes', 'DELETE FROM dossier_party'],
    [
      'a linked code',
      "INSERT INTO other_code SELECT 'G22', id, 'portal', received_at, received_by FROM dossier",
    ],
    ['a code that goes', 'DELETE FROM other_code'],
  ])('notes whatever changes %s', (_what, sql) => {
    const db = filled();
    db.exec('DELETE FROM search_due');
    db.exec(sql);
    expect(count(db, 'search_due WHERE backlog = 0')).not.toBe(0);
  });

  it('lets what only ages a dossier alone', () => {
    const db = filled();
    db.exec('DELETE FROM search_due');
    db.exec('UPDATE dossier SET updated_at = received_at, due_at = received_at');
    expect(count(db, 'search_due')).toBe(0);
  });
});
