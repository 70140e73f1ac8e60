import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { decideSupplement } from '../../../shared/domain/dossier/supplement.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { beforeAction, recordStep } from './record-step.ts';

/**
 * Asks the citizen for everything that is missing, at once and once; the clock stops (Điều 11, 17 Nghị định 118/2025/NĐ-CP). The rules are
 * those of the procedure as the dossier was received under.
 */
export const askSupplement = commandHandler(
  contract.life.askSupplement,
  ({ dossierId, requestId: _, ...asked }, context) =>
    context.tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'ask-supplement');
      if (!before.ok) return before;
      const { dossier } = before.value;
      if (asked.ground !== null && !isPermitted('dossier:override', context.signedIn().roles))
        return refuse('GROUND_NEEDS_HEAD', {});
      const procedure = w.catalogues
        .ofVersion(dossier.catalogueVersion)
        .recordedProcedure(dossier.procedureCode);
      const entry = procedure === undefined ? undefined : findCase(procedure, dossier.caseId);
      if (entry === undefined)
        throw new Error(`the catalogue lost ${dossier.procedureCode}/${dossier.caseId}`);
      const first = w.steps.ofDossier(dossierId).find(({ kind }) => kind === 'supplement');
      const decided = decideSupplement(asked.items, entry, { askedAt: first?.begunAt, ground: asked.ground });
      if (!decided.ok) return decided;
      return ok(recordStep(w, context, before.value, { kind: 'supplement', ...asked }));
    }),
);

/** Asks for a tax or fee that another office has set; the clock stops until it is shown to be paid. */
export const askPayment = commandHandler(
  contract.life.askPayment,
  ({ dossierId, requestId: _, ...notice }, context) =>
    context.tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'ask-payment');
      return before.ok ? ok(recordStep(w, context, before.value, { kind: 'payment', ...notice })) : before;
    }),
);
