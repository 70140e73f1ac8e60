import { contract } from '../../../shared/contract/index.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { actCase, feeOfAct } from '../../../shared/domain/certification/copy-tariff.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { partyNumber } from '../../../shared/domain/dossier/party.ts';
import type { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import { receive } from '../dossier/receive-dossier.ts';
import { putUp } from './put-up.ts';

type Visit = InputOf<typeof contract.paperCopy.receiveAct>;

const MOST_COUNTED = 99;
const LONGEST_REQUEST = 500;

/**
 * One visit for signatures, fingerprints, translators or a transaction: the dossier is received under the act's procedure as any other, and every paper stands in the
 * officer's list at once. One transaction: all of it, or nothing.
 */
export const receiveAct = commandHandler(contract.paperCopy.receiveAct, (visit, context) =>
  context.tx.immediate((w) => {
    const { act, requester, others } = visit;
    const facts = ACT_FACTS[act];
    const lacking = visit.papers.find(({ detail }) => facts.detail !== null && detail === '');
    if (lacking !== undefined)
      return refuse('ACT_DETAIL_MISSING', { title: lacking.title, detail: facts.detail ?? '' });
    const procedure = w.catalogues.on(w.today).findProcedure(facts.procedure, w.today);
    const found = procedure.ok ? actCase(procedure.value) : undefined;
    if (found === undefined) return refuse('ACT_PROCEDURE_MISSING', { procedure: facts.procedure });
    const received = receive(w, context, receiptOf(visit, found));
    if (!received.ok) return received;
    const { dossierId, code, due, totalVnd } = received.value;
    const people = [{ name: requester.name, number: partyNumber(requester) ?? '' }, ...others];
    const papers = visit.papers.map((paper) => ({
      ...paper,
      detail: facts.detail === null ? '' : paper.detail,
      feeVnd: feeOfAct(found.amountVnd, facts.feePer, paper.copies),
    }));
    const order = { dossierId, requester: requester.name, act, people, papers };
    return ok({ dossierId, code, due, totalVnd, paperCopies: putUp(w, context, order) });
  }),
);

/** Puts up again what the officer gave back, as it was. */
export const putUpAgain = commandHandler(contract.paperCopy.again, ({ paperCopyId }, context) =>
  context.tx.immediate((w) => {
    const returned = w.paperCopies.find(paperCopyId);
    if (returned === undefined) return refuse('PAPER_COPY_UNKNOWN', {});
    const { dossierId, requester, act, people, title, detail, pages, copies, feeVnd, state, position } =
      returned;
    const later = w.paperCopies
      .ofDossier(dossierId)
      .some((other) => other.position > position && other.title === title);
    if (state !== 'returned' || later) return refuse('PAPER_COPY_MOVED', { title, state });
    const dossierState = w.dossiers.find(dossierId)?.state ?? 'returned';
    if (!isOpen(dossierState)) return refuse('DOSSIER_CLOSED', { state: dossierState });
    const papers = [{ title, detail, pages, copies, feeVnd }];
    return ok({ paperCopies: putUp(w, context, { dossierId, requester, act, people, papers }) });
  }),
);

/** What the window would type for such a visit: papers that the procedure always asks for are there, the tariff counts papers or acts. */
function receiptOf(
  { act, requester, check, papers, settlement, waivedFor }: Visit,
  { entry, feeId }: { entry: ProcedureCase; feeId: string },
): ReceiptInput {
  const { procedure, feePer } = ACT_FACTS[act];
  const counted = papers.reduce((sum, { copies }) => sum + (feePer === 'paper' ? copies : 1), 0);
  return {
    procedureCode: procedure as ReceiptInput['procedureCode'],
    caseId: entry.id,
    channel: 'direct',
    owner: requester,
    submitter: { kind: 'owner' },
    receiver: { kind: 'owner' },
    delivery: { method: 'counter' },
    request: requestOf(act, papers),
    sets: 1,
    components: entry.components.map(({ id, counts, requirement }) => {
      const applies = requirement.kind === 'always';
      const none = { original: 0, certified: 0, photocopy: 0 };
      const brought = { ...counts, original: Math.min(MOST_COUNTED, counts.original * papers.length) };
      return {
        componentId: id,
        source: 'paper',
        counts: applies ? brought : none,
        applies,
        paperReason: null,
      };
    }),
    otherPapers: [],
    fees: [{ feeId, settlement, quantity: counted, councilAmountVnd: null, originals: [], waivedFor }],
    linkedChoices: [],
    submitterCheck: check,
  };
}

function requestOf(act: Visit['act'], papers: Visit['papers']): string {
  const said = papers.map(({ title, copies }) =>
    vi['paperCopy.requestLine'].replace('{copies}', String(copies)).replace('{title}', title),
  );
  const request = `${vi[`act.${act}`]}: ${said.join('; ')}`;
  return request.length <= LONGEST_REQUEST ? request : `${request.slice(0, LONGEST_REQUEST - 1)}…`;
}
