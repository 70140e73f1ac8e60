import type { TransferItemRow, TransferRow } from '../../../db/repositories/transfer-repository.ts';
import { transferReference } from '../../../shared/domain/dossier/transfer.ts';

/** A record in a list. */
export function transferLine({ id, year, number, ...rest }: TransferRow) {
  return { transferId: id, reference: transferReference({ year, number }), ...rest };
}

/** A file of a record. */
export function transferItem({ original, certified, photocopy, leftOutAt, ...rest }: TransferItemRow) {
  return { ...rest, counts: { original, certified, photocopy }, leftOut: leftOutAt !== null };
}
