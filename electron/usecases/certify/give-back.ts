import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** The officer gives an electronic copy back to the clerk: it has no number, and none is used. */
export const giveBackCopy = commandHandler(contract.certify.giveBack, ({ copyId, reason }, { tx }) =>
  tx.immediate((w) => {
    const copy = w.copies.find(copyId);
    if (copy === undefined) return refuse('COPY_UNKNOWN', { copyId });
    if (!w.copies.giveBack(copyId, { reason, at: w.now }))
      return refuse('COPY_NOT_WITHDRAWABLE', { state: copy.state });
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.given-back',
      payload: { copyId },
      personal: { reason },
    });
    w.announce('certify');
    return ok({});
  }),
);

/** The same for the paper copies of one original. */
export const giveBackPaperCopy = commandHandler(
  contract.paperCopy.giveBack,
  ({ paperCopyId, reason }, { tx }) =>
    tx.immediate((w) => {
      const copy = w.paperCopies.find(paperCopyId);
      if (copy === undefined) return refuse('PAPER_COPY_UNKNOWN', {});
      const { title, state, dossierId } = copy;
      if (!w.paperCopies.giveBack(paperCopyId, { reason, at: w.now }))
        return refuse('PAPER_COPY_MOVED', { title, state });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'copy.given-back',
        payload: { paperCopyId },
        personal: { reason },
      });
      w.announce('certify');
      return ok({});
    }),
);
