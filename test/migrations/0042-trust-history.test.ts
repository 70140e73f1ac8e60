import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSigningKeyRepository } from '../../db/repositories/signing-key-repository.ts';
import { UserId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

it('0042-trust-history: what was trusted before has a beginning without a name, and every change after it is kept for ever', () => {
  const db = fileAt(41);
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0041.sql'), 'utf8'));
  migrateTo(db, 42);
  const keys = createSigningKeyRepository(db);
  const known = db.prepare('SELECT count(*) FROM trust_anchor').pluck().get();
  const before = keys.trustHistory();
  expect(before.filter(({ act }) => act === 'added')).toHaveLength(Number(known));
  expect(before.every(({ by, fileName }) => by === null && fileName === '')).toBe(true);
  const fingerprint = 'ab'.repeat(32);
  const by = UserId.parse('01936000-0000-7000-8000-000000000004');
  const root = { fingerprint, subject: 'CA gốc', certificate: Buffer.from('x'), fileName: 'goc.crt', by };
  keys.trust({ ...root, at: '2026-11-24T02:00:00.000Z' });
  expect(keys.distrust({ fingerprint, reason: 'Hết dùng', at: '2026-11-25T02:00:00.000Z', by })).toBe(true);
  expect(keys.distrust({ fingerprint, reason: 'Lần nữa', at: '2026-11-25T02:00:00.000Z', by })).toBe(false);
  keys.trust({ ...root, fileName: 'goc-2.der', at: '2026-11-26T02:00:00.000Z' });
  expect(keys.trustAnchors().at(-1)).toMatchObject({
    fileName: 'goc-2.der',
    addedAt: '2026-11-26T02:00:00.000Z',
  });
  expect(keys.trustHistory().slice(0, 3)).toMatchObject([
    { act: 'added', fileName: 'goc-2.der' },
    { act: 'removed', reason: 'Hết dùng' },
    { act: 'added', fileName: 'goc.crt' },
  ]);
  expect(() => db.exec("UPDATE trust_anchor_change SET reason = 'x'")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM trust_anchor_change')).toThrow('append-only');
});
