import type { FeeReceiptRow } from '../../../db/repositories/fee-receipt-repository.ts';
import type { FeeReceiptView } from '../../../shared/contract/fee.ts';
import { contract } from '../../../shared/contract/index.ts';
import { choiceOfLine } from '../../../shared/domain/dossier/fees.ts';
import { PAYMENT_METHODS, receiptNumber } from '../../../shared/domain/fee/fee-receipt.ts';
import { startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { payable } from './take-fee.ts';

/** More than a busy office issues in a day. */
const MOST_OF_A_DAY = 1000;

/** What is still to be paid for a dossier, by whom as the reception knows them, and its receipts. */
export const listDossierFees = queryHandler(contract.fee.ofDossier, ({ dossierId }, { readers }) => {
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const { lines, tariff, receipted } = payable(readers, dossier);
  const parties = readers.dossiers.parties(dossierId);
  const payer = parties.find(({ role }) => role === 'submitter') ?? parties[0];
  return ok({
    setting: readers.settings.get('fees.receipts'),
    payer: { name: payer?.party.name ?? '', address: payer?.party.address ?? '' },
    due: lines
      .filter(
        ({ feeId, settlement, amountVnd }) =>
          settlement !== 'waived' && amountVnd !== 0 && !receipted.has(feeId),
      )
      .map((line) => ({
        choice: choiceOfLine(line),
        name: line.name,
        amountVnd: line.amountVnd,
        tariff: tariff.find(({ id }) => id === line.feeId)?.tariff ?? null,
      }))
      .filter((line) => line.tariff?.kind !== 'free'),
    receipts: readers.feeReceipts.ofDossier(dossierId).map((row) => viewOf(readers, row)),
  });
});

/** The receipts of a day, for who counts the till in the evening. */
export const listDayReceipts = queryHandler(contract.fee.day, ({ day }, { readers }) => {
  const span = { from: startOfOfficeDay(day), to: startOfOfficeDay(day, 1), limit: MOST_OF_A_DAY + 1 };
  const found = readers.feeReceipts.between(span);
  const standing = found.filter(({ cancelled }) => cancelled === null);
  const sumOf = (rows: readonly FeeReceiptRow[]) => rows.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
  return ok({
    receipts: found.slice(0, MOST_OF_A_DAY).map((row) => viewOf(readers, row)),
    more: found.length > MOST_OF_A_DAY,
    standing: { receipts: standing.length, amountVnd: sumOf(standing) },
    byMethod: PAYMENT_METHODS.map((method) => ({
      method,
      amountVnd: sumOf(standing.filter((row) => row.method === method)),
    })).filter(({ amountVnd }) => amountVnd > 0),
  });
});

function viewOf({ dossiers }: Pick<Readers, 'dossiers'>, row: FeeReceiptRow): FeeReceiptView {
  const { id, year: _year, taxCode: _taxCode, address: _address, lines, number, ...told } = row;
  return {
    ...told,
    receiptId: id,
    code: dossiers.find(row.dossierId)?.code ?? '',
    number: receiptNumber(number),
    lines: lines.map(({ feeId, name, amountVnd }) => ({ feeId, name, amountVnd })),
  };
}
