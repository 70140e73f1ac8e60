import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { isIdentified, isSameParty, matchOf, type NumberMatch, type Party, type Person } from './party.ts';

/** By what right somebody takes a result: their own dossier, one they brought, one they were named for, or a paper they show now. */
export const HANDOVER_BASES = ['owner', 'submitter', 'receiver', 'authorised'] as const;
export type HandOverBasis = (typeof HANDOVER_BASES)[number];

/** The people of a dossier who may take its result. */
export interface EntitledPeople {
  owner: Party | null;
  submitter: Party;
  receiver: Party;
}

/** Why a result is not handed over. */
export type HandOverRefusal =
  | Refusal<'RECEIVER_UNIDENTIFIED', Record<never, never>>
  | Refusal<'RECEIVER_IS_STRANGER', { mayReceive: string[] }>
  | Refusal<'SLIP_LOST_CARD_NEEDED', { mayReceive: string[] }>;

/** Why a result of two parties is not handed over. */
export type BothRefusal =
  | Refusal<'BOTH_PARTIES_NEEDED', Record<never, never>>
  | Refusal<'OTHER_PARTY_UNIDENTIFIED', Record<never, never>>;

/**
 * Decides whether a person at the window may take a result (Điều 22 Nghị định 118/2025/NĐ-CP): the numbers of identity papers are compared,
 * never names alone; `match` says which number it was. Anybody else needs an authorisation, whose paper is recorded. A person without a number is refused: nothing proves who
 * they are. When the slip was reported lost, a paper is not enough: only a person of the dossier whose card was read now gets the result.
 */
export function decideHandOver(
  people: EntitledPeople,
  person: Person,
  paper: string | null,
  slip: { lost: boolean; cardNumber: string | null } = { lost: false, cardNumber: null },
): Result<{ basis: HandOverBasis; paper: string | null; match: NumberMatch | null }, HandOverRefusal> {
  if (!isIdentified(person)) return refuse('RECEIVER_UNIDENTIFIED', {});
  const entitled = [
    ['owner', people.owner],
    ['submitter', people.submitter],
    ['receiver', people.receiver],
  ] as const;
  for (const [basis, party] of entitled) {
    const match = party === null ? null : matchOf(party, person);
    if (match === null) continue;
    if (slip.lost && !isCardOf(person, slip.cardNumber)) break;
    return ok({ basis, paper, match });
  }
  const names = entitled.flatMap(([, party]) => (party === null ? [] : [party.name]));
  const mayReceive = [...new Set(names)];
  if (slip.lost) return refuse('SLIP_LOST_CARD_NEEDED', { mayReceive });
  if (paper !== null) return ok({ basis: 'authorised', paper, match: null });
  return refuse('RECEIVER_IS_STRANGER', { mayReceive });
}

function isCardOf({ identity }: Person, cardNumber: string | null): boolean {
  return cardNumber !== null && identity.kind === 'citizen' && identity.number === cardNumber;
}

/**
 * Decides whether the other party is there where the result belongs to two, as at a marriage whose parties sign together (note of the catalogue's
 * entry 1.000894); where one suffices nobody else is recorded. Each is known by a number of their own.
 */
export function decideTogether(
  both: boolean,
  receiver: Person,
  other: Person | null,
): Result<Person | null, BothRefusal> {
  if (!both) return ok(null);
  if (other === null || isSameParty(receiver, other)) return refuse('BOTH_PARTIES_NEEDED', {});
  return isIdentified(other) ? ok(other) : refuse('OTHER_PARTY_UNIDENTIFIED', {});
}
