import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createPageQualityReader } from '../../db/repositories/page-quality-repository.ts';
import { createPageRepository } from '../../db/repositories/page-repository.ts';
import { createPageThumbnailReader } from '../../db/repositories/page-thumbnail-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0025-page-order', () => {
  it('knows of what the copies of a file of release 0024 were made', () => {
    const db = fileAt(24);
    db.exec(read('0024.sql'));
    const isCurrent = () =>
      createPageRepository(db)
        .digitalCopies(DOSSIER)
        .map(({ upToDate }) => upToDate);
    db.exec("UPDATE digital_copy SET made_at = '2026-11-24T02:00:08.000Z' WHERE id = 'c1'");
    migrateTo(db, 25);
    migrateTo(db, migrationSources().length);
    expect(isCurrent()).toEqual([true]);
    db.exec('DELETE FROM page_clean_up');
    expect(isCurrent()).toEqual([false]);
  });

  it('takes a copy for out of date when its pages came, went or were cleaned up after it', () => {
    for (const change of [
      "UPDATE page_clean_up SET chosen_at = '2026-11-25T02:00:00.000Z'",
      "UPDATE scanned_page SET added_at = '2026-11-25T02:00:00.000Z'",
      "UPDATE scanned_page SET set_aside_at = '2026-11-25T02:00:00.000Z'",
    ]) {
      const db = fileAt(24);
      db.exec(read('0024.sql'));
      db.exec("UPDATE digital_copy SET made_at = '2026-11-24T02:00:08.000Z' WHERE id = 'c1'");
      db.exec(change);
      migrateTo(db, 25);
      migrateTo(db, migrationSources().length);
      expect(createPageRepository(db).digitalCopies(DOSSIER), change).toMatchObject([{ upToDate: false }]);
    }
  });

  it('lets the pages of open dossiers wait for their small pictures', () => {
    const db = fileAt(24);
    db.exec(read('0024.sql'));
    db.exec("UPDATE dossier SET state = 'received'");
    migrateTo(db, 25);
    migrateTo(db, migrationSources().length);
    expect(createPageThumbnailReader(db).waiting()).toMatchObject({ pageId: 'p1' });
  });

  it('keeps the halves of sheets with stuck notes, and the small pictures or why there are none', () => {
    const db = fileAt(0);
    migrateTo(db, 25);
    db.exec(read('0025.sql'));
    migrateTo(db, migrationSources().length);
    expect([...createPageQualityReader(db).notes(DOSSIER)]).toEqual([['p1', 'with']]);
    expect([...createPageThumbnailReader(db).ofDossier(DOSSIER).keys()]).toEqual(['p1']);
    expect(() => db.exec("UPDATE page_note SET picture = 'other'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE page_thumbnail SET problem = 'IMAGE_UNREADABLE'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE digital_copy SET made_of = 'no list'")).toThrow('CHECK');
  });
});
