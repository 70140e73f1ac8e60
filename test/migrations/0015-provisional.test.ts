import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCodeReader, createCodeRepository } from '../../db/repositories/code-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const NUMBERED = DossierId.parse('01936000-0000-7000-8000-0000000000dc');
const PORTAL = DossierId.parse('01936000-0000-7000-8000-0000000000d9');
const AT = '2026-11-24T06:00:00.000Z';

function filled() {
  const db = fileAt(0);
  migrateTo(db, 15);
  db.exec(read('0015.sql'));
  return db;
}

describe('0015-provisional', () => {
  it('carries over the codes of release 0014, which still put their dossier on the list of those to be written', () => {
    const db = fileAt(14);
    db.exec(read('0014.sql'));
    const before = db.prepare('SELECT * FROM other_code ORDER BY code').all();
    migrateTo(db, 15);
    expect(before).not.toEqual([]);
    expect(db.prepare('SELECT * FROM other_code ORDER BY code').all()).toEqual(before);
    expect(
      createCodeReader(db as never)
        .ofDossier(PORTAL)
        .map(({ kind }) => kind),
    ).toEqual(['portal', 'central']);
    db.exec('DELETE FROM search_due; DELETE FROM other_code');
    expect(db.prepare('SELECT count(*) FROM search_due').pluck().get()).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds what waits for its code, and finds it by an index of its own', () => {
    const db = filled();
    const codes = createCodeReader(db as never);
    expect(codes.waiting()).toMatchObject([
      { code: 'TAM-H61.115-2026.11.24-3004', codeSystem: 'Hệ thống dùng chung', ownerName: 'Lê Thị Thử' },
    ]);
    expect(codes.figures()).toEqual({ count: 1, oldestAt: '2026-11-24T02:00:00.000Z' });
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT count(*) FROM dossier d WHERE d.code_rule = 'so-tam' AND d.state <> 'voided'`,
      )
      .all();
    expect(JSON.stringify(plan)).toContain('dossier_without_code');
    expect(codes.ofDossier(NUMBERED).map(({ kind }) => kind)).toEqual(['provisional', 'mistaken']);
  });

  it('knows no other kind of code, and gives no code to two dossiers', () => {
    const db = filled();
    expect(() => db.exec("UPDATE other_code SET kind = 'guessed'")).toThrow('CHECK');
    const codes = createCodeRepository(db as never);
    expect(() => codes.rename(PORTAL, 'G22.99-261124-150124', 'central', AT)).toThrow('UNIQUE');
  });
});
