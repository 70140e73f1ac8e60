import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPageReader } from '../../db/repositories/page-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1';

describe('0032-copy-size', () => {
  it('says of the copies of a file of release 0031 that none of their pages was coded anew', () => {
    const db = fileAt(31);
    db.exec(read('0031.sql'));
    migrateTo(db, 32);
    expect(createPageReader(db as never).digitalCopies(DOSSIER as never)).toMatchObject([
      { componentId: 'original', pages: 1, reEncoded: [], largerThan: null },
    ]);
  });

  it('keeps how each page was coded anew, and the limit that a person let a copy pass', () => {
    const db = fileAt(0);
    migrateTo(db, 32);
    db.exec(read('0032.sql'));
    expect(createPageReader(db as never).digitalCopies(DOSSIER as never)).toMatchObject([
      {
        reEncoded: [{ page: 1, quality: 50, dpi: 300, before: 2_000_000, after: 900_000 }],
        largerThan: 10_000_000,
      },
    ]);
    expect(() => db.exec("UPDATE digital_copy SET re_encoded = 'no list'")).toThrow('CHECK');
    expect(() => db.exec('UPDATE digital_copy SET larger_than = 0')).toThrow('CHECK');
  });
});
