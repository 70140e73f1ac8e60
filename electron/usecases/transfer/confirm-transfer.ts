import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { decideConfirm } from '../../../shared/domain/dossier/transfer.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { transferLine } from './transfer-view.ts';

/** A file's code was read: it left the counter, or it arrived at the unit. The province is told when it arrived. */
export const confirmTransfer = commandHandler(
  contract.transfer.confirm,
  ({ transferId, side, code: read, taker }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const record = w.transfers.find(transferId);
      if (record === undefined) return refuse('TRANSFER_UNKNOWN', { transferId });
      const code = read.toUpperCase();
      const item = w.transfers.items(transferId).find((entry) => entry.code === code);
      const decided = decideConfirm(side, code, item, taker);
      if (!decided.ok) return decided;
      const dossier = item === undefined ? undefined : w.dossiers.find(item.dossierId);
      if (dossier === undefined) throw new Error(`transfer ${transferId} lists a dossier that is gone`);
      const dossierId = dossier.id;
      const by = signedIn().userId;
      const { unit } = record;
      if (side === 'give') w.transfers.give({ transferId, dossierId, at: w.now, by });
      else w.transfers.take({ transferId, dossierId, at: w.now, by, taker: taker ?? '' });
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: side === 'give' ? 'file.given' : 'file.taken',
        payload: { code, transferId, unit },
        ...(side === 'give' || taker === null ? {} : { personal: { taker } }),
      });
      if (side === 'take')
        w.send(event, {
          kind: 'file.taken',
          snapshot: {
            dossierId,
            dossierCode: code,
            status: NATIONAL_STATUS[dossier.state],
            unit,
            taker,
            reference: transferLine(record).reference,
            at: w.now,
          },
          files: [],
        });
      w.announce('dossier');
      const { given, taken, files } = w.transfers.find(transferId) ?? record;
      return ok({ code, given, taken, files });
    }),
);
