import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';
import { createResultReader } from '../../db/repositories/result-repository.ts';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

describe('0027-result-facts', () => {
  it('says nothing of the results of a file of release 0026, and asks no reason of what was handed over', () => {
    const db = fileAt(26);
    db.exec(read('0026.sql'));
    migrateTo(db, 27);
    migrateTo(db, migrationSources().length);
    const ids = db.prepare<[], string>('SELECT dossier_id FROM dossier_result').pluck().all();
    expect(ids.length).toBeGreaterThan(0);
    const results = createResultReader(db);
    for (const id of ids)
      for (const result of results.all(id as never)) expect(result.facts).toEqual(NOTHING_SAID);
    const handed = db.prepare<[], string>('SELECT dossier_id FROM hand_over').pluck().all();
    for (const id of handed) expect(results.findHandOver(id as never)).toMatchObject({ paperOnly: null });
  });

  it('holds what a result says, and a reason from the list', () => {
    const db = fileAt(0);
    migrateTo(db, 27);
    db.exec(read('0027.sql'));
    for (const change of [
      "UPDATE dossier_result SET facts = 'none'",
      "UPDATE hand_over SET paper_only = 'too much work'",
      "UPDATE hand_over SET paper_only = NULL, paper_only_words = 'x'",
    ])
      expect(() => db.exec(change), change).toThrow('CHECK');
  });
});
