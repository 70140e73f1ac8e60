import { contract } from '../../../shared/contract/index.ts';
import { extendDeadline } from '../../../shared/domain/deadline/extend-deadline.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { beforeAction, recordStep } from './record-step.ts';

/**
 * Makes the limit of a dossier longer by a ground that the law names, counted on from the appointment; each article once, whatever letters it
 * is typed in. After an apology there is no other appointment.
 */
export const extendDossier = commandHandler(
  contract.life.extend,
  ({ dossierId, article, value, unit, reason }, context) =>
    context.tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'extend');
      if (!before.ok) return before;
      const { due } = before.value.dossier;
      const earlier = w.steps.ofDossier(dossierId).map(({ details }) => details);
      if (earlier.some(({ kind }) => kind === 'reappointment')) return refuse('REAPPOINTED_ALREADY', { due });
      const folded = article.toLocaleLowerCase('vi');
      const again = earlier.some(
        (step) => step.kind === 'extension' && step.article.toLocaleLowerCase('vi') === folded,
      );
      const ground = { article, value, unit, decidedAt: w.now };
      const extended = extendDeadline({ due, extendedBy: again ? [article] : [] }, ground, w.calendars.now());
      if (!extended.ok) return extended;
      const { due: dueAfter, dueAt, engine, explanation } = extended.value;
      w.dossiers.appoint(dossierId, { due: dueAfter, dueAt, engine, explanation }, w.now);
      const said = { kind: 'extension', article, value, unit, reason } as const;
      return ok({
        ...recordStep(w, context, before.value, said, { dueAfter }),
        due: dueAfter,
        dueAt,
        explanation,
      });
    }),
);
