import { contract } from '../../../shared/contract/index.ts';
import { mayHandOn, processorBefore } from '../../../shared/domain/dossier/work-course.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { beforeTurn, ownTurn, recordTurn, stepFor } from './work-turns.ts';

/** Begins a step of a dossier's course with a person; from then on it is at work. */
export const assignWork = commandHandler(
  contract.work.assign,
  ({ dossierId, after, position, holderId, note }, context) =>
    context.tx.immediate((w) => {
      const before = beforeTurn(w, dossierId, after, 'assign');
      if (!before.ok) return before;
      const step = stepFor(w, before.value.course, position, holderId);
      if (!step.ok) return step;
      return ok(
        recordTurn(w, context, before.value, { action: 'assign', begins: { position, holderId, note } }),
      );
    }),
);

/** Takes a dossier from who holds it: a person is ill or away, or it was assigned wrongly. */
export const takeBackWork = commandHandler(contract.work.takeBack, ({ dossierId, after, reason }, context) =>
  context.tx.immediate((w) => {
    const before = beforeTurn(w, dossierId, after, 'take-back');
    if (!before.ok) return before;
    const ends = { outcome: 'taken-back', note: reason } as const;
    return ok(recordTurn(w, context, before.value, { action: 'take-back', ends }));
  }),
);

/** The holder hands a dossier on, to the next step or within the same one. */
export const handOnWork = commandHandler(
  contract.work.handOn,
  ({ dossierId, after, position, holderId, note }, context) =>
    context.tx.immediate((w) => {
      const before = beforeTurn(w, dossierId, after, 'hand-on');
      if (!before.ok) return before;
      const { course, last } = before.value;
      const own = ownTurn(last, context);
      if (!own.ok) return own;
      const passed = position === own.value.position;
      if (!mayHandOn(course, own.value, position) || (passed && holderId === own.value.holderId))
        return refuse('STEP_NOT_NEXT', {});
      const step = stepFor(w, course, position, holderId);
      if (!step.ok) return step;
      const ends = { outcome: passed ? 'passed' : 'handed-on', note } as const;
      return ok(
        recordTurn(w, context, before.value, {
          action: 'hand-on',
          ends,
          begins: { position, holderId, note },
        }),
      );
    }),
);

/** The signer approves; where the course goes on after the signature, the next step waits to be assigned. */
export const approveWork = commandHandler(contract.work.approve, ({ dossierId, after, note }, context) =>
  context.tx.immediate((w) => {
    const before = beforeTurn(w, dossierId, after, 'approve');
    if (!before.ok) return before;
    const own = ownTurn(before.value.last, context);
    if (!own.ok) return own;
    const ends = { outcome: 'approved', note } as const;
    return ok(recordTurn(w, context, before.value, { action: 'approve', ends }));
  }),
);

/** The signer sends a dossier back to the processing step before the signature; that step gets its time anew, the citizen's appointment stays. */
export const sendBackWork = commandHandler(
  contract.work.sendBack,
  ({ dossierId, after, holderId, reason }, context) =>
    context.tx.immediate((w) => {
      const before = beforeTurn(w, dossierId, after, 'send-back');
      if (!before.ok) return before;
      const { course, last } = before.value;
      const own = ownTurn(last, context);
      if (!own.ok) return own;
      const position = processorBefore(course, own.value.position);
      if (position === own.value.position) return refuse('STEP_NOT_NEXT', {});
      const step = stepFor(w, course, position, holderId);
      if (!step.ok) return step;
      const ends = { outcome: 'sent-back', note: reason } as const;
      return ok(
        recordTurn(w, context, before.value, {
          action: 'send-back',
          ends,
          begins: { position, holderId, note: reason },
        }),
      );
    }),
);
