import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { transferReference } from '../../../shared/domain/dossier/transfer.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

const TransferId = z.uuid();

/** Lists paper files for one unit under the next number of the year; the counts are those that the reception wrote down. */
export const prepareTransfer = commandHandler(
  contract.transfer.prepare,
  ({ unit, dossierIds }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const transferId = host.identity.newId(TransferId);
      const year = w.today.slice(0, 4);
      const number = w.transfers.begin({ id: transferId, year, unit, at: w.now, by: signedIn().userId });
      const reference = transferReference({ year, number });
      for (const [position, dossierId] of [...new Set(dossierIds)].entries()) {
        const dossier = w.dossiers.find(dossierId);
        if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
        if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
        const open = w.transfers.findOpen(dossierId);
        if (open !== undefined)
          return refuse('ON_THE_WAY_ALREADY', { code: dossier.code, reference: transferReference(open) });
        w.transfers.add({ transferId, dossierId, position, ...w.transfers.papersOf(dossierId) });
        w.record({
          subject: { kind: 'dossier', id: dossierId },
          type: 'file.listed',
          payload: { code: dossier.code, transferId, reference, unit },
        });
      }
      w.announce('dossier');
      return ok({ transferId, reference });
    }),
);

/** Takes a file that has not been given out of its record again. */
export const leaveOutOfTransfer = commandHandler(
  contract.transfer.leaveOut,
  ({ transferId, dossierId }, { tx }) =>
    tx.immediate((w) => {
      if (w.transfers.find(transferId) === undefined) return refuse('TRANSFER_UNKNOWN', { transferId });
      const item = w.transfers.items(transferId).find((entry) => entry.dossierId === dossierId);
      if (item === undefined || item.leftOutAt !== null)
        return refuse('NOT_IN_TRANSFER', { code: item?.code ?? '' });
      if (item.givenAt !== null) return refuse('CONFIRMED_ALREADY', { code: item.code, at: item.givenAt });
      leaveOut(w, { transferId, dossierId, code: item.code });
      return ok({ files: w.transfers.find(transferId)?.files ?? 0 });
    }),
);

/** A dossier that ends takes its file out of a record that it has not left the counter with. */
export function leaveOutOfOpenTransfer(w: Work, dossierId: DossierId, code: string): void {
  const open = w.transfers.findOpen(dossierId);
  if (open !== undefined && open.givenAt === null) leaveOut(w, { transferId: open.id, dossierId, code });
}

function leaveOut(w: Work, item: { transferId: string; dossierId: DossierId; code: string }): void {
  const { transferId, dossierId, code } = item;
  w.transfers.leaveOut({ transferId, dossierId, at: w.now });
  w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'file.left-out',
    payload: { code, transferId },
  });
  w.announce('dossier');
}
