import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileSignatureReader } from '../../db/repositories/file-signature-repository.ts';
import { createResultReader } from '../../db/repositories/result-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0036-file-signatures', () => {
  it('finds nothing signed by the office in a file of before, and its results as they were', () => {
    const db = fileAt(35);
    db.exec(read('0035.sql'));
    migrateTo(db, 36);
    expect(createFileSignatureReader(db).unsignedOf('77'.padStart(64, '0'))).toBeUndefined();
    expect(createResultReader(db).find(DOSSIER)?.sha256).toBe('77'.padStart(64, '0'));
  });

  it('keeps what was signed for ever', () => {
    const db = fileAt(0);
    migrateTo(db, 36);
    db.exec(read('0036.sql'));
    expect(createFileSignatureReader(db).unsignedOf('77'.padStart(64, '0'))).toBe('77'.padStart(64, '0'));
    expect(() => db.exec('DELETE FROM file_signature')).toThrow('append-only');
    expect(() => db.exec("UPDATE file_signature SET format = 'pkcs7'")).toThrow('append-only');
  });
});
