import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createImportReader } from '../../db/repositories/import-repository.ts';
import { createNumberReader } from '../../db/repositories/number-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const TAKEN_OVER = DossierId.parse('01936000-0000-7000-8000-0000000000d9');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 9);
  db.exec(read('0009.sql'));
  return db;
}

describe('0009-going-live', () => {
  it('calls no dossier of release 0008 taken over and no series set', () => {
    const db = fileAt(8);
    db.exec(read('0008.sql'));
    migrateTo(db, 9);
    migrateTo(db, migrationSources().length);
    expect(createImportReader(db as never).ofDossier(TAKEN_OVER)).toBeUndefined();
    const series = createNumberReader(db as never).inForce('2026-11-24');
    expect(series.map(({ start }) => start)).toEqual(series.map(() => null));
    expect(series).not.toHaveLength(0);
  });

  it('reads what it adds', () => {
    const db = filled();
    migrateTo(db, migrationSources().length);
    const imports = createImportReader(db as never);
    expect(imports.ofDossier(TAKEN_OVER)).toMatchObject({ number: 1, kind: 'open', dossiers: 1 });
    expect(imports.findCode('H61.115-261124-3009')).toMatch(/88$/u);
    expect(imports.findCode('H61.115-261124-3002')).toBeNull();
    expect(imports.findCode('H61.115-261124-9999')).toBeUndefined();
    const [started] = createNumberReader(db as never)
      .inForce('2026-11-24')
      .filter(({ start }) => start !== null);
    expect(started?.start).toMatchObject({ nextNumber: 57, openedOn: '2026-07-01' });
  });

  it.each([
    ['a file that was taken stays', "UPDATE dossier_import SET source = 'x'", 'append-only'],
    ['and is never taken away', 'DELETE FROM dossier_import', 'append-only'],
    ['a series is set once', 'INSERT INTO number_start SELECT * FROM number_start', 'UNIQUE'],
    ['and stays so', 'UPDATE number_start SET next_number = 1', 'append-only'],
    ['or goes away', 'DELETE FROM number_start', 'append-only'],
    ['a dossier comes by one file', 'INSERT INTO imported_dossier SELECT * FROM imported_dossier', 'UNIQUE'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
