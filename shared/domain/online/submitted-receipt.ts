import type { ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import type { Submission } from '../delivery/submission-wire.ts';
import type { FeeChoice } from '../dossier/fees.ts';
import type { ReceiptInput } from '../dossier/receipt-input.ts';

/**
 * A submission as the input of a reception, for the same decision as at the window: each file counts as one copy of the component it was filed
 * for, and what the procedure does not name stands among the other papers.
 */
export function receiptOfSubmission(
  submission: Submission,
  procedureCase: ProcedureCase,
  fees: FeeChoice[],
): ReceiptInput {
  const { procedureCode, caseId, owner, submitter, receiver, delivery, request, files } = submission;
  const known = new Set(procedureCase.components.map(({ id }) => id));
  const counted = new Map<string, number>();
  for (const { componentId } of files)
    if (componentId !== null && known.has(componentId))
      counted.set(componentId, (counted.get(componentId) ?? 0) + 1);
  return {
    procedureCode,
    caseId,
    channel: 'online',
    owner,
    submitter,
    receiver,
    delivery,
    request,
    sets: 1,
    components: [...counted].map(([componentId, photocopy]) => ({
      componentId,
      source: 'paper',
      counts: { original: 0, certified: 0, photocopy },
      applies: true,
      paperReason: null,
    })),
    otherPapers: files
      .filter(({ componentId }) => componentId === null || !known.has(componentId))
      .map(({ name }) => ({ name, counts: { original: 0, certified: 0, photocopy: 1 } })),
    fees,
    linkedChoices: [],
  };
}
