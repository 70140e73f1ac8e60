import { contract } from '../../../shared/contract/index.ts';
import { isDropped } from '../../../shared/domain/certification/copy-state.ts';
import type { DossierAction } from '../../../shared/domain/dossier/dossier-state.ts';
import type { StepDetails } from '../../../shared/domain/dossier/dossier-step.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { mayEnd } from '../custody/may-end.ts';
import { leaveOutOfOpenTransfer } from '../transfer/prepare-transfer.ts';
import { beforeAction, recordStep } from './record-step.ts';

/** Stops work on a dossier for a reason that an article names; it may go on later. */
export const stopDossier = commandHandler(
  contract.life.stop,
  ({ dossierId, requestId: _, ...why }, context) =>
    context.tx.immediate((w) => {
      const before = beforeEnd(w, dossierId, 'stop');
      if (!before.ok) return before;
      endPending(w, context, dossierId);
      return ok(recordStep(w, context, before.value, { kind: 'stop', ...why }));
    }),
);

/** Ends a dossier because its applicant asks for it, while there is no result yet (Điều 21 Nghị định 118/2025/NĐ-CP). */
export const withdrawDossier = commandHandler(
  contract.life.withdraw,
  ({ dossierId, requestId: _, ...why }, context) =>
    end(context, dossierId, 'withdraw', { kind: 'withdrawal', ...why }),
);

/** Refuses a dossier in writing (Mẫu số 03, Thông tư 03/2025/TT-VPCP). */
export const refuseDossier = commandHandler(
  contract.life.refuse,
  ({ dossierId, requestId: _, ...why }, context) =>
    end(context, dossierId, 'refuse', { kind: 'refusal', ...why }),
);

function end(context: CommandContext, dossierId: DossierId, action: DossierAction, details: StepDetails) {
  return context.tx.immediate((w) => {
    const before = beforeEnd(w, dossierId, action);
    if (!before.ok) return before;
    const ending = mayEnd(w, dossierId);
    if (!ending.ok) return ending;
    takeBackCopies(w, dossierId);
    leaveOutOfOpenTransfer(w, dossierId, before.value.dossier.code);
    endPending(w, context, dossierId);
    return ok(recordStep(w, context, before.value, details));
  });
}

/** The dossier and the state that follows; not while a copy of it is being signed. */
export function beforeEnd(w: Work, dossierId: DossierId, action: DossierAction) {
  const before = beforeAction(w, dossierId, action);
  if (!before.ok) return before;
  const signing = copyBeingSigned(w, dossierId);
  return signing === undefined ? before : refuse('COPY_BEING_SIGNED', { title: signing.title });
}

/** What was pending ends with the dossier; its clock does not start again. */
export function endPending(w: Work, { signedIn }: CommandContext, dossierId: DossierId): void {
  const pending = w.steps.findPending(dossierId);
  if (pending !== undefined)
    w.steps.end(pending.id, { at: w.now, by: signedIn().userId, brought: null, dueAfter: null });
}

/** A copy with a number is on its way to a signature: ending the dossier now would leave a number that nobody can explain. */
function copyBeingSigned(w: Work, dossierId: DossierId) {
  return (
    w.copies
      .ofDossier(dossierId)
      .find(({ state }) => state !== 'certified' && state !== 'compared' && !isDropped(state)) ??
    w.paperCopies.ofDossier(dossierId).find(({ state }) => state === 'numbered')
  );
}

/** Copies that were only compared leave the queue with their dossier: nothing of them was signed or numbered. */
export function takeBackCopies(w: Work, dossierId: DossierId): void {
  for (const { id, state } of w.copies.ofDossier(dossierId)) {
    if (state !== 'compared' || !w.copies.withdraw(id, w.now)) continue;
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'copy.withdrawn',
      payload: { copyId: id },
    });
    w.announce('certify');
  }
  for (const { id, state } of w.paperCopies.ofDossier(dossierId)) {
    if (state !== 'compared' || !w.paperCopies.withdraw(id, w.now)) continue;
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'copy.withdrawn',
      payload: { paperCopyId: id },
    });
    w.announce('certify');
  }
}
