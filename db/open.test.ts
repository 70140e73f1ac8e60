import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyInto, openReader, openWriter, sqliteCode } from './open.ts';

const key = randomBytes(32);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-'));
  path = join(folder, 'a.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fill(): void {
  const db = openWriter(path, { key, create: true });
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB) STRICT');
  const insert = db.prepare('INSERT INTO t (body) VALUES (?)');
  for (let i = 0; i < 50; i++) insert.run(randomBytes(2000));
  db.close();
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return sqliteCode(error);
  }
  return 'no error';
}

describe('opening an encrypted file', () => {
  it('keeps synchronous=FULL, WAL and foreign keys on a file that is opened again', () => {
    fill();
    const db = openWriter(path, { key });
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(db.pragma('temp_store', { simple: true })).toBe(2);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(5000);
    db.close();
  });

  it('fails at the open, not later, when the key is another one', () => {
    fill();
    expect(codeOf(() => openWriter(path, { key: randomBytes(32) }))).toBe('SQLITE_NOTADB');
    expect(codeOf(() => openReader(path, { key: randomBytes(32) }))).toBe('SQLITE_NOTADB');
  });

  it('fails when the file was cut short', () => {
    fill();
    truncateSync(path, Math.floor(statSync(path).size / 2));
    expect(codeOf(() => openWriter(path, { key }))).toBe('SQLITE_CORRUPT');
  });

  it('does not make a file that is absent unless asked to', () => {
    expect(codeOf(() => openWriter(path, { key }))).toBe('SQLITE_CANTOPEN');
    expect(codeOf(() => openReader(path, { key }))).toBe('SQLITE_CANTOPEN');
  });

  it('leaves nothing readable in the file or its log', () => {
    const db = openWriter(path, { key, create: true });
    db.exec("CREATE TABLE t (name TEXT) STRICT; INSERT INTO t VALUES ('Nguyễn Văn An')");
    const written = ['a.db', 'a.db-wal'].map((file) => readFileSync(join(folder, file)));
    expect(written.some((bytes) => bytes.includes('Nguyễn') || bytes.includes('CREATE TABLE'))).toBe(false);
    db.close();
    expect(readFileSync(path).includes('Nguyễn')).toBe(false);
  });

  it('refuses every write on a reader, also through its pragma', () => {
    fill();
    const reader = openReader(path, { key });
    const write = reader.prepare('DELETE FROM t') as unknown as { run(): void };
    expect(codeOf(() => write.run())).toBe('SQLITE_READONLY');
    reader.pragma('query_only=OFF');
    expect(codeOf(() => write.run())).toBe('SQLITE_READONLY');
    reader.close();
  });

  it('copies into a file that opens with the same key and leaves the reader unable to write', () => {
    fill();
    const reader = openReader(path, { key });
    copyInto(reader, join(folder, 'copy.db'));
    expect(reader.pragma('query_only', { simple: true })).toBe(1);
    reader.close();
    const copy = openReader(join(folder, 'copy.db'), { key });
    expect(copy.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 50 });
    copy.close();
  });
});
