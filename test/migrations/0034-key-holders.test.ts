import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSigningKeyRepository } from '../../db/repositories/signing-key-repository.ts';
import { UserId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo, migrateToToday } from './a-migrated-file.ts';

const HOLDER = UserId.parse('01936000-0000-7000-8000-000000000004');

it('0034-key-holders: a personal key of before is nobody’s until somebody says whose, and the agency’s never anybody’s', () => {
  const db = fileAt(33);
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0033.sql'), 'utf8'));
  migrateTo(db, 34);
  migrateToToday(db);
  const keys = createSigningKeyRepository(db);
  const [key] = keys.all();
  expect(key).toMatchObject({ role: 'officer', holderId: null, holderName: null });
  expect(keys.bind(key?.keyId ?? '', HOLDER)).toBe(true);
  expect(keys.bind(key?.keyId ?? '', HOLDER)).toBe(false);
  expect(keys.find(key?.keyId ?? '')).toMatchObject({ holderId: HOLDER, holderName: expect.any(String) });
  expect(() => db.exec("UPDATE signing_key SET role = 'agency'")).toThrow('CHECK');
});
