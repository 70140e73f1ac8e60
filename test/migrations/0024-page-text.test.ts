import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPageTextReader } from '../../db/repositories/page-text-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

describe('0024-page-text', () => {
  it('lets every page of a file of release 0023 wait to be read', () => {
    const db = fileAt(23);
    db.exec(read('0023.sql'));
    const pages = db.prepare('SELECT count(*) FROM scanned_page WHERE set_aside_at IS NULL').pluck().get();
    migrateTo(db, 24);
    expect(db.prepare('SELECT count(*) FROM page_to_read').pluck().get()).toBe(pages);
    expect(pages).toBeGreaterThan(0);
    expect(createPageTextReader(db as never).waiting()).toMatchObject({ pageId: 'p1' });
  });

  it('finds a page by its words, and holds either words or why there are none', () => {
    const db = fileAt(0);
    migrateTo(db, 24);
    db.exec(read('0024.sql'));
    expect(createPageTextReader(db as never).find('ket hon', 5)).toMatchObject([
      { pageId: 'p1', page: 1, line: 'chứng nhận kết hôn' },
    ]);
    for (const change of [
      "UPDATE page_text SET problem = 'HELPER_TIMED_OUT'",
      'UPDATE page_text SET words = NULL',
      "UPDATE page_text SET engine = 'other'",
    ])
      expect(() => db.exec(change), change).toThrow('CHECK');
  });
});
