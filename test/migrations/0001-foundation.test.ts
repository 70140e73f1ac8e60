import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../db/open.ts';
import { fileAt, migrateTo, tablesOf } from './a-migrated-file.ts';

const fixture = readFileSync(join(import.meta.dirname, 'fixtures/0001.sql'), 'utf8');

function filled(): WriteDb {
  const db = fileAt(0);
  migrateTo(db, 1);
  db.exec(fixture);
  return db;
}

describe('0001-foundation', () => {
  it('makes the tables of the spine in an empty file', () => {
    const db = fileAt(0);
    expect(tablesOf(db)).toEqual([]);
    migrateTo(db, 1);
    expect(tablesOf(db)).toEqual([
      'app_user',
      'audit',
      'blob',
      'device',
      'event',
      'installation',
      'installation_epoch',
      'job',
      'number_counter',
      'number_series',
      'office',
      'office_version',
      'packet',
      'packet_delivery',
      'packet_key',
      'personal_value',
      'place',
      'place_succession',
      'request_answer',
      'schema_migration',
      'setting',
      'user_role',
    ]);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
  });

  it.each([
    ['an event is never changed', "UPDATE event SET type = 'x'", 'append-only'],
    ['an event is never deleted', 'DELETE FROM event', 'append-only'],
    ['an audit entry is never changed', "UPDATE audit SET action = 'x'", 'append-only'],
    ['an audit entry is never deleted', 'DELETE FROM audit', 'append-only'],
    ['a packet is never deleted', 'DELETE FROM packet', 'FOREIGN KEY|never deleted'],
    ["a packet's bytes are never changed", "UPDATE packet SET bytes = x'00'", 'immutable'],
    ['the bytes of a packet without a receipt stay', 'UPDATE packet SET bytes = NULL', 'immutable'],
    [
      'there is one installation',
      "INSERT INTO installation (id, mode, name, office_id, epoch, created_at) SELECT 'x', mode, name, office_id, epoch, created_at FROM installation",
      'UNIQUE',
    ],
    ['a role is one of the list', "UPDATE user_role SET role = 'king'", 'CHECK'],
    [
      'an erased value has no salt',
      'UPDATE personal_value SET value = NULL WHERE value IS NOT NULL',
      'CHECK',
    ],
    [
      'a version of a subject exists once',
      "INSERT INTO event SELECT 2, 'x', subject_kind, subject_id, version, type, payload, occurred_at, actor_id, device_id, request_id FROM event",
      'UNIQUE',
    ],
    [
      'a payload is JSON',
      "INSERT INTO job SELECT 'j2', kind, '{', state, attempts, run_at, last_error, created_at, updated_at FROM job",
      'CHECK',
    ],
    [
      'an office of a place that is not there is refused',
      "UPDATE office_version SET place_id = 'nowhere'",
      'FOREIGN KEY',
    ],
  ])('%s', (_rule, sql, reason) => {
    const db = filled();
    expect(() => db.exec(sql)).toThrow(new RegExp(reason));
  });

  it('lets the bytes of a receipted packet go, and nothing else of it', () => {
    const db = filled();
    db.exec("UPDATE packet_delivery SET state = 'receipted', receipt = x'01'");
    expect(() => db.exec("UPDATE packet SET bytes = NULL, sha256 = printf('%064d', 9)")).toThrow('immutable');
    db.exec('UPDATE packet SET bytes = NULL');
    expect(db.prepare('SELECT bytes FROM packet').pluck().get()).toBeNull();
  });

  it('lets a personal value be erased', () => {
    const db = filled();
    db.exec(
      "UPDATE personal_value SET value = NULL, salt = NULL, erased_at = '2026-11-24T00:00:00.000Z' WHERE value IS NOT NULL",
    );
    expect(db.prepare('SELECT count(*) FROM personal_value WHERE value IS NOT NULL').pluck().get()).toBe(0);
  });
});
