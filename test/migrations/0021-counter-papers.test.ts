import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFeeReceiptReader } from '../../db/repositories/fee-receipt-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;

describe('0021-counter-papers', () => {
  it('leaves the dossiers of a file of release 0020 without receipts', () => {
    const db = fileAt(20);
    db.exec(read('0020.sql'));
    migrateTo(db, 21);
    expect(createFeeReceiptReader(db as never).ofDossier(DOSSIER)).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM guidance_visit').pluck().get()).toBe(0);
  });

  it('holds receipts for ever, each fee with one that stands, and no number twice', () => {
    const db = fileAt(0);
    migrateTo(db, 21);
    db.exec(read('0021.sql'));
    const receipts = createFeeReceiptReader(db as never);
    expect(receipts.ofDossier(DOSSIER)).toMatchObject([
      { number: 1, cancelled: { reason: 'Ghi nhầm cách nộp' }, paperId: null },
      { number: 2, cancelled: null, paperId: 's1', lines: [{ feeId: 'phi-chung-thuc-ban-sao' }] },
    ]);
    expect(receipts.lastOf({ formSign: '01BLP-001', symbol: 'BT-26P', year: '2026' })).toBe(2);
    const another = (id: string, number: number) =>
      db.exec(
        `INSERT INTO fee_receipt SELECT '${id}', dossier_id, form_sign, symbol, year, ${number}, tax_code, payer, address, method, amount_vnd, issued_at, issued_by FROM fee_receipt WHERE id = 'fr2'`,
      );
    expect(() => another('fr3', 2)).toThrow('UNIQUE');
    another('fr3', 3);
    expect(() =>
      db.exec(
        "INSERT INTO fee_receipt_line SELECT 'fr3', position, fee_id, name, nature, amount_vnd FROM fee_receipt_line WHERE receipt_id = 'fr2'",
      ),
    ).toThrow('the fee has a receipt');
    for (const change of [
      'UPDATE fee_receipt SET number = 9',
      'UPDATE fee_receipt SET amount_vnd = 9',
      'DELETE FROM fee_receipt',
      'UPDATE fee_receipt_line SET amount_vnd = 9',
      'DELETE FROM fee_receipt_line',
      "UPDATE fee_receipt_cancelled SET reason = 'x'",
      'DELETE FROM fee_receipt_cancelled',
      'DELETE FROM guidance_visit',
    ])
      expect(() => db.exec(change), change).toThrow('append-only');
  });
});
