import { contract } from '../../../shared/contract/index.ts';
import { isDropped } from '../../../shared/domain/certification/copy-state.ts';
import { isPaperDropped } from '../../../shared/domain/certification/paper-copy-state.ts';
import { decideVoid } from '../../../shared/domain/dossier/void.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { mayEnd } from '../custody/may-end.ts';
import { standingReceipt } from '../fee/cancel-receipt.ts';
import { approvingHead } from '../session/head-approval.ts';
import { leaveOutOfOpenTransfer } from '../transfer/prepare-transfer.ts';
import { beforeEnd, endPending, takeBackCopies } from './end-dossier.ts';
import { recordStep } from './record-step.ts';

/** Makes a wrong intake void on its own day, with the head's approval: the number is kept and explained, and nothing more may be done. */
export const voidDossier = commandHandler(
  contract.life.void,
  async ({ dossierId, reason, givenBack, approval }, context) => {
    const approved = await approvingHead(approval, context);
    if (!approved.ok) return approved;
    const approver = approved.value;
    return context.tx.immediate((w) => {
      const before = beforeEnd(w, dossierId, 'void');
      if (!before.ok) return before;
      const { dossier } = before.value;
      const copies = [
        ...w.copies.ofDossier(dossierId).filter(({ state }) => !isDropped(state)),
        ...w.paperCopies.ofDossier(dossierId).filter(({ state }) => !isPaperDropped(state)),
      ];
      const decided = decideVoid({
        receivedOn: officeDay(dossier.receivedAt),
        today: w.today,
        givenTo: w.transfers.findGivenTo(dossierId) ?? null,
        hasResult: w.results.everRecorded(dossierId),
        copies,
      });
      if (!decided.ok) return decided;
      const ending = mayEnd(w, dossierId);
      if (!ending.ok) return ending;
      const paid = standingReceipt(w, dossierId);
      if (!paid.ok) return paid;
      takeBackCopies(w, dossierId);
      leaveOutOfOpenTransfer(w, dossierId, dossier.code);
      endPending(w, context, dossierId);
      if (approval !== null) w.users.setFailures(approver.userId, 0, null);
      const said = { kind: 'void', reason, givenBack, approver: approver.displayName } as const;
      return ok(recordStep(w, context, before.value, said, { payload: { approverId: approver.userId } }));
    });
  },
);
