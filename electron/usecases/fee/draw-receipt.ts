import { contract } from '../../../shared/contract/index.ts';
import { receiptNumber } from '../../../shared/domain/fee/fee-receipt.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { feeReceiptValues } from '../../../shared/forms/own/fee-receipt.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';

/**
 * Draws the receipt for a fee in its three copies, once: asked again, it answers with the paper that is kept, so that whatever is printed later says
 * that it is a reprint.
 */
export const drawFeeReceipt = commandHandler(contract.fee.draw, async ({ receiptId, paper }, context) => {
  const { readers } = context;
  const receipt = readers.feeReceipts.find(receiptId);
  if (receipt === undefined) return refuse('RECEIPT_UNKNOWN', {});
  if (receipt.cancelled !== null) return refuse('RECEIPT_CANCELLED', { reason: receipt.cancelled.reason });
  const { paperId, dossierId } = receipt;
  const kept = paperId === null ? undefined : readers.papers.find(paperId);
  if (paperId !== null && kept !== undefined) {
    const size = readers.blobs.find(kept.sha256)?.size ?? 0;
    return ok({ paperId, sha256: kept.sha256 as never, size, lacking: '' });
  }
  const day = officeDay(receipt.issuedAt);
  const form = readers.forms.on('fee-receipt', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const { taxCode, formSign, symbol, payer, address, lines, method, issuedAt, issuedBy } = receipt;
  const values = feeReceiptValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    ...{ taxCode, formSign, symbol, payer, address, lines, method },
    number: receiptNumber(receipt.number),
    code: readers.dossiers.find(dossierId)?.code ?? '',
    collector: issuedBy,
    paidAt: issuedAt,
  });
  return await drawPaper(context, dossierId, {
    form,
    values,
    paper,
    copies: 3,
    event: 'dossier.fee-receipt-drawn',
    also: (w, drawnId) => w.feeReceipts.keepPaper(receiptId, drawnId),
  });
});
