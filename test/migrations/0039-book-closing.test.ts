import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBookClosingRepository } from '../../db/repositories/book-closing-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

it('0039-book-closing: a closed book keeps its totals for ever and takes no number', () => {
  const db = fileAt(38);
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', '0038.sql'), 'utf8'));
  migrateTo(db, 39);
  const closings = createBookClosingRepository(db);
  closings.insert({
    ...{
      book: '01/2025-SCTĐT/BS',
      reason: 'year-end',
      note: '',
      closedOn: '2025-12-31',
      firstNumber: 1,
      lastNumber: 12,
    },
    ...{ entries: 12, issued: 11, voided: 1, quantity: 11, feeVnd: 44_000 },
    ...{ signerTitle: 'CHỦ TỊCH', signerName: 'Nguyễn Thị Hồng', at: '2025-12-31T09:00:00.000Z' },
    by: '01936000-0000-7000-8000-000000000004',
  });
  expect(closings.find('01/2025-SCTĐT/BS')).toMatchObject({ lastNumber: 12, issued: 11, feeVnd: 44_000 });
  expect(closings.find('01/2026-SCTĐT/BS')).toBeUndefined();
  expect(() => db.exec('UPDATE book_closing SET issued = 12')).toThrow('append-only');
  expect(() => db.exec('DELETE FROM book_closing')).toThrow('append-only');
  const late = db.prepare(`
    INSERT INTO book_entry (id, series_id, book, number, certified_on, state, dossier_id, requester, title, signer_title, signer_name, quantity, taken_at, taken_by)
    SELECT 'late', series_id, '01/2025-SCTĐT/BS', 13, '2025-12-31', 'pending', dossier_id, requester, title, signer_title, signer_name, 1, taken_at, taken_by
    FROM book_entry WHERE number = 1`);
  expect(() => late.run()).toThrow('a closed book takes no numbers');
});
