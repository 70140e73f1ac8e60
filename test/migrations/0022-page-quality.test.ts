import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createPageQualityReader } from '../../db/repositories/page-quality-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0022-page-quality', () => {
  it('lets the pages of the open dossiers of a file of release 0021 wait to be measured', () => {
    const db = fileAt(21);
    db.exec(read('0021.sql'));
    db.exec("UPDATE dossier SET state = 'processing'");
    migrateTo(db, 22);
    migrateTo(db, migrationSources().length);
    const quality = createPageQualityReader(db as never);
    expect(quality.waiting()).toMatchObject({ pageId: 'p1', dpi: 300 });
    expect(quality.measures(DOSSIER)).toEqual([]);
    expect(quality.papers(DOSSIER)).toEqual([]);
  });

  it('measures no page of a dossier that has ended', () => {
    const db = fileAt(21);
    db.exec(read('0021.sql'));
    db.exec("UPDATE dossier SET state = 'returned'");
    migrateTo(db, 22);
    migrateTo(db, migrationSources().length);
    expect(createPageQualityReader(db as never).waiting()).toBeUndefined();
  });

  it('holds measures, what a person let stand for ever, and what is done to a page', () => {
    const db = fileAt(0);
    migrateTo(db, 22);
    db.exec(read('0022.sql'));
    migrateTo(db, migrationSources().length);
    const quality = createPageQualityReader(db as never);
    expect(quality.measures(DOSSIER)).toMatchObject([{ pageId: 'p1', measures: { borderUm: 620 } }]);
    expect(quality.acceptances(DOSSIER)).toMatchObject([{ finding: 'blurred' }]);
    expect(quality.cleanUps(DOSSIER).get('p1')).toMatchObject({ turn: 90 });
    expect(quality.papers(DOSSIER)).toEqual([{ componentId: 'original', declaredPages: 1, leftOut: null }]);
    for (const change of ["UPDATE page_acceptance SET reason = 'x'", 'DELETE FROM page_acceptance'])
      expect(() => db.exec(change), change).toThrow('append-only');
    expect(() => db.exec("UPDATE component_paper SET left_out = 'too much work'")).toThrow('CHECK');
  });
});
