// Writes db/schema.sql from the migrations; run after adding one, and read the difference.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentSchema } from './schema-text.ts';

writeFileSync(join(import.meta.dirname, '../../db/schema.sql'), currentSchema());
