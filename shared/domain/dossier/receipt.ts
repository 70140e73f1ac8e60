import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { findCase } from '../catalogue/catalogue.ts';
import type { FilingChannel, Procedure, ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import type { ProcessingLimit } from '../deadline/processing-limit.ts';
import { type ComponentRefusal, checkComponents, type ReceivedComponent } from './components.ts';
import { calculateFees, type FeeCalculation, type FeeRefusal } from './fees.ts';
import { hasSoundTaxCode, isIdentified, isSameParty, type Party } from './party.ts';
import type { Authority, HandedComponent, ReceiptInput } from './receipt-input.ts';

/** Why the people of a dossier are refused. */
export type PeopleRefusal =
  | Refusal<'OWNER_MISSING', Record<never, never>>
  | Refusal<'SUBMITTER_MISSING', Record<never, never>>
  | Refusal<'IDENTITY_MISSING', { role: 'submitter' | 'authoriser' | 'receiver' }>
  | Refusal<'TAX_CODE_WRONG', { role: 'owner' | 'submitter' }>
  | Refusal<'AUTHORISER_MISSING', Record<never, never>>
  | Refusal<'AUTHORISATION_MISSING', Record<never, never>>;

/** Why a dossier is not received. */
export type ReceiptRefusal =
  | Refusal<'CASE_UNKNOWN', { procedureCode: string; caseId: string }>
  | PeopleRefusal
  | ComponentRefusal
  | FeeRefusal;

/** Something the clerk should know although the dossier is received. */
export type ReceiptNotice =
  | { code: 'CHANNEL_NOT_PUBLISHED'; channel: FilingChannel; published: FilingChannel[] }
  | { code: 'PAPER_WITHOUT_REASON'; componentId: string; name: string };

/** The people of a received dossier; `authority` and `authoriser` are null when the owner files. */
export interface ReceiptPeople {
  owner: Party | null;
  submitter: Party;
  authority: Authority | null;
  authoriser: Party | null;
  receiver: Party;
  receiverPaper: string | null;
}

/** Who works on a dossier: this office, the police, the province, or the office that it was received for. */
export const PROCESSING_OWNERS = ['here', 'police', 'province', 'other-office'] as const;
export type ProcessingOwner = (typeof PROCESSING_OWNERS)[number];

/** How the ids begin of components that no procedure names. */
export const OTHER_PAPER = 'other-';

/** A dossier as it is received: every word it was accepted under, ready to be recorded. */
export interface ReceiptDecision extends ReceiptPeople {
  state: 'received' | 'forwarded';
  procedureCode: string;
  procedureName: string;
  caseId: string;
  caseName: string;
  processingOwner: ProcessingOwner;
  limit: ProcessingLimit;
  channel: FilingChannel;
  delivery: ReceiptInput['delivery'];
  request: string;
  sets: number;
  /** Those of the case that are there, then the other papers. */
  components: ReceivedComponent[];
  fees: FeeCalculation;
  notices: ReceiptNotice[];
}

/**
 * Decides whether a dossier is received (Điều 17 Nghị định 118/2025/NĐ-CP): its people first, then its composition, then its fees. `procedure` is
 * the one in force today for `input.procedureCode`; `byFile`: its papers came as files through the portal.
 */
export function decideReceipt(
  procedure: Procedure,
  input: ReceiptInput,
  byFile = false,
): Result<ReceiptDecision, ReceiptRefusal> {
  const procedureCase = findCase(procedure, input.caseId);
  if (procedureCase === undefined)
    return refuse('CASE_UNKNOWN', { procedureCode: procedure.code, caseId: input.caseId });
  const people = decidePeople(procedure, procedureCase, input);
  if (!people.ok) return people;
  const { submitter, authority } = people.value;
  const agent = authority?.basis === 'authorisation' ? submitter.kind : null;
  const components = checkComponents(procedureCase, input.components, {
    channel: input.channel,
    agent,
    byFile,
  });
  if (!components.ok) return components;
  const fees = calculateFees(procedureCase, input.channel, input.fees);
  if (!fees.ok) return fees;
  return ok({
    ...people.value,
    state: 'received',
    procedureCode: procedure.code,
    procedureName: procedure.name,
    caseId: procedureCase.id,
    caseName: procedureCase.name,
    processingOwner: procedure.processingOwner,
    limit: procedureCase.limit,
    channel: input.channel,
    delivery: input.delivery,
    request: input.request,
    sets: input.sets,
    components: [...components.value, ...otherComponents(input.otherPapers)],
    fees: fees.value,
    notices: noticesOf(procedure, procedureCase, input.channel, components.value),
  });
}

/** Papers that the procedure does not name go the same way as its own: on the slip, into custody, under the scanner. */
function otherComponents(papers: ReceiptInput['otherPapers']): ReceivedComponent[] {
  return papers.map(({ name, counts }, index) => ({
    componentId: `${OTHER_PAPER}${index + 1}`,
    name,
    source: 'paper',
    counts,
    onlyShown: false,
    paperReason: null,
    lookupPending: false,
  }));
}

function decidePeople(
  procedure: Procedure,
  procedureCase: ProcedureCase,
  input: ReceiptInput,
): Result<ReceiptPeople, PeopleRefusal> {
  const { owner } = input;
  // A birth is registered for a child that may have neither name nor number yet: the submitter stands alone then.
  if (owner === null && procedure.ownerRule === 'required') return refuse('OWNER_MISSING', {});
  const submitter = input.submitter.kind === 'owner' ? owner : input.submitter.party;
  if (submitter === null) return refuse('SUBMITTER_MISSING', {});
  if (!isIdentified(submitter)) return identityMissing('submitter');
  if (owner !== null && !hasSoundTaxCode(owner)) return taxCodeWrong('owner');
  if (!hasSoundTaxCode(submitter)) return taxCodeWrong('submitter');
  const right = decideAuthority(owner, submitter, input, procedureCase);
  if (!right.ok) return right;
  const receiver = receiverOf(input, owner, submitter);
  if (input.receiver.kind === 'other' && !isIdentified(receiver)) return identityMissing('receiver');
  const receiverPaper = input.receiver.kind === 'other' ? input.receiver.paper : null;
  return ok({ owner, submitter, ...right.value, receiver, receiverPaper });
}

// Whoever files for another needs a right to: an authorisation with its paper, or the office of a legal representative (Điều 15 Nghị định
// 118/2025/NĐ-CP). The same number on both papers means the owner files.
function decideAuthority(
  owner: Party | null,
  submitter: Party,
  input: ReceiptInput,
  procedureCase: ProcedureCase,
): Result<Pick<ReceiptPeople, 'authority' | 'authoriser'>, PeopleRefusal> {
  if (input.submitter.kind === 'owner' || (owner !== null && isSameParty(owner, submitter)))
    return ok({ authority: null, authoriser: null });
  const { authority } = input.submitter;
  if (authority.basis === 'legal-representative') return ok({ authority, authoriser: null });
  const authoriser = authority.authoriser ?? (owner !== null && canAuthorise(owner) ? owner : null);
  if (authoriser === null) return refuse('AUTHORISER_MISSING', {});
  if (!isIdentified(authoriser)) return identityMissing('authoriser');
  if (authority.paper === null && !handsAuthorisation(procedureCase, input.components))
    return refuse('AUTHORISATION_MISSING', {});
  return ok({ authority, authoriser });
}

function identityMissing(role: 'submitter' | 'authoriser' | 'receiver') {
  return refuse('IDENTITY_MISSING', { role });
}

function taxCodeWrong(role: 'owner' | 'submitter') {
  return refuse('TAX_CODE_WRONG', { role });
}

function canAuthorise(owner: Party): boolean {
  return (
    owner.kind === 'organisation' || owner.identity.kind !== 'none' || owner.identity.reason === 'not-issued'
  );
}

function handsAuthorisation({ components }: ProcedureCase, handed: readonly HandedComponent[]): boolean {
  const ids = components.filter(({ requirement }) => requirement.kind === 'authorised').map(({ id }) => id);
  return handed.some(
    ({ componentId, counts }) =>
      ids.includes(componentId) && counts.original + counts.certified + counts.photocopy > 0,
  );
}

function receiverOf({ receiver }: ReceiptInput, owner: Party | null, submitter: Party): Party {
  if (receiver.kind === 'other') return receiver.person;
  return receiver.kind === 'owner' && owner !== null ? owner : submitter;
}

function noticesOf(
  procedure: Procedure,
  procedureCase: ProcedureCase,
  channel: FilingChannel,
  components: readonly ReceivedComponent[],
): ReceiptNotice[] {
  const looked = new Set(
    procedureCase.components
      .filter(({ database, onlyShown }) => database !== undefined && !onlyShown)
      .map(({ id }) => id),
  );
  const unexplained = components.filter(
    (entry) => entry.source === 'paper' && entry.paperReason === null && looked.has(entry.componentId),
  );
  const notices: ReceiptNotice[] = unexplained.map(({ componentId, name }) => ({
    code: 'PAPER_WITHOUT_REASON',
    componentId,
    name,
  }));
  if (procedure.channels.includes(channel)) return notices;
  return [{ code: 'CHANNEL_NOT_PUBLISHED', channel, published: procedure.channels }, ...notices];
}
