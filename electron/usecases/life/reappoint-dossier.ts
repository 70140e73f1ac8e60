import { contract } from '../../../shared/contract/index.ts';
import { reappoint } from '../../../shared/domain/deadline/reappoint.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { beforeAction, recordStep } from './record-step.ts';

/** Apologises for a late return and appoints it anew, once (Mẫu số 04, Thông tư 03/2025/TT-VPCP). */
export const reappointDossier = commandHandler(
  contract.life.reappoint,
  ({ dossierId, returnAt, reason }, context) =>
    context.tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'reappoint');
      if (!before.ok) return before;
      const { dossier } = before.value;
      const reappointed = w.steps
        .ofDossier(dossierId)
        .some(({ details }) => details.kind === 'reappointment');
      if (returnAt <= w.now) return refuse('REAPPOINTMENT_NOT_LATER', { due: dossier.due });
      const appointed = reappoint({ due: dossier.due, reappointed }, returnAt, w.calendars.now());
      if (!appointed.ok) return appointed;
      const { due, dueAt, engine, explanation } = appointed.value;
      w.dossiers.appoint(dossierId, { due, dueAt, engine, explanation }, w.now);
      const recorded = recordStep(
        w,
        context,
        before.value,
        { kind: 'reappointment', reason },
        { dueAfter: due },
      );
      return ok({ ...recorded, due, dueAt, explanation });
    }),
);
