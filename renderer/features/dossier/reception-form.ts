import type { StoreEntry } from '../../../shared/contract/store.ts';
import type { Procedure, ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { type FeeChoice, initialFeeChoices } from '../../../shared/domain/dossier/fees.ts';
import type { HandedComponent, ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import type { WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { emptyParty, isBlankParty, type PartyForm, toParty, toPerson } from './party-form.ts';

/** What the clerk found of one component. */
export type ComponentForm = Omit<HandedComponent, 'componentId'>;

/**
 * The reception form while it is filled in. It is plain JSON, since it is kept as a draft at every change. `procedureName` is only for lists of
 * parked drafts.
 */
export interface ReceptionForm {
  draftId: string;
  parked: boolean;
  submitter: PartyForm;
  submitterCheck: WindowMethod;
  procedureCode: string;
  procedureName: string;
  caseId: string;
  channel: ReceiptInput['channel'];
  ownerIs: 'submitter' | 'other' | 'newborn';
  owner: PartyForm;
  basis: 'authorisation' | 'legal-representative';
  relation: string;
  paper: string;
  otherAuthoriser: boolean;
  authoriser: PartyForm;
  receiverIs: 'submitter' | 'owner' | 'other';
  receiver: PartyForm;
  receiverPaper: string;
  delivery: ReceiptInput['delivery']['method'];
  deliveryAddress: string;
  request: string;
  sets: string;
  /** Why it is received beside an open dossier of the same person and procedure. */
  repeatReason: string;
  components: Record<string, ComponentForm>;
  /** Papers beside those that the procedure names. */
  otherPapers: OtherPaper[];
  fees: Record<string, FeeChoice>;
  /** Whether another office is competent, and which: of the shipped table by its id, else as it is typed. */
  competentIs: 'here' | 'other';
  competentOffice: string;
  competentPlaceId: string;
  competentReach: 'province' | 'nationwide';
  /** Places of the chosen branches of a linked group. */
  linkedChoices: number[];
}

/** A paper that the procedure does not name. */
export type OtherPaper = ReceiptInput['otherPapers'][number];

/** A row that nothing was typed into; it is not sent. */
function isBlankPaper({ name, counts }: OtherPaper): boolean {
  return name.trim() === '' && counts.original + counts.certified + counts.photocopy === 0;
}

/** A form with nothing in it. */
export function emptyReception(draftId: string): ReceptionForm {
  return {
    draftId,
    parked: false,
    submitter: emptyParty(),
    submitterCheck: 'none',
    procedureCode: '',
    procedureName: '',
    caseId: '',
    channel: 'direct',
    ownerIs: 'submitter',
    owner: emptyParty(),
    basis: 'authorisation',
    relation: '',
    paper: '',
    otherAuthoriser: false,
    authoriser: emptyParty(),
    receiverIs: 'submitter',
    receiver: emptyParty(),
    receiverPaper: '',
    delivery: 'counter',
    deliveryAddress: '',
    request: '',
    sets: '1',
    repeatReason: '',
    components: {},
    otherPapers: [],
    fees: {},
    linkedChoices: [],
    competentIs: 'here',
    competentOffice: '',
    competentPlaceId: '',
    competentReach: 'province',
  };
}

/** Whether there is nothing worth keeping. */
export function isBlankReception(form: ReceptionForm): boolean {
  return form.procedureCode === '' && isBlankParty(form.submitter) && isBlankParty(form.owner);
}

/** A kept draft as a form again; what an older version did not have stands empty. Undefined when it is no reception draft. */
export function fromDraft(draftId: string, value: Record<string, unknown>): ReceptionForm | undefined {
  if (typeof value['submitter'] !== 'object' || typeof value['components'] !== 'object') return undefined;
  return { ...emptyReception(draftId), ...(value as Partial<ReceptionForm>), draftId };
}

/** The form with the submitter as typed: a number that was typed over is no longer the one of the card that was read. */
export function withSubmitter(form: ReceptionForm, submitter: PartyForm): ReceptionForm {
  const isRead = form.submitterCheck === 'card-qr' || form.submitterCheck === 'card-back';
  const isAnother = submitter.number !== form.submitter.number || submitter.kind !== form.submitter.kind;
  return { ...form, submitter, submitterCheck: isRead && isAnother ? 'none' : form.submitterCheck };
}

const NO_PAPER = { original: 0, certified: 0, photocopy: 0 };

/** What a component starts from: no paper, no look-up, no judgement. */
export function componentOf(form: ReceptionForm, id: string): ComponentForm {
  return (
    form.components[id] ?? {
      source: 'paper',
      counts: NO_PAPER,
      applies: false,
      paperReason: null,
    }
  );
}

/** A component that an entry of its holder's store stands for; undefined of an entry without a file. */
export function fromStore(
  entry: ComponentForm,
  { source, sha256 }: Pick<StoreEntry, 'source' | 'sha256'>,
): ComponentForm | undefined {
  if (sha256 === null) return undefined;
  return { ...entry, source: 'store', counts: NO_PAPER, paperReason: null, stored: { source, sha256 } };
}

/** A component that is handed over or looked up: nothing of a store stands for it. */
export function notFromStore({ stored: _, ...entry }: ComponentForm): ComponentForm {
  return entry.source === 'store' ? { ...entry, source: 'paper' } : entry;
}

/** The form with nothing out of a store. */
export function withoutStored(form: ReceptionForm): ReceptionForm {
  const components = Object.entries(form.components);
  if (components.every(([, { source }]) => source !== 'store')) return form;
  return {
    ...form,
    components: Object.fromEntries(components.map(([id, entry]) => [id, notFromStore(entry)])),
  };
}

/** The lines of the tariff as the clerk decided them: those that must be decided stand from the start, the others once ordered. */
export function feesOf(form: ReceptionForm, shown: ProcedureCase): FeeChoice[] {
  const first = new Map(
    initialFeeChoices(shown, form.channel).map((choice) => [choice.feeId, withOneCopy(shown, choice)]),
  );
  return shown.fees.flatMap(({ id }) => {
    const choice = form.fees[id] ?? first.get(id);
    return choice === undefined ? [] : [choice];
  });
}

// The usual order at the counter is one copy of one page; it stands in the form to be seen and changed.
function withOneCopy(shown: ProcedureCase, choice: FeeChoice): FeeChoice {
  const fee = shown.fees.find(({ id }) => id === choice.feeId);
  return fee?.tariff.kind === 'certified-copy' ? { ...choice, originals: [{ pages: 1, copies: 1 }] } : choice;
}

/** Who files by authorisation, if anyone: some components are asked only then. */
export function agentOf(form: ReceptionForm): 'person' | 'organisation' | null {
  return form.ownerIs !== 'submitter' && form.basis === 'authorisation' ? form.submitter.kind : null;
}

/** The form with another procedure or case: what belonged to the one before goes. */
export function withProcedure(form: ReceptionForm, procedure: Procedure, caseId: string): ReceptionForm {
  const isNew = form.procedureCode !== procedure.code;
  const chosen = procedure.cases.find(({ id }) => id === caseId);
  const ownerIs = procedure.ownerRule === 'newborn' ? 'newborn' : 'submitter';
  return {
    ...form,
    procedureCode: procedure.code,
    procedureName: procedure.shortName,
    caseId,
    request: isNew || chosen === undefined ? procedure.shortName : form.request,
    components: isNew ? {} : form.components,
    otherPapers: isNew ? [] : form.otherPapers,
    fees: {},
    linkedChoices: isNew ? [] : form.linkedChoices,
    competentIs: isNew ? 'here' : form.competentIs,
    ownerIs: isNew ? ownerIs : form.ownerIs,
    basis: isNew && ownerIs === 'newborn' ? 'legal-representative' : form.basis,
  };
}

/** What is sent to receive the dossier; `shown` is the chosen case, undefined while no procedure is chosen. */
export function toReceiptInput(form: ReceptionForm, shown: ProcedureCase | undefined): ReceiptInput {
  return {
    procedureCode: form.procedureCode,
    caseId: form.caseId,
    channel: form.channel,
    ...peopleOf(form),
    delivery:
      form.delivery === 'post'
        ? { method: 'post', address: form.deliveryAddress }
        : { method: form.delivery },
    request: form.request,
    sets: Number(form.sets),
    components: shown === undefined ? [] : handedOf(form, shown),
    otherPapers: form.otherPapers.filter((paper) => !isBlankPaper(paper)),
    submitterCheck: form.submitterCheck,
    repeatReason: form.repeatReason,
    fees: shown === undefined ? [] : feesOf(form, shown),
    linkedChoices: form.linkedChoices,
    ...(form.competentIs === 'here' ? {} : { competent: competentOf(form) }),
  };
}

function competentOf(form: ReceptionForm): NonNullable<ReceiptInput['competent']> {
  return form.competentPlaceId === ''
    ? { kind: 'named', office: form.competentOffice, reach: form.competentReach }
    : { kind: 'listed', placeId: form.competentPlaceId as never };
}

function peopleOf(form: ReceptionForm): Pick<ReceiptInput, 'owner' | 'submitter' | 'receiver'> {
  const receiver: ReceiptInput['receiver'] =
    form.receiverIs === 'other'
      ? { kind: 'other', person: toPerson(form.receiver), paper: textOrNull(form.receiverPaper) }
      : { kind: form.receiverIs };
  const party = toParty(form.submitter);
  if (form.ownerIs === 'submitter') return { owner: party, submitter: { kind: 'owner' }, receiver };
  const authority =
    form.basis === 'legal-representative'
      ? { basis: form.basis, relation: form.relation }
      : {
          basis: form.basis,
          authoriser: form.otherAuthoriser ? toPerson(form.authoriser) : null,
          paper: textOrNull(form.paper),
        };
  return { owner: ownerOf(form), submitter: { kind: 'other', party, authority }, receiver };
}

// A newborn may have neither name nor number yet: without a name nobody is recorded as owner, and the submitter stands alone.
function ownerOf(form: ReceptionForm): ReceiptInput['owner'] {
  if (form.ownerIs !== 'newborn') return toParty(form.owner);
  if (form.owner.name.trim() === '') return null;
  return toPerson({ ...form.owner, kind: 'person', identityKind: 'none', reason: 'newborn' });
}

function handedOf(form: ReceptionForm, shown: ProcedureCase): HandedComponent[] {
  return shown.components.flatMap(({ id }) => {
    const entry = form.components[id];
    if (entry === undefined) return [];
    const { source, counts, applies, paperReason, stored } = entry;
    const hasPaper = source === 'paper' && counts.original + counts.certified + counts.photocopy > 0;
    const seen = source === 'store' && stored !== undefined ? { stored } : {};
    return [
      { componentId: id, source, counts, applies, paperReason: hasPaper ? paperReason : null, ...seen },
    ];
  });
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
