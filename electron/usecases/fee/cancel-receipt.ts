import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { receiptNumber } from '../../../shared/domain/fee/fee-receipt.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { approvingHead } from '../session/head-approval.ts';

/** Cancels a receipt by an entry of its own, with the head's approval: money that was written down does not disappear by one hand. */
export const cancelFeeReceipt = commandHandler(
  contract.fee.cancel,
  async ({ receiptId, reason, approval }, context) => {
    const approved = await approvingHead(approval, context);
    if (!approved.ok) return approved;
    const approver = approved.value;
    return context.tx.immediate((w) => {
      const receipt = w.feeReceipts.find(receiptId);
      if (receipt === undefined) return refuse('RECEIPT_UNKNOWN', {});
      if (receipt.cancelled !== null)
        return refuse('RECEIPT_CANCELLED', { reason: receipt.cancelled.reason });
      const { dossierId, formSign, symbol, year, amountVnd } = receipt;
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) throw new Error(`receipt ${receiptId} has no dossier`);
      const by = context.signedIn().userId;
      w.feeReceipts.cancel({ receiptId, reason, at: w.now, by, approver: approver.displayName });
      if (approval !== null) w.users.setFailures(approver.userId, 0, null);
      const number = receiptNumber(receipt.number);
      const facts = { code: dossier.code, receiptId, formSign, symbol, year, number, amountVnd };
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.fee-cancelled',
        payload: { ...facts, approverId: approver.userId },
        personal: { reason },
      });
      const status = NATIONAL_STATUS[dossier.state];
      const sent = w.send(event, {
        kind: 'dossier.fee-cancelled',
        snapshot: { dossierId, dossierCode: dossier.code, status, ...facts, reason, at: w.now },
        files: [],
      });
      w.announce('dossier');
      return ok({ packetSeq: sent.seq });
    });
  },
);

/** A receipt of a dossier that stands; what it was issued for may not change under it. */
export function standingReceipt({ feeReceipts }: Pick<Work, 'feeReceipts'>, dossierId: DossierId) {
  const standing = feeReceipts.ofDossier(dossierId).find(({ cancelled }) => cancelled === null);
  return standing === undefined
    ? ok(undefined)
    : refuse('RECEIPT_STANDS', { number: receiptNumber(standing.number) });
}
