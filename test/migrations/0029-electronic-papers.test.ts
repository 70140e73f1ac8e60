import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const all = (db: ReturnType<typeof fileAt>, sql: string) => db.prepare(sql).all();
const FILE = '77'.padStart(64, '0');

describe('0029-electronic-papers', () => {
  it('keeps every component of a file of release 0028 as it was, and puts its given PDFs on the list of files to read', () => {
    const db = fileAt(28);
    db.exec(read('0028.sql'));
    const before = all(db, 'SELECT * FROM dossier_component ORDER BY dossier_id, component_id');
    db.exec("UPDATE blob SET media_type = 'application/pdf' WHERE sha256 = printf('%064d', 77)");
    migrateTo(db, 29);
    expect(all(db, 'SELECT * FROM dossier_component ORDER BY dossier_id, component_id')).toEqual(before);
    expect(all(db, 'SELECT sha256 FROM file_to_read')).toEqual([{ sha256: FILE }]);
  });

  it('takes a component out of a store, which has no paper, and refuses any other source', () => {
    const db = fileAt(0);
    migrateTo(db, 29);
    db.exec(read('0029.sql'));
    expect(all(db, "SELECT component_id FROM dossier_component WHERE source = 'store'")).toEqual([
      { component_id: 'stored' },
    ]);
    for (const change of ["source = 'elsewhere'", 'original = 1'])
      expect(() => db.exec(`UPDATE dossier_component SET ${change} WHERE component_id = 'stored'`)).toThrow(
        'CHECK',
      );
  });

  it('forgets what was read in a file when the file goes', () => {
    const db = fileAt(0);
    migrateTo(db, 29);
    db.exec(read('0029.sql'));
    expect(all(db, "SELECT rowid FROM file_search WHERE file_search MATCH 'khuyet'")).toHaveLength(1);
    db.exec("UPDATE blob SET purged_at = '2026-12-24T02:00:00.000Z' WHERE sha256 = printf('%064d', 77)");
    expect(all(db, 'SELECT seq FROM file_text')).toEqual([]);
    expect(all(db, 'SELECT sha256 FROM file_to_read')).toEqual([]);
    expect(all(db, "SELECT rowid FROM file_search WHERE file_search MATCH 'khuyet'")).toEqual([]);
  });
});
