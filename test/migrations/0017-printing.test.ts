import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createPaperReader } from '../../db/repositories/paper-repository.ts';
import { createPrintReader } from '../../db/repositories/print-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0017-printing', () => {
  it('makes of each line of the old log a print that the system window was asked for', () => {
    const db = fileAt(16);
    db.exec(read('0016.sql'));
    // The same paper once more, and one sheet that is kept with two dossiers, printed once.
    db.exec(`
      INSERT INTO print_log SELECT 'l2', paper_id, printer, '2026-11-24T03:00:00.000Z', printed_by FROM print_log WHERE id = 'l1';
      INSERT INTO drawn_paper SELECT 's1b', '01936000-0000-7000-8000-0000000000d9', form_id, paper, copies, sha256, drawn_at, drawn_by FROM drawn_paper WHERE id = 's1';
      INSERT INTO print_log SELECT 'l3', 's1b', printer, '2026-11-24T03:00:00.000Z', printed_by FROM print_log WHERE id = 'l1';`);
    migrateTo(db, 17);
    expect(db.prepare('SELECT count(*) FROM print_log WHERE run_id IS NULL').pluck().get()).toBe(0);
    // The repositories are those of today.
    migrateTo(db, migrationSources().length);
    const prints = createPrintReader(db);
    const log = prints.between({
      from: '2026-11-24T00:00:00.000Z',
      to: '2026-11-25T00:00:00.000Z',
      limit: 9,
    });
    expect(log.map(({ state, route, number, printer }) => [state, route, number, printer])).toEqual([
      ['handed', 'viewer', 2, 'Laser'],
      ['handed', 'viewer', 1, 'Laser'],
    ]);
    expect(prints.timesPrinted(log[0]?.sentSha256 ?? '')).toBe(2);
    expect(prints.loggedOf(log[0]?.id ?? '')).toEqual(['s1', 's1b']);
    expect(createPaperReader(db).ofDossier(DOSSIER)[0]?.printed).toBe(2);
  });

  it('keeps a print that goes on apart from one that has ended', () => {
    const db = fileAt(0);
    migrateTo(db, 17);
    db.exec(read('0017.sql'));
    migrateTo(db, migrationSources().length);
    expect(createPrintReader(db).open()).toEqual([]);
    db.exec("UPDATE print_run SET state = 'waiting', ended_at = NULL");
    expect(createPrintReader(db).open()).toHaveLength(1);
    expect(() => db.exec("UPDATE print_run SET state = 'completed'")).toThrow('CHECK');
  });
});
