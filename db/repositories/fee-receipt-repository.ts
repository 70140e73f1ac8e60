import * as z from 'zod';
import { LAST_RECEIPT, PAYMENT_METHODS } from '../../shared/domain/fee/fee-receipt.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const Line = z.object({
  feeId: z.string(),
  name: z.string(),
  nature: z.enum(['fee', 'charge', 'both']),
  amountVnd: z.number().int(),
});

const FeeReceiptRow = z.object({
  id: z.string(),
  dossierId: DossierId,
  formSign: z.string(),
  symbol: z.string(),
  year: z.string(),
  number: z.number().int(),
  taxCode: z.string(),
  payer: z.string(),
  address: z.string(),
  method: z.enum(PAYMENT_METHODS),
  amountVnd: z.number().int(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  lines: z.array(Line),
  cancelled: z
    .object({ reason: z.string(), at: z.string(), by: z.string(), approver: z.string() })
    .nullable(),
  paperId: z.string().nullable(),
});
/** A receipt with its lines, whether it was cancelled, and its paper once it is drawn; people by their names. */
export type FeeReceiptRow = z.infer<typeof FeeReceiptRow>;

/** A receipt to be issued under the next number of its series. */
export interface NewFeeReceipt
  extends Omit<FeeReceiptRow, 'number' | 'issuedAt' | 'issuedBy' | 'cancelled' | 'paperId'> {
  /** The number that a series without any in its year begins with. */
  first: number;
  at: Instant;
  by: string;
}

const SELECT = `
  SELECT r.id, r.dossier_id AS dossierId, r.form_sign AS formSign, r.symbol, r.year, r.number, r.tax_code AS taxCode, r.payer, r.address, r.method,
    r.amount_vnd AS amountVnd, r.issued_at AS issuedAt, u.display_name AS issuedBy,
    (SELECT json_group_array(json_object('feeId', l.fee_id, 'name', l.name, 'nature', l.nature, 'amountVnd', l.amount_vnd) ORDER BY l.position)
      FROM fee_receipt_line l WHERE l.receipt_id = r.id) AS lines,
    (SELECT json_object('reason', c.reason, 'at', c.cancelled_at, 'by', w.display_name, 'approver', c.approver)
      FROM fee_receipt_cancelled c JOIN app_user w ON w.id = c.cancelled_by WHERE c.receipt_id = r.id) AS cancelled,
    (SELECT p.paper_id FROM fee_receipt_paper p WHERE p.receipt_id = r.id) AS paperId
  FROM fee_receipt r JOIN app_user u ON u.id = r.issued_by`;

function receiptOf(row: unknown): FeeReceiptRow {
  const { lines, cancelled, ...rest } = row as { lines: string; cancelled: string | null };
  return FeeReceiptRow.parse({
    ...rest,
    lines: JSON.parse(lines),
    cancelled: cancelled === null ? null : JSON.parse(cancelled),
  });
}

/** Reading the receipts for fees. */
export function createFeeReceiptReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE r.id = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE r.dossier_id = ? ORDER BY r.issued_at, r.number`);
  const ofPaper = db.prepare(
    `${SELECT} WHERE r.id = (SELECT p.receipt_id FROM fee_receipt_paper p WHERE p.paper_id = ?)`,
  );
  const between = db.prepare(
    `${SELECT} WHERE r.issued_at >= @from AND r.issued_at < @to ORDER BY r.form_sign, r.symbol, r.year, r.number LIMIT @limit`,
  );
  const last = db
    .prepare(
      'SELECT max(number) FROM fee_receipt WHERE form_sign = @formSign AND symbol = @symbol AND year = @year',
    )
    .pluck();
  const found = (row: unknown) => (row === undefined ? undefined : receiptOf(row));
  return {
    find: (id: string): FeeReceiptRow | undefined => found(byId.get(id)),
    /** The last number of a series in a year. */
    lastOf: (series: { formSign: string; symbol: string; year: string }): number | undefined =>
      (last.get(series) as number | null) ?? undefined,
    /** Every receipt of a dossier, cancelled ones too, oldest first. */
    ofDossier: (id: DossierId): FeeReceiptRow[] => ofDossier.all(id).map(receiptOf),
    /** Whose paper a drawn paper is. */
    ofPaper: (paperId: string): FeeReceiptRow | undefined => found(ofPaper.get(paperId)),
    /** Receipts of a span of time in the order of their numbers. */
    between: (span: { from: Instant; to: Instant; limit: number }): FeeReceiptRow[] =>
      between.all(span).map(receiptOf),
  };
}

/** Issuing and cancelling receipts; part of a command's transaction. */
export function createFeeReceiptRepository(db: WriteDb) {
  const reader = createFeeReceiptReader(db);
  const insert = db.prepare(`
    INSERT INTO fee_receipt (id, dossier_id, form_sign, symbol, year, number, tax_code, payer, address, method, amount_vnd, issued_at, issued_by)
    VALUES (@id, @dossierId, @formSign, @symbol, @year, @number, @taxCode, @payer, @address, @method, @amountVnd, @at, @by)`);
  const insertLine = db.prepare(`
    INSERT INTO fee_receipt_line (receipt_id, position, fee_id, name, nature, amount_vnd)
    VALUES (@receiptId, @position, @feeId, @name, @nature, @amountVnd)`);
  const cancel = db.prepare(`
    INSERT INTO fee_receipt_cancelled (receipt_id, reason, cancelled_at, cancelled_by, approver)
    VALUES (@receiptId, @reason, @at, @by, @approver)`);
  const keepPaper = db.prepare(
    'INSERT INTO fee_receipt_paper (receipt_id, paper_id) VALUES (@receiptId, @paperId)',
  );
  return {
    ...reader,
    /**
     * Issues a receipt under the number after the last of its series and year; rows are never removed, so that there is no gap and no number twice.
     * Above {@link LAST_RECEIPT} nothing is issued.
     */
    issue({ first, lines, ...receipt }: NewFeeReceipt): number {
      const { formSign, symbol, year } = receipt;
      const before = reader.lastOf({ formSign, symbol, year });
      const number = before === undefined ? first : before + 1;
      if (number > LAST_RECEIPT) return number;
      insert.run({ ...receipt, number });
      lines.forEach((line, position) => {
        insertLine.run({ ...line, receiptId: receipt.id, position });
      });
      return number;
    },
    cancel: (entry: { receiptId: string; reason: string; at: Instant; by: string; approver: string }): void =>
      void cancel.run(entry),
    keepPaper: (receiptId: string, paperId: string): void => void keepPaper.run({ receiptId, paperId }),
  };
}
