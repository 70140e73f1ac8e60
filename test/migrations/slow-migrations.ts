import type { Migration } from '../../db/migrate.ts';

/** A first step, and a second that first changes much and then counts for minutes inside its transaction. */
export const slowMigrations: readonly Migration[] = [
  {
    number: 1,
    name: '0001-first',
    sql: 'CREATE TABLE paper (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT',
  },
  {
    number: 2,
    name: '0002-slow',
    sql: `
CREATE TABLE copy (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
INSERT INTO copy WITH RECURSIVE c (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c WHERE value < 20000) SELECT value, hex(randomblob(2000)) FROM c;
DROP TABLE paper;
DELETE FROM copy WHERE id IN (
  WITH RECURSIVE forever (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever WHERE n < 100000000000) SELECT n FROM forever WHERE n < 0
);`,
  },
];
