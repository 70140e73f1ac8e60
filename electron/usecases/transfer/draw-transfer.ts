import { contract } from '../../../shared/contract/index.ts';
import { transferReference } from '../../../shared/domain/dossier/transfer.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { transferValues } from '../../../shared/forms/own/transfer-record.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';

/** Draws the record of a transfer in two copies and keeps it with each of its dossiers. */
export const drawTransfer = commandHandler(contract.transfer.draw, async ({ transferId }, context) => {
  const { readers } = context;
  const record = readers.transfers.find(transferId);
  if (record === undefined) return refuse('TRANSFER_UNKNOWN', { transferId });
  const files = readers.transfers.items(transferId).filter(({ leftOutAt }) => leftOutAt === null);
  const [first, ...others] = files.map(({ dossierId }) => dossierId);
  if (first === undefined) return refuse('TRANSFER_EMPTY', {});
  const day = officeDay(record.preparedAt);
  const form = readers.forms.on('transfer-record', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const values = transferValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    reference: transferReference(record),
    number: record.number,
    at: record.preparedAt,
    unit: record.unit,
    giver: record.preparedBy,
    files: files.map(({ code, procedureName, ownerName, original, certified, photocopy }) => ({
      code,
      procedure: procedureName,
      owner: ownerName,
      original,
      certified,
      photocopy,
    })),
  });
  return await drawPaper(context, [first, ...others], {
    form,
    values,
    paper: 'A4',
    copies: 2,
    event: 'dossier.transfer-drawn',
  });
});
