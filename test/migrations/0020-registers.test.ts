import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createListViewReader } from '../../db/repositories/list-view-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

describe('0020-registers', () => {
  it('keeps the papers, their prints and the exports of release 0019', () => {
    const db = fileAt(19);
    db.exec(read('0019.sql'));
    const rows = () => [
      db.prepare('SELECT * FROM drawn_paper ORDER BY id').all(),
      db.prepare('SELECT * FROM print_log ORDER BY id').all(),
      db
        .prepare(
          'SELECT id, format, rows, sha256, made_at, made_by, keep_until, purged_at FROM list_export ORDER BY id',
        )
        .all(),
    ];
    const before = rows();
    migrateTo(db, 20);
    expect(rows()).toEqual(before);
    expect(before.every((each) => each.length > 0)).toBe(true);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('takes papers on rolls, and books of dossiers with the form and the sheet that they were drawn on', () => {
    const db = fileAt(0);
    migrateTo(db, 20);
    db.exec(read('0020.sql'));
    expect(db.prepare("SELECT count(*) FROM drawn_paper WHERE paper = '80mm'").pluck().get()).toBe(1);
    const views = createListViewReader(db);
    expect(views.book('01936000-0000-7000-8000-0000000000e3')).toMatchObject({
      formId: 'tt-03-2025/mau-07',
      paper: 'A3',
    });
    expect(views.book('01936000-0000-7000-8000-0000000000e1')).toBeUndefined();
    for (const sql of [
      "UPDATE list_export SET form_id = NULL, paper = NULL WHERE format = 'pdf'",
      "UPDATE list_export SET form_id = 'x', paper = 'A4' WHERE format = 'csv'",
      "UPDATE list_export SET paper = 'A5' WHERE format = 'pdf'",
      "UPDATE drawn_paper SET paper = 'A0'",
    ])
      expect(() => db.exec(sql)).toThrow('CHECK');
  });
});
