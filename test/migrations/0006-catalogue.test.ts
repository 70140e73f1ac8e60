import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createCatalogueReader } from '../../db/repositories/catalogue-repository.ts';
import { createDossierReader } from '../../db/repositories/dossier-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 6);
  db.exec(read('0006.sql'));
  return db;
}

describe('0006-catalogue', () => {
  it('leaves no look-up of release 0005 open', () => {
    const db = fileAt(5);
    db.exec(read('0005.sql'));
    migrateTo(db, 6);
    // The repository of today reads a column of a later release.
    migrateTo(db, migrationSources().length);
    const components = createDossierReader(db as never).components(DOSSIER);
    expect(components.map(({ lookupPending }) => lookupPending)).toEqual(components.map(() => false));
    expect(components).not.toHaveLength(0);
  });

  it('reads what it adds, each version from its day on', () => {
    const db = filled();
    migrateTo(db, migrationSources().length);
    const catalogues = createCatalogueReader(db as never);
    expect(catalogues.on('2026-11-30').version).not.toContain('+');
    expect(catalogues.on('2026-12-01').version).toMatch(/\+1$/u);
    expect(catalogues.publications()).toMatchObject([{ number: 1, publishedBy: '12/QĐ-UBND' }]);
    expect(createDossierReader(db as never).components(DOSSIER)[0]?.lookupPending).toBe(true);
  });

  it.each([
    [
      'a publication stays as it is',
      "UPDATE catalogue_publication SET valid_from = '2026-12-02'",
      'append-only',
    ],
    ['and is never taken away', 'DELETE FROM catalogue_publication', 'append-only'],
    ['a look-up is open or not', 'UPDATE dossier_component SET lookup_pending = 2', 'CHECK'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
