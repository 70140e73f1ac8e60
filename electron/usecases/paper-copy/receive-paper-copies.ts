import { contract } from '../../../shared/contract/index.ts';
import type { OriginalToCopy } from '../../../shared/contract/paper-copy.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { COPY_PROCEDURE, copyCase, feeOfOriginal } from '../../../shared/domain/certification/copy-tariff.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import type { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import { receive } from '../dossier/receive-dossier.ts';
import { putUp } from './put-up.ts';

type Visit = InputOf<typeof contract.paperCopy.receive>;

/** As many as a component counts. */
const MOST_COUNTED = 99;
const LONGEST_REQUEST = 500;

/**
 * One visit for paper copies: the dossier is received as any other, with its code, appointment, fee and packet, and every original stands in the
 * officer's list at once. One transaction: all of it, or nothing.
 */
export const receivePaperCopies = commandHandler(contract.paperCopy.receive, (visit, context) =>
  context.tx.immediate((w) => {
    const procedure = w.catalogues.on(w.today).findProcedure(COPY_PROCEDURE, w.today);
    const found = procedure.ok ? copyCase(procedure.value) : undefined;
    if (found === undefined) return refuse('COPY_PROCEDURE_MISSING', {});
    const received = receive(w, context, receiptOf(visit, found));
    if (!received.ok) return received;
    const { dossierId, code, due, totalVnd } = received.value;
    const originals = originalsOf(visit.originals, found.entry);
    const order = {
      dossierId,
      requester: visit.requester.name,
      act: 'copy',
      people: [],
      papers: originals,
    } as const;
    return ok({ dossierId, code, due, totalVnd, paperCopies: putUp(w, context, order) });
  }),
);

/** More originals of a dossier that is open; one original may be copied on paper and electronically. */
export const addPaperCopies = commandHandler(contract.paperCopy.add, ({ dossierId, originals }, context) =>
  context.tx.immediate((w) => {
    const dossier = w.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
    const procedure = w.catalogues
      .ofVersion(dossier.catalogueVersion)
      .recordedProcedure(dossier.procedureCode);
    const found = procedure === undefined ? undefined : copyCase(procedure);
    if (found === undefined) return refuse('COPY_PROCEDURE_MISSING', {});
    const requester =
      w.dossiers.parties(dossierId).find(({ role }) => role === 'submitter')?.party.name ?? '';
    const papers = originalsOf(originals, found.entry);
    return ok({ paperCopies: putUp(w, context, { dossierId, requester, act: 'copy', people: [], papers }) });
  }),
);

function originalsOf(originals: readonly OriginalToCopy[], entry: ProcedureCase) {
  return originals.map((original) => ({ ...original, detail: '', feeVnd: feeOfOriginal(entry, original) }));
}

/** What the window would type for such a visit: originals are shown, copies are handed in or made here, fees follow pages and copies. */
function receiptOf(
  { requester, check, originals, settlement, waivedFor }: Visit,
  { entry, feeId }: { entry: ProcedureCase; feeId: string },
): ReceiptInput {
  const shown = Math.min(MOST_COUNTED, originals.length);
  const copied = Math.min(
    MOST_COUNTED,
    originals.reduce((sum, { copies }) => sum + copies, 0),
  );
  return {
    procedureCode: COPY_PROCEDURE as ReceiptInput['procedureCode'],
    caseId: entry.id,
    channel: 'direct',
    owner: requester,
    submitter: { kind: 'owner' },
    receiver: { kind: 'owner' },
    delivery: { method: 'counter' },
    request: requestOf(originals),
    sets: 1,
    components: entry.components.map(({ id, counts }) => ({
      componentId: id,
      source: 'paper',
      counts:
        counts.original > 0
          ? { original: shown, certified: 0, photocopy: 0 }
          : { original: 0, certified: 0, photocopy: copied },
      applies: true,
      paperReason: null,
    })),
    otherPapers: [],
    fees: [
      {
        feeId,
        settlement,
        quantity: 1,
        councilAmountVnd: null,
        originals: settlement === 'waived' ? [] : originals.map(({ pages, copies }) => ({ pages, copies })),
        waivedFor,
      },
    ],
    linkedChoices: [],
    submitterCheck: check,
  };
}

function requestOf(originals: readonly OriginalToCopy[]): string {
  const said = originals.map(({ title, copies }) =>
    vi['paperCopy.requestLine'].replace('{copies}', String(copies)).replace('{title}', title),
  );
  const request = `${vi['paperCopy.request']} ${said.join('; ')}`;
  return request.length <= LONGEST_REQUEST ? request : `${request.slice(0, LONGEST_REQUEST - 1)}…`;
}
