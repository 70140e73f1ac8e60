import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createCorrectionReader } from '../../db/repositories/correction-repository.ts';
import { createStepReader } from '../../db/repositories/step-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');
const WAITING = (id: string, kind: string) =>
  `INSERT INTO dossier_step SELECT '${id}', dossier_id, '${kind}', details, begun_at, begun_by, due_before, NULL, NULL, NULL, NULL FROM dossier_step WHERE id = 'st1'`;

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 3);
  db.exec(read('0003.sql'));
  return db;
}

describe('0003-life', () => {
  it('adds its table beside the rows of release 0002', () => {
    const db = fileAt(2);
    db.exec(read('0002.sql'));
    migrateTo(db, 3);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM dossier_step').pluck().get()).toBe(0);
  });

  it('holds steps that the repository reads back, oldest first', () => {
    const file = filled();
    // The repositories are those of today.
    migrateTo(file, migrationSources().length);
    const steps = createStepReader(file as never);
    expect(steps.ofDossier(DOSSIER).map(({ details }) => details.kind)).toEqual([
      'supplement',
      'reappointment',
    ]);
    expect(steps.find('st1')).toMatchObject({ brought: 'Bản chính văn bằng', dossierId: DOSSIER });
    expect(steps.findPending(DOSSIER)).toBeUndefined();
  });

  it('keeps what stood before a correction', () => {
    expect(createCorrectionReader(filled() as never).ofDossier(DOSSIER)).toMatchObject([
      { reason: 'Gõ nhầm' },
    ]);
  });

  it.each([
    [
      'a dossier waits for one thing at a time',
      `${WAITING('x', 'supplement')}; ${WAITING('y', 'payment')}`,
      'UNIQUE',
    ],
    ['a return is appointed anew once', WAITING('x', 'reappointment'), 'UNIQUE'],
    [
      'only a pause ends',
      "UPDATE dossier_step SET ended_at = begun_at, ended_by = begun_by WHERE id = 'st2'",
      'CHECK',
    ],
    ['who ended a pause is known', "UPDATE dossier_step SET ended_by = NULL WHERE id = 'st1'", 'CHECK'],
    ['a step belongs to a dossier', "UPDATE dossier_step SET dossier_id = 'nobody'", 'FOREIGN KEY'],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
