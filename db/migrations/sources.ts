import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../migrate.ts';

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** The steps of counter.db's schema in order. Package builds replace this module by one with the texts inlined. */
export function migrationSources(folder: string = import.meta.dirname): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = FILE_NAME.exec(file);
      if (!match) throw new Error(`${file} is not named NNNN-what.sql`);
      return {
        number: Number(match[1]),
        name: `${match[1]}-${match[2]}`,
        sql: readFileSync(join(folder, file), 'utf8'),
      };
    });
}
