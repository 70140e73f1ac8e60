import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { corpus } from './corpus.ts';
import { wrongIn } from './corpus-row.ts';
import { corpusTable } from './corpus-table.ts';
import { anOffice, type Office } from './office.ts';

let office: Office;

beforeAll(() => {
  office = anOffice();
});

describe.each(corpus)('$group', ({ rows }) => {
  test.each(rows)('$name is called $verdict', (row) => {
    const told = verifySignedPdf({
      pdf: row.build(office),
      roots: office.roots,
      at: new Date().toISOString(),
    });
    expect(wrongIn(row, told)).toBeUndefined();
  });
});

test('every file has a name of its own, and the page about them is up to date', async () => {
  const names = corpus.flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  const page = await readFile(join(import.meta.dirname, '../../docs/verifier-corpus.md'), 'utf8');
  expect(page).toBe(corpusTable());
});
