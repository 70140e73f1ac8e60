import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import type { FeeLine } from '../../../shared/domain/dossier/fees.ts';
import { LAST_RECEIPT, receiptNumber } from '../../../shared/domain/fee/fee-receipt.ts';
import { decideReceiptLines } from '../../../shared/domain/fee/take-fee.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

const ReceiptId = z.uuid();

/** Takes money at the window and issues its receipt: number, lines, event and packet in one transaction; a fee has one receipt that stands. */
export const takeFee = commandHandler(
  contract.fee.take,
  ({ dossierId, payer, address, method, fees }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const setting = w.settings.get('fees.receipts');
      if (setting === null) return refuse('RECEIPTS_NOT_SET', {});
      if (setting.by === 'elsewhere') return refuse('RECEIPTS_ELSEWHERE', { system: setting.system });
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (dossier.state === 'voided') return refuse('DOSSIER_VOIDED', {});
      const decided = decideReceiptLines(payable(w, dossier), fees);
      if (!decided.ok) return decided;
      const { lines, amountVnd } = decided.value;
      const { taxCode, formSign, symbol, first } = setting;
      const year = w.today.slice(0, 4);
      const receiptId = host.identity.newId(ReceiptId);
      const number = w.feeReceipts.issue({
        ...{ id: receiptId, dossierId, formSign, symbol, year, taxCode, payer, address, method },
        ...{ lines, amountVnd, at: w.now, by: signedIn().userId },
        first: first.year === year ? first.number : 1,
      });
      if (number > LAST_RECEIPT) return refuse('RECEIPTS_USED_UP', {});
      const written = receiptNumber(number);
      const facts = {
        code: dossier.code,
        receiptId,
        ...{ formSign, symbol, year, number: written, taxCode, method, amountVnd },
        lines: lines.map(({ feeId, nature, amountVnd: paid }) => ({ feeId, nature, amountVnd: paid })),
      };
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.fee-taken',
        payload: facts,
        personal: { payer, address },
      });
      const sent = w.send(event, {
        kind: 'dossier.fee-taken',
        snapshot: {
          dossierId,
          dossierCode: dossier.code,
          status: NATIONAL_STATUS[dossier.state],
          ...facts,
          payer,
          address,
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ receiptId, number: written, amountVnd, packetSeq: sent.seq });
    }),
);

/** The lines of a dossier's fees, their tariff, and which have a receipt that stands. */
export function payable(
  { catalogues, feeReceipts }: Pick<Readers, 'catalogues' | 'feeReceipts'>,
  { id, catalogueVersion, procedureCode, caseId, terms }: DossierRow,
) {
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  const tariff = procedure === undefined ? [] : (findCase(procedure, caseId)?.fees ?? []);
  const standing = feeReceipts.ofDossier(id).filter(({ cancelled }) => cancelled === null);
  const receipted = new Set(standing.flatMap(({ lines }) => lines.map(({ feeId }) => feeId)));
  return { lines: terms.fees.lines as unknown as FeeLine[], tariff, receipted, standing };
}
