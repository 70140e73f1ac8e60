import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createPageReader } from '../../db/repositories/page-repository.ts';
import { createPaperFactsReader } from '../../db/repositories/paper-facts-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0026-paper-facts', () => {
  it('names the digital copies of a file of release 0025 in the order in which they were made', () => {
    const db = fileAt(25);
    db.exec(read('0025.sql'));
    db.exec(`INSERT INTO digital_copy (id, dossier_id, component_id, sha256, pages, made_at, made_by, superseded_at)
      SELECT 'c0', dossier_id, component_id, sha256, 2, '2026-11-24T01:00:00.000Z', made_by, made_at FROM digital_copy WHERE id = 'c1'`);
    migrateTo(db, 26);
    expect(
      db.prepare('SELECT id, pages, file_name AS name FROM digital_copy ORDER BY made_at').all(),
    ).toEqual([
      { id: 'c0', pages: 2, name: 'H61.115-261124-3001_original_01.pdf' },
      { id: 'c1', pages: 1, name: 'H61.115-261124-3001_original_02.pdf' },
    ]);
    migrateTo(db, migrationSources().length);
    expect(createPageReader(db as never).digitalCopies(DOSSIER)).toMatchObject([
      { fileName: 'H61.115-261124-3001_original_02.pdf', originalName: null },
    ]);
    expect(createPaperFactsReader(db as never).ofDossier(DOSSIER)).toEqual([]);
  });

  it('holds what a paper says, and one digital copy in force with a name of its own', () => {
    const db = fileAt(0);
    migrateTo(db, 26);
    db.exec(read('0026.sql'));
    expect(createPaperFactsReader(db as never).find(DOSSIER, 'original')).toMatchObject({
      facts: { kind: 'diploma', holder: { name: 'Lê Thị Thử' } },
      suggested: ['number'],
    });
    const again =
      "INSERT INTO digital_copy SELECT 'x', dossier_id, component_id, sha256, pages, file_name, original_name, made_at, made_by, NULL, made_of FROM digital_copy";
    expect(() => db.exec(again)).toThrow('UNIQUE');
    for (const change of [
      "UPDATE digital_copy SET file_name = ''",
      "UPDATE digital_copy SET original_name = printf('%.4001c', 'x')",
      "UPDATE paper_facts SET facts = 'none'",
    ])
      expect(() => db.exec(change), change).toThrow('CHECK');
  });
});
