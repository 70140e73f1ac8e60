import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../db/open.ts';
import { createTrayReader } from '../../db/repositories/tray-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 8);
  db.exec(read('0008.sql'));
  return db;
}

describe('0008-tray', () => {
  it('adds an empty tray beside the rows of release 0007', () => {
    const db = fileAt(7);
    db.exec(read('0007.sql'));
    migrateTo(db, 8);
    expect(db.prepare('SELECT count(*) FROM dossier').pluck().get()).toBeGreaterThan(0);
    expect(createTrayReader(db as never).waiting()).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('reads back what waits, the oldest first, and leaves out what is settled', () => {
    const tray = createTrayReader(filled() as never);
    expect(tray.waiting().map(({ name, refusal }) => [name, refusal])).toEqual([
      ['scan.jpg', null],
      ['thu.docx', 'IMAGE_UNREADABLE'],
    ]);
    expect(tray.find('01936000-0000-7000-8000-0000000000f3')?.outcome).toBe('filed');
    expect(tray.isWaiting('77'.padStart(64, '0'))).toBe(true);
  });

  it.each([
    [
      'a file is settled by somebody',
      "UPDATE tray_file SET outcome = 'dropped' WHERE name = 'scan.jpg'",
      'CHECK',
    ],
    [
      'what was filed is somewhere',
      "UPDATE tray_file SET dossier_id = NULL WHERE outcome = 'filed'",
      'CHECK',
    ],
    ['what was refused has a reason', "UPDATE tray_file SET refusal = NULL WHERE kind = 'refused'", 'CHECK'],
    ['what was refused has no pages', "UPDATE tray_file SET files = '[1]' WHERE kind = 'refused'", 'CHECK'],
    [
      'a file goes into a dossier that is there',
      "UPDATE tray_file SET dossier_id = 'x' WHERE outcome = 'filed'",
      'FOREIGN KEY',
    ],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });
});
