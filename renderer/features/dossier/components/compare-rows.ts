import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { ProcedureCase } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import type { Party } from '../../../../shared/domain/dossier/party.ts';
import { searchForm } from '../../../../shared/domain/geography/search-text.ts';
import { showInstant } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { type ReceptionForm, toReceiptInput } from '../reception-form.ts';
import { partyDetails } from './people-words.ts';

/** What two dossiers are compared by, in the order of a reception. */
export const COMPARED = [
  'procedure',
  'case',
  'owner',
  'ownerDetails',
  'submitter',
  'submitterDetails',
  'request',
  'sets',
  'papers',
  'state',
  'received',
  'due',
] as const;

/** One of the two in words; null where it has no such thing yet. */
export type Side = Record<(typeof COMPARED)[number], string | null>;

/** Whether two sides say different things; spelling that people do not tell apart is the same, and what one does not have yet is no difference. */
export function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && searchForm(one) !== searchForm(other);
}

/** A dossier of record. */
export function sideOfDossier(t: Translate, dossier: DossierView): Side {
  const partyOf = (role: string) => dossier.parties.find((entry) => entry.role === role)?.party;
  const papers = dossier.components.map(({ name, counts }) => ({ name, count: sum(counts) }));
  return {
    ...people(t, partyOf('owner'), partyOf('submitter')),
    procedure: dossier.procedureName,
    case: dossier.caseName,
    request: dossier.request,
    sets: String(dossier.sets),
    papers: written(papers),
    state: t(`dossier.state.${dossier.state}`),
    received: showInstant(dossier.receivedAt),
    due: showInstant(dossier.dueAt),
  };
}

/** The dossier that is being received. */
export function sideOfForm(t: Translate, form: ReceptionForm, shown: ProcedureCase | undefined): Side {
  const { owner, submitter, request, sets, components } = toReceiptInput(form, shown);
  const filer = submitter.kind === 'owner' ? owner : submitter.party;
  const papers = components.flatMap(({ componentId, counts }) => {
    const name = shown?.components.find(({ id }) => id === componentId)?.name;
    return name === undefined ? [] : [{ name, count: sum(counts) }];
  });
  return {
    ...people(t, owner ?? undefined, filer ?? undefined),
    // The list holds dossiers of the same procedure only; the form knows it by its short name.
    procedure: null,
    case: shown?.name ?? null,
    request,
    sets: String(sets),
    papers: written(papers),
    state: null,
    received: null,
    due: null,
  };
}

function people(t: Translate, owner: Party | undefined, submitter: Party | undefined) {
  const details = (party: Party | undefined) => (party === undefined ? null : partyDetails(t, party));
  return {
    owner: owner?.name ?? null,
    ownerDetails: details(owner),
    submitter: submitter?.name ?? null,
    submitterDetails: details(submitter),
  };
}

function sum({ original, certified, photocopy }: { original: number; certified: number; photocopy: number }) {
  return original + certified + photocopy;
}

function written(papers: readonly { name: string; count: number }[]): string {
  return papers
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} (${count})`)
    .join('; ');
}
