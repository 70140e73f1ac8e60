import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationSources } from '../../db/migrations/sources.ts';

const folder = import.meta.dirname;

describe.each(migrationSources())('migration $name', ({ name, number }) => {
  it('has a test that builds the file one step before and goes through the real runner', () => {
    const path = join(folder, `${name}.test.ts`);
    expect(existsSync(path), `${name}.test.ts is missing`).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`fileAt(${number - 1})`);
    expect(text).toContain(`migrateTo(db, ${number})`);
  });

  it('has a number that follows the one before and a name that is the file name', () => {
    expect(name.startsWith(`${String(number).padStart(4, '0')}-`)).toBe(true);
  });
});

it('no test is left of a migration that is gone', () => {
  const known = new Set(migrationSources().map(({ name }) => `${name}.test.ts`));
  const tests = readdirSync(folder).filter((file) => /^\d{4}-.*\.test\.ts$/.test(file));
  expect(tests.filter((file) => !known.has(file))).toEqual([]);
});
