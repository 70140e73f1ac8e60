import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createDossierReader } from '../../db/repositories/dossier-repository.ts';
import { createPageReader } from '../../db/repositories/page-repository.ts';
import { createResultReader } from '../../db/repositories/result-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 2);
  db.exec(read('0002.sql'));
  return db;
}

describe('0002-dossier', () => {
  it('adds its tables beside the rows of release 0001', () => {
    const db = fileAt(1);
    db.exec(read('0001.sql'));
    migrateTo(db, 2);
    expect(db.prepare('SELECT count(*) FROM app_user').pluck().get()).toBeGreaterThan(0);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBe(0);
  });

  it('holds a dossier that the repositories read back', () => {
    const file = filled();
    // The repositories are those of today.
    migrateTo(file, migrationSources().length);
    const db = file as never;
    const dossiers = createDossierReader(db);
    expect(dossiers.find(DOSSIER)).toMatchObject({ code: 'H61.115-261124-3001', state: 'returned' });
    expect(createPageReader(db).digitalCopies(DOSSIER)).toHaveLength(1);
    expect(createResultReader(db).findHandOver(DOSSIER)?.receiver.name).toBe('Lê Thị Thử');
  });

  it.each([
    [
      'a code is given once',
      "INSERT INTO dossier SELECT 'x', code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel, received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at FROM dossier",
      'UNIQUE',
    ],
    [
      'a number of a book is given once',
      "INSERT INTO certified_copy SELECT 'x', dossier_id, component_id, title, requester, state, scan_sha256, pages, compared_by, compared_at, series_id, book, number, certified_on, officer_id, agency_id, prepared_sha256, manifest, officer_signed_sha256, certified_sha256, verdict, certified_at, updated_at FROM certified_copy",
      'UNIQUE',
    ],
    ['a certified copy has its file and its verdict', 'UPDATE certified_copy SET verdict = NULL', 'CHECK'],
    [
      'a component has one digital copy in force',
      "INSERT INTO digital_copy SELECT 'x', dossier_id, component_id, sha256, pages, made_at, made_by, NULL FROM digital_copy",
      'UNIQUE',
    ],
    ['a stranger takes a result only with a paper', "UPDATE hand_over SET basis = 'authorised'", 'CHECK'],
    ['a page names a stored file', "UPDATE scanned_page SET sha256 = printf('%064d', 5)", 'FOREIGN KEY'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
