import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../db/migrate.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import { openWriter, type WriteDb } from '../../db/open.ts';

const HEADER = `-- The schema of counter.db after every migration. Generated: \`node test/migrations/dump-schema.ts\`; do not edit.
`;

function schemaOf(db: WriteDb): string {
  const objects = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY tbl_name, type = 'trigger', type = 'index', name",
    )
    .all();
  return `${HEADER}\n${objects.map(({ sql }) => `${sql.trim()};`).join('\n\n')}\n`;
}

/** What db/schema.sql must hold: the result of the real steps, read back from a real file. */
export function currentSchema(): string {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  const db = openWriter(join(folder, 'counter.db'), { key: randomBytes(32), create: true });
  try {
    migrate(db, migrationSources(), { clock: { now: () => '2026-11-24T03:04:05.678Z' } });
    return schemaOf(db);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}
