import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCopyProofReader } from '../../db/repositories/copy-proof-repository.ts';
import { createRevocationReader } from '../../db/repositories/revocation-repository.ts';
import { CertifiedCopyId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo, migrateToToday } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const COPY = CertifiedCopyId.parse('01936000-0000-7000-8000-0000000000e1');

describe('0033-copy-proof', () => {
  it('lets every copy that was certified before wait for an authority, its file as the first version', () => {
    const db = fileAt(32);
    db.exec(read('0032.sql'));
    migrateTo(db, 33);
    migrateToToday(db);
    const proofs = createCopyProofReader(db as never);
    expect(proofs.find(COPY)).toMatchObject({ level: 'B-B', nextAttemptAt: null, cause: null, versions: 1 });
    expect(proofs.versions(COPY)).toMatchObject([{ number: 1, level: 'B-B' }]);
    expect(proofs.due('2099-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('holds a proof under way, each version of its file for ever, and the newest revocation data', () => {
    const db = fileAt(0);
    migrateTo(db, 33);
    db.exec(read('0033.sql'));
    migrateToToday(db);
    const proofs = createCopyProofReader(db as never);
    expect(proofs.due('2026-11-24T02:05:00.000Z')).toMatchObject({
      copyId: COPY,
      level: 'B-T',
      attempts: 1,
      cause: { code: 'REVOCATION_TOO_OLD' },
      releaseReason: 'Công dân cần ngay',
      versions: 2,
    });
    expect(proofs.nextAt()).toBe('2026-11-24T02:05:00.000Z');
    expect(createRevocationReader(db as never).list()).toMatchObject([
      { kind: 'crl', issuer: 'CA Thử Nghiệm' },
    ]);
    expect(createRevocationReader(db as never).data()).toHaveLength(1);
    expect(() => db.exec('DELETE FROM copy_version')).toThrow('append-only');
    expect(() => db.exec("UPDATE copy_version SET level = 'B-B'")).toThrow('append-only');
    expect(() => db.exec('UPDATE copy_proof SET release_reason = NULL')).toThrow('CHECK');
  });
});
