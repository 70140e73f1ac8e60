import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPaperCopyReader } from '../../db/repositories/paper-copy-repository.ts';
import { createSettingReader } from '../../db/repositories/setting-repository.ts';
import { PaperCopyId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

it('0037-paper-lane keeps the place that the office set for all printers, and knows of no cover drawn before', () => {
  const db = fileAt(36);
  db.exec(read('0036.sql'));
  db.exec(
    `INSERT INTO setting (key, value, updated_at) VALUES ('certify.statementPlace', '{"leftMm":20,"topMm":30}', '2026-11-24T02:00:00.000Z')`,
  );
  migrateTo(db, 37);
  expect(createSettingReader(db as never).get('certify.statementPlaces')).toEqual({
    usual: { leftMm: 20, topMm: 30 },
    printers: [],
  });
  expect(db.prepare("SELECT 1 FROM setting WHERE key = 'certify.statementPlace'").all()).toEqual([]);
  const copy = createPaperCopyReader(db as never).find(
    PaperCopyId.parse('01936000-0000-7000-8000-0000000000f1'),
  );
  expect(copy?.coverAt).toBeNull();
});
