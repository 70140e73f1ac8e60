import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columnsNamingFiles } from '../../db/repositories/blob-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

it('0041-copy-purge: files inside lists are found by hash, text goes with its page, and no large table is read through', () => {
  const db = fileAt(40);
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0040.sql'), 'utf8'));
  const hashes = (sql: string) => db.prepare(sql).pluck().all();
  const file = (letter: string) => letter.repeat(64);
  const revision = (number: number, letters: string[]) =>
    db
      .prepare(
        'INSERT INTO online_revision SELECT submission_id, ?, text, sha256, signature, ?, arrived_at FROM online_revision LIMIT 1',
      )
      .run(number, JSON.stringify([{ sha256: file(letters[0] ?? ''), pages: [file(letters[1] ?? '')] }]));
  revision(8, ['a', 'b']);
  migrateTo(db, 41);
  revision(9, ['c', 'a']);
  expect(hashes("SELECT sha256 FROM listed_file WHERE listed_in = 'filing' ORDER BY 1")).toEqual(
    ['a', 'b', 'c'].map(file),
  );
  expect(hashes("SELECT DISTINCT sha256 FROM listed_file WHERE listed_in = 'tray'")).toEqual(
    expect.arrayContaining(hashes('SELECT sha256 FROM tray_file WHERE sha256 IS NOT NULL') as string[]),
  );
  expect(hashes('SELECT files_left FROM certified_copy WHERE purged_at IS NULL')).toEqual([1]);
  const [page] = hashes('SELECT p.sha256 FROM scanned_page p JOIN page_text t ON t.page_id = p.id');
  db.prepare('UPDATE blob SET purged_at = ? WHERE sha256 = ?').run('2026-12-01T00:00:00.000Z', page);
  expect(
    hashes(
      `SELECT t.page_id FROM page_text t JOIN scanned_page p ON p.id = t.page_id WHERE p.sha256 = '${page}'`,
    ),
  ).toEqual([]);
  // Few rows, ever: publications, lists that were taken over.
  const small = ['catalogue_publication', 'dossier_import'];
  const scanned = columnsNamingFiles(db).filter(({ inTable, inColumn }) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM "${inTable}" WHERE "${inColumn}" = ?`).all('');
    return !small.includes(inTable) && JSON.stringify(plan).includes('SCAN');
  });
  expect(scanned).toEqual([]);
});
