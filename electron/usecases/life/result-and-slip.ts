import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { beforeAction, recordStep } from './record-step.ts';

/** Sends a result back for correction with its cause: it stays in the records, the clock runs on, and another one takes its place. */
export const sendResultBack = commandHandler(contract.life.sendResultBack, ({ dossierId, reason }, context) =>
  context.tx.immediate((w) => {
    const before = beforeAction(w, dossierId, 'send-result-back');
    if (!before.ok) return before;
    w.results.sendBack(dossierId, w.now);
    return ok(recordStep(w, context, before.value, { kind: 'result-sent-back', reason }));
  }),
);

/** Records the statement that a slip is lost. */
export const reportLostSlip = commandHandler(
  contract.life.reportLostSlip,
  ({ dossierId, statedBy, reason }, context) =>
    context.tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'report-lost-slip');
      if (!before.ok) return before;
      return ok(recordStep(w, context, before.value, { kind: 'slip-lost', statedBy, reason }));
    }),
);
