import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createCompetentReader } from '../../db/repositories/competent-repository.ts';
import { createDossierReader } from '../../db/repositories/dossier-repository.ts';
import { createResultReader } from '../../db/repositories/result-repository.ts';
import { createStepReader } from '../../db/repositories/step-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const FORWARDED = DossierId.parse('01936000-0000-7000-8000-0000000000da');
const TOLD = DossierId.parse('01936000-0000-7000-8000-0000000000d9');
const WALKED = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 12);
  db.exec(read('0012.sql'));
  return db;
}

describe('0012-elsewhere', () => {
  it('carries over the dossiers, steps and results of release 0011, whose steps people took', () => {
    const db = fileAt(11);
    db.exec(read('0011.sql'));
    const before = db.prepare('SELECT id, state, due_at FROM dossier ORDER BY id').all();
    migrateTo(db, 12);
    expect(db.prepare('SELECT id, state, due_at FROM dossier ORDER BY id').all()).toEqual(before);
    migrateTo(db, migrationSources().length);
    expect(createStepReader(db as never).ofDossier(WALKED)).not.toEqual([]);
    for (const { begunBy, agency } of createStepReader(db as never).ofDossier(WALKED)) {
      expect(begunBy).not.toBeNull();
      expect(agency).toBeNull();
    }
    expect(createResultReader(db as never).find(WALKED)).toMatchObject({ agency: null });
    const dossier = createDossierReader(db as never).find(WALKED);
    expect(dossier?.clockFrom).toBe(dossier?.receivedAt);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds what was received for another office, and the steps of which the province told', () => {
    const file = filled();
    migrateTo(file, migrationSources().length);
    const db = file as never;
    expect(createCompetentReader(db).awaited()).toMatchObject([{ dossierId: FORWARDED }]);
    expect(createDossierReader(db).find(FORWARDED)?.clockFrom).toBe('2026-11-25T00:00:00.000Z');
    expect(createStepReader(db).ofDossier(TOLD)).toMatchObject([
      { begunBy: null, agency: 'Chi nhánh Văn phòng đăng ký đất đai', endedBy: null },
    ]);
    expect(createResultReader(db).find(TOLD)).toMatchObject({ recordedBy: null, agency: 'Sở Nội vụ' });
  });

  it.each([
    [
      "a step is a person's or an agency's",
      "UPDATE dossier_step SET agency = NULL WHERE id = 'st9'",
      'CHECK',
    ],
    ['never both', "UPDATE dossier_step SET agency = 'X' WHERE id = 'st1'", 'CHECK'],
    ['so is a result', 'UPDATE dossier_result SET agency = NULL WHERE agency IS NOT NULL', 'CHECK'],
    [
      'a dossier arrives once',
      "INSERT INTO dossier_step (id, dossier_id, kind, details, begun_at, agency, due_before) SELECT 'x' || n, dossier_id, 'arrival', '{}', begun_at, 'X', due_before FROM dossier_step, (SELECT 1 AS n UNION SELECT 2) WHERE id = 'st1'",
      'UNIQUE',
    ],
    ['a limit counts from one of two times', "UPDATE competent_office SET clock = 'later'", 'CHECK'],
    ['what the province signed is never changed', "UPDATE progress_entry SET text = 'x'", 'immutable'],
    ['nor does it go', 'DELETE FROM progress_entry', 'append-only'],
    [
      'what is put aside is not settled',
      "UPDATE progress_entry SET settled_at = 'x' WHERE outcome = 'aside'",
      'CHECK',
    ],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
