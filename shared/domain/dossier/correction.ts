import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { type DossierState, isOpen } from './dossier-state.ts';
import { choiceOfLine, type FeeCalculation, FeeChoice } from './fees.ts';
import { hasSoundTaxCode, isIdentified, isSameParty, type Party } from './party.ts';

/** Whose data a correction may be about. */
export const PARTY_ROLES = ['owner', 'submitter', 'authoriser', 'receiver'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** What stands in a dossier and may have been typed wrong. */
export interface Correctable {
  request: string;
  parties: Partial<Record<PartyRole, Party>>;
  /** The fees as they were reckoned; left out where they are not corrected. */
  fees?: FeeCalculation;
}

/** What the clerk puts right; null and absent leave what is there. */
export interface Correction {
  request: string | null;
  party: { role: PartyRole; party: Party } | null;
  fees?: FeeCalculation | null;
  /** What the clerk had before them when they began; whatever differs now was corrected meanwhile. */
  seen?: { request: string; party: Party | null; fees: readonly FeeChoice[] } | undefined;
}

/** Why a dossier is not corrected. */
export type CorrectionRefusal =
  | Refusal<'DOSSIER_CLOSED', { state: DossierState }>
  | Refusal<'PARTY_UNKNOWN', { role: PartyRole }>
  | Refusal<'ANOTHER_PERSON', { role: PartyRole }>
  | Refusal<'TAX_CODE_WRONG', { role: PartyRole }>
  | Refusal<'CORRECTED_MEANWHILE', Record<never, never>>
  | Refusal<'NOTHING_CORRECTED', Record<never, never>>;

/**
 * What stands before and after, only where it differs. One person who stands in several roles is put right in all of them. Another name
 * together with another number is another person, not a mistake of typing: such a dossier is withdrawn and received anew.
 */
export function decideCorrection(
  state: DossierState,
  now: Correctable,
  { request, party, seen, fees = null }: Correction,
): Result<{ before: Correctable; after: Correctable; fields: string[] }, CorrectionRefusal> {
  if (!isOpen(state)) return refuse('DOSSIER_CLOSED', { state });
  const shown = party === null ? undefined : now.parties[party.role];
  const isStale = seen?.party != null && shown !== undefined && !isEqual(shown, seen.party);
  const feesNow = (now.fees?.lines ?? []).map((line) => FeeChoice.parse(choiceOfLine(line)));
  const feesMoved = seen !== undefined && JSON.stringify(seen.fees) !== JSON.stringify(feesNow);
  if (isStale || feesMoved || (seen !== undefined && seen.request !== now.request))
    return refuse('CORRECTED_MEANWHILE', {});
  const before: Correctable = { request: now.request, parties: {} };
  const after: Correctable = { request: request ?? now.request, parties: {} };
  const fields = after.request === before.request ? [] : ['request'];
  if (party !== null) {
    const known = now.parties[party.role];
    if (known === undefined) return refuse('PARTY_UNKNOWN', { role: party.role });
    if (isAnother(known, party.party)) return refuse('ANOTHER_PERSON', { role: party.role });
    if (!hasSoundTaxCode(party.party)) return refuse('TAX_CODE_WRONG', { role: party.role });
    for (const role of PARTY_ROLES) {
      if (!isEqual(now.parties[role], known) || isEqual(known, party.party)) continue;
      before.parties[role] = known;
      after.parties[role] = party.party;
      fields.push(role);
    }
  }
  if (fees !== null && now.fees !== undefined && JSON.stringify(fees) !== JSON.stringify(now.fees)) {
    before.fees = now.fees;
    after.fees = fees;
    fields.push('fees');
  }
  return fields.length === 0 ? refuse('NOTHING_CORRECTED', {}) : ok({ before, after, fields });
}

function isAnother(known: Party, corrected: Party): boolean {
  if (known.name === corrected.name || !isIdentified(known)) return false;
  return known.kind !== corrected.kind || !isSameParty(known, corrected);
}

function isEqual(a: Party | undefined, b: Party): boolean {
  return a !== undefined && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(party: Party): [string, unknown][] {
  return Object.entries(party).sort(([a], [b]) => (a < b ? -1 : 1));
}
