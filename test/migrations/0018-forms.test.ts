import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFormReader } from '../../db/repositories/form-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

describe('0018-forms', () => {
  it('leaves every kind of a file of release 0017 with its shipped form', () => {
    const db = fileAt(17);
    db.exec(read('0017.sql'));
    migrateTo(db, 18);
    const forms = createFormReader(db as never);
    expect(forms.lastNumber()).toBe(0);
    expect(forms.on('slip', '2026-11-24')?.id).toBe('tt-03-2025/mau-01');
    expect(forms.on('slip', '2024-11-24')?.id).toBe('tt-01-2018/mau-01');
  });

  it('holds what was put in force, from its day on and unchanged', () => {
    const db = fileAt(0);
    migrateTo(db, 18);
    db.exec(read('0018.sql'));
    const forms = createFormReader(db as never);
    expect(forms.on('apology', '2026-11-24')?.id).toBe('tt-03-2025/mau-04');
    expect(forms.on('apology', '2026-11-25')?.id).toBe('tt-01-2018/mau-04');
    expect(forms.said().map(({ number }) => number)).toEqual([1, 2]);
    expect(() => db.exec("UPDATE form_in_force SET valid_from = '2020-01-01'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM form_in_force')).toThrow('append-only');
    expect(() =>
      db.exec(
        'INSERT INTO form_in_force SELECT 3, kind, form_id, content, valid_from, taken_at, taken_by FROM form_in_force WHERE number = 1',
      ),
    ).toThrow('UNIQUE');
  });
});
