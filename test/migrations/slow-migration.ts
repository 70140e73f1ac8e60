// Brings the file at argv[2] (key argv[3], hexadecimal) from schema 1 to 2 by a step that takes long, for a test that kills it in the middle.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { migrate } from '../../db/migrate.ts';
import { openWriter } from '../../db/open.ts';
import { slowMigrations } from './slow-migrations.ts';

const [path = '', key = ''] = process.argv.slice(2);
const db = openWriter(path, { key: Buffer.from(key, 'hex') });
process.stdout.write('begun\n');
await nextTurn();
const done = migrate(db, slowMigrations, { clock: { now: () => '2026-11-24T03:04:05.678Z' } });
process.stdout.write(`finished ${done.ok}\n`);
