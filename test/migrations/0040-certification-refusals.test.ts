import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRefusalRepository } from '../../db/repositories/refusal-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

it('0040-certification-refusals: a refusal keeps its ground for ever, and a suspected forgery says where the paper is', () => {
  const db = fileAt(39);
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0039.sql'), 'utf8'));
  migrateTo(db, 40);
  const refusals = createRefusalRepository(db);
  const dossierId = DossierId.parse('01936000-0000-7000-8000-0000000000d1');
  const by = { at: '2026-11-24T02:00:00.000Z', by: '01936000-0000-7000-8000-000000000004' };
  const paper = { dossierId, paperCopyId: null, copyId: null, title: 'Bằng tốt nghiệp', originalId: null };
  const id = '01936000-0000-7000-8000-0000000000c9';
  refusals.insert({ id, ...paper, ground: 'altered', words: 'Sửa năm sinh', ...by });
  expect(refusals.ofDossier(dossierId)).toMatchObject([
    { ground: 'altered', words: 'Sửa năm sinh', place: null },
  ]);
  expect(() => db.exec("UPDATE certification_refusal SET ground = 'damaged'")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM certification_refusal')).toThrow('append-only');
  expect(() => refusals.insert({ id: 'x', ...paper, ground: 'forgery', words: 'Dấu mờ', ...by })).toThrow(
    'CHECK',
  );
});
