import type { PartyRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type CanonicalValue, plainJson } from '../../../shared/domain/canonical-json.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Procedure } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import type { Deadline } from '../../../shared/domain/deadline/deadline.ts';
import { type CompetentOffice, decideCompetent } from '../../../shared/domain/dossier/competent-office.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { isBornAfter, oldNumberOf, partyNumber } from '../../../shared/domain/dossier/party.ts';
import { decideReceipt, OTHER_PAPER, type ReceiptDecision } from '../../../shared/domain/dossier/receipt.ts';
import type { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { recordIdentity } from '../identity/identity-checks.ts';
import { planReturn } from '../linked/plan-return.ts';
import { receiveChildren, takeCode } from '../linked/receive-children.ts';
import { pagesOfStored, type StoredPages, takeStored } from '../store/take-stored.ts';
import { isMine } from './drafts.ts';

/** Receives a dossier at the window (Điều 17 Nghị định 118/2025/NĐ-CP). */
export const receiveDossier = commandHandler(
  contract.dossier.receive,
  async ({ receipt, draftId }, context) => {
    const { tx, signedIn, counter, client } = context;
    const storedPages = await pagesOfStored(context, receipt);
    const mine = draftId === undefined ? ok(undefined) : isMine(context, draftId);
    if (!mine.ok) return mine;
    const received = tx.immediate((w) => {
      const done = receive(w, context, receipt, { storedPages });
      if (done.ok && draftId !== undefined) w.drafts.discard(draftId, signedIn().userId);
      return done;
    });
    if (received.ok && draftId !== undefined)
      counter.draftHolds.spend(draftId, client.id, received.value.code);
    return received;
  },
);

/**
 * Receives a dossier inside a transaction: decides by the procedure in force today, takes the next code of this installation's range, reckons
 * the appointment, and writes dossier, event, packet and audit together. `submission` names the online filing it comes from, `storedPages` the
 * pages of what it takes out of its people's stores.
 */
export function receive(
  w: Work,
  { host, signedIn }: Pick<CommandContext, 'host' | 'signedIn'>,
  receipt: ReceiptInput,
  {
    submission,
    storedPages = new Map(),
  }: {
    submission?: { submissionId: string; submissionCode: string; verifiedByVneid: boolean };
    storedPages?: StoredPages;
  } = {},
) {
  const catalogue = w.catalogues.on(w.today);
  const procedure = catalogue.findProcedure(receipt.procedureCode, w.today);
  if (!procedure.ok) return procedure;
  const entry = findCase(procedure.value, receipt.caseId);
  if (entry === undefined) return refuse('CASE_UNKNOWN', { caseId: receipt.caseId });
  const decided = decideReceipt(procedure.value, receipt, submission !== undefined);
  if (!decided.ok) return decided;
  const unborn = partiesOf(decided.value).find(({ party }) => isBornAfter(party, w.today));
  if (unborn !== undefined) return refuse('BORN_AFTER_TODAY', { role: unborn.role });
  const competent = competentOf(w, procedure.value, receipt);
  if (!competent.ok) return competent;
  const planned = planReturn(
    {
      procedure: procedure.value,
      limit: entry.limit,
      chosen: receipt.linkedChoices,
      received: w.now,
      competent: competent.value?.clock ?? null,
    },
    w.calendars.now(),
  );
  if (!planned.ok) return planned;
  const { deadline, children, expectedAt } = planned.value;
  const forwarded = competent.value === null ? null : { ...competent.value, expectedAt: expectedAt ?? w.now };
  const decision = forElsewhere(decided.value, forwarded);
  const repeated = openBefore(w, decided.value);
  const { centralCode } = procedure.value;
  const coded = takeCode(w, centralCode !== undefined);
  if (!coded.ok) return coded;
  const id = host.identity.newId(DossierId);
  const dossier = { id, ...coded.value, by: signedIn().userId, catalogueVersion: catalogue.version };
  insertDossier(w, { ...dossier, codeSystem: centralCode?.system }, decision, deadline);
  if (forwarded !== null) w.competent.insert(id, forwarded);
  const linked = receiveChildren(w, host.identity, id, children);
  if (!linked.ok) return linked;
  const identity = recordIdentity(w, host.identity, {
    dossierId: id,
    occasion: 'reception',
    role: 'submitter',
    name: decided.value.submitter.name,
    method: submission?.verifiedByVneid ? 'portal' : (receipt.submitterCheck ?? 'none'),
    by: signedIn().userId,
  });
  for (const other of repeated) w.identities.repeat(id, other.dossierId, receipt.repeatReason || null);
  const repeats = repeated.map(({ code }) => code);
  const said = {
    linked: linked.value,
    identity,
    repeats,
    forwarded,
    ...(centralCode === undefined ? {} : { codeSystem: centralCode.system }),
    ...submission,
  };
  const sent = announceReceipt(w, dossier, decision, deadline, said);
  for (const { componentId, stored } of receipt.components) {
    if (stored === undefined) continue;
    const name = decision.components.find((each) => each.componentId === componentId)?.name ?? componentId;
    const place = { dossierId: id, componentId, name, code: coded.value.code };
    const taken = takeStored(w, { host, signedIn }, place, stored, storedPages.get(componentId));
    if (!taken.ok) return taken;
  }
  w.announce('dossier');
  return ok({
    dossierId: id,
    code: coded.value.code,
    receivedAt: w.now,
    due: deadline.due,
    dueAt: deadline.dueAt,
    explanation: deadline.explanation,
    totalVnd: decided.value.fees.totalVnd,
    notices: decided.value.notices,
    provisional: decision.state === 'forwarded',
    codeSystem: centralCode?.system ?? null,
    packetSeq: sent.seq,
  });
}

/** For which other office it is received; null for this one. */
function competentOf(w: Work, procedure: Procedure, { competent }: ReceiptInput) {
  if (competent === undefined) return ok(null);
  const { placeId } = w.office.findOn(w.today) ?? w.office.getLatest();
  return decideCompetent(procedure, competent, {
    placeId,
    provinceId: w.places.find(placeId)?.parentId ?? null,
  });
}

/** What another office works on; while its reception is awaited, no clock runs. */
function forElsewhere(decision: ReceiptDecision, competent: CompetentOffice | null): ReceiptDecision {
  if (competent === null) return decision;
  const state = competent.clock === 'arrival' ? 'forwarded' : decision.state;
  return { ...decision, state, processingOwner: 'other-office' };
}

// Dossiers of the procedure that are open for the owner or the submitter, by either number.
function openBefore(w: Work, { owner, submitter, procedureCode }: ReceiptDecision) {
  const party = owner ?? submitter;
  const number = partyNumber(party);
  return number === null ? [] : w.dossiers.openOf(number, oldNumberOf(party), procedureCode);
}

interface NewDossier {
  id: DossierId;
  code: string;
  ruleId: string;
  by: string;
  catalogueVersion: string;
}

function insertDossier(
  w: Work,
  { id, code, ruleId, by, catalogueVersion, codeSystem }: NewDossier & { codeSystem: string | undefined },
  decision: ReceiptDecision,
  deadline: Deadline,
) {
  const { request, sets, delivery, limit, fees, authority, receiverPaper } = decision;
  w.dossiers.insert({
    id,
    code,
    codeRule: ruleId,
    procedureCode: decision.procedureCode,
    procedureName: decision.procedureName,
    caseId: decision.caseId,
    caseName: decision.caseName,
    catalogueVersion,
    processingOwner: decision.processingOwner,
    state: decision.state,
    channel: decision.channel,
    receivedAt: w.now,
    receivedBy: by,
    startsAt: deadline.startsAt,
    due: deadline.due,
    dueAt: deadline.dueAt,
    deadlineEngine: deadline.engine,
    explanation: plainJson(deadline.explanation) as never[],
    terms: plainJson({ request, sets, delivery, limit, fees, authority, receiverPaper, codeSystem }) as never,
  });
  for (const { role, party } of partiesOf(decision)) w.dossiers.insertParty(id, role, party);
  decision.components.forEach((component, position) => {
    const { counts, ...rest } = component;
    w.dossiers.insertComponent(id, position, { ...rest, ...counts });
  });
}

function partiesOf({ owner, submitter, authoriser, receiver }: ReceiptDecision): PartyRow[] {
  const all = [
    ['owner', owner],
    ['submitter', submitter],
    ['authoriser', authoriser],
    ['receiver', receiver],
  ] as const;
  return all.flatMap(([role, party]) => (party === null ? [] : [{ role, party }]));
}

/** What was decided beside the dossier itself: its linked procedures, how the submitter was authenticated, the open dossiers it repeats, where it was filed. */
interface AlsoSaid {
  linked: readonly CanonicalValue[];
  identity: CanonicalValue;
  repeats: readonly string[];
  /** The office that is competent, where this one is not; both times go to the province, the second once it is known. */
  forwarded: (CompetentOffice & { expectedAt: Instant }) | null;
  /** The central service that is to give the code: what stands as the code is a provisional number. */
  codeSystem?: string;
  /** Of what was filed online: the portal's id and code. */
  submissionId?: string;
  submissionCode?: string;
}

/** The event carries no personal word; the packet carries what the province must know (Thông tư 03/2025/TT-VPCP). */
function announceReceipt(
  w: Work,
  { id, code, catalogueVersion }: NewDossier,
  decision: ReceiptDecision,
  deadline: Deadline,
  { linked, identity, repeats, forwarded, ...filed }: AlsoSaid,
) {
  const facts = {
    code,
    procedureCode: decision.procedureCode,
    caseId: decision.caseId,
    catalogueVersion,
    channel: decision.channel,
    dueAt: deadline.dueAt,
    totalVnd: decision.fees.totalVnd,
    ...(linked.length === 0 ? {} : { linked: [...linked] }),
    ...(repeats.length === 0 ? {} : { repeats: [...repeats] }),
    ...(forwarded === null ? {} : { competent: { ...forwarded } }),
    ...filed,
    identity,
    components: decision.components.map(({ componentId, source, counts, lookupPending }) => ({
      componentId,
      source,
      lookupPending,
      ...counts,
    })),
  };
  const parties = partiesOf(decision);
  const event = w.record({
    subject: { kind: 'dossier', id },
    type: 'dossier.received',
    payload: plainJson(facts) as Record<string, CanonicalValue>,
    personal: {
      ...Object.fromEntries(parties.map(({ role, party }) => [role, JSON.stringify(party)])),
      request: decision.request,
      ...exempted(decision),
    },
  });
  // The province knows the components of a procedure by their ids; the words of the others it must be told.
  const others = decision.components
    .filter(({ componentId }) => componentId.startsWith(OTHER_PAPER))
    .map(({ componentId, name }) => ({ componentId, name }));
  const snapshot = {
    dossierId: id,
    dossierCode: code,
    status: NATIONAL_STATUS[decision.state],
    ...facts,
    receivedAt: w.now,
    ...(forwarded === null ? {} : { competentReceivedAt: null }),
    request: decision.request,
    ...(others.length === 0 ? {} : { otherPapers: others }),
    parties: Object.fromEntries(parties.map(({ role, party }) => [role, party])),
    fees: decision.fees.lines,
  };
  return w.send(event, { kind: 'dossier.received', snapshot: plainJson(snapshot), files: [] });
}

// Why somebody pays nothing says how they live: it stands in the event by commitment only.
function exempted({ fees }: ReceiptDecision): Record<string, string> {
  const lines = fees.lines.filter(({ settlement }) => settlement === 'waived');
  return lines.length === 0 ? {} : { waived: JSON.stringify(lines) };
}
