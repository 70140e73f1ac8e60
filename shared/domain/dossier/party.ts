import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { oneLine, PlainDateText } from '../../types/text.ts';
import { hasTaxCheckDigit } from '../identity/tax-code.ts';

/**
 * What a person is known by: 12 digits (any, see the citizen card), the old card of 9, a passport, or nothing, with the reason. A newborn has no
 * number yet, and some who died never had one.
 */
export const PersonIdentity = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('citizen'),
    number: z.string().regex(/^\d{12}$/),
    /** The number before, as the card's QR names it: whoever was recorded with the old card is the same person. */
    oldNumber: z
      .string()
      .regex(/^\d{9}(?:\d{3})?$/)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('old-card'), number: z.string().regex(/^\d{9}$/) }),
  z.strictObject({ kind: z.literal('passport'), number: z.string().regex(/^[0-9A-Z]{5,20}$/) }),
  z.strictObject({ kind: z.literal('none'), reason: z.enum(['newborn', 'deceased', 'not-issued']) }),
]);

/** A date of birth as papers give it: a day, or only a month or a year for older people. */
const BirthDate = z.union([
  PlainDateText.refine((day) => day >= '1800'),
  z.string().regex(/^(?:18|19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?$/),
]);

const contact = {
  address: oneLine(300, 0),
  phone: oneLine(40, 0),
  email: z.union([z.literal(''), z.email().max(200)]),
};

/** A natural person in a dossier. */
export const Person = z.strictObject({
  kind: z.literal('person'),
  name: oneLine(150),
  birthDate: BirthDate.nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  identity: PersonIdentity,
  ...contact,
});
export type Person = z.infer<typeof Person>;

/** An organisation or a household business, with its tax code (10 digits, 10-3, or the 12 of its owner) when it has one. */
const Organisation = z.strictObject({
  kind: z.literal('organisation'),
  name: oneLine(200),
  taxCode: z
    .string()
    .regex(/^(?:\d{10}(?:-\d{3})?|\d{12})$/)
    .nullable(),
  ...contact,
});

/** Who a dossier is for, or who brings it: a person or an organisation. */
export const Party = z.discriminatedUnion('kind', [Person, Organisation]);
export type Party = z.infer<typeof Party>;

/** Whether a party can be told from others by a number of its own; an organisation stands by its name. */
export function isIdentified(party: Party): boolean {
  return party.kind === 'organisation' || party.identity.kind !== 'none';
}

/** By which number two parties are the same: the one each is known by now, or one that a card names as the number before. */
export const NUMBER_MATCHES = ['number', 'old-number'] as const;
export type NumberMatch = (typeof NUMBER_MATCHES)[number];

/**
 * By which number two parties are the same, comparing kind and number of their papers; null when they are not. Names alone never make them the
 * same. The number before counts too: who was recorded with the old card of 9 digits comes back with a card that names it.
 */
export function matchOf(a: Party, b: Party): NumberMatch | null {
  if (a.kind === 'organisation')
    return b.kind === 'organisation' && a.taxCode !== null && a.taxCode === b.taxCode ? 'number' : null;
  if (b.kind === 'organisation') return null;
  const [mine, theirs] = [numbersOf(a), numbersOf(b)];
  if (mine.length === 0 || theirs.length === 0) return null;
  if (mine[0] === theirs[0]) return 'number';
  return mine.some((number) => theirs.includes(number)) ? 'old-number' : null;
}

/** Whether two parties are the same; see {@link matchOf}. */
export function isSameParty(a: Party, b: Party): boolean {
  return matchOf(a, b) !== null;
}

// Kind and number, the one of today first. A number before of nine digits is that of an old card.
function numbersOf({ identity }: Person): string[] {
  if (identity.kind === 'none') return [];
  const { kind, number } = identity;
  const old = kind === 'citizen' ? identity.oldNumber : undefined;
  if (old === undefined) return [`${kind} ${number}`];
  return [`${kind} ${number}`, `${old.length === 9 ? 'old-card' : 'citizen'} ${old}`];
}

/** Whether a person is said to be born after a day. A month or a year alone is after it when all of its days are. */
export function isBornAfter(party: Party | null, day: PlainDate): boolean {
  if (party === null || party.kind === 'organisation' || party.birthDate === null) return false;
  return party.birthDate > day.slice(0, party.birthDate.length);
}

/** Whether a party's tax code can be one: its check digit holds. Twelve digits are a personal number, which has none. */
export function hasSoundTaxCode(party: Party): boolean {
  if (party.kind !== 'organisation' || party.taxCode === null || party.taxCode.length === 12) return true;
  return hasTaxCheckDigit(party.taxCode);
}

/** The number before that a party's card names; null when there is none. */
export function oldNumberOf(party: Party): string | null {
  if (party.kind === 'organisation' || party.identity.kind !== 'citizen') return null;
  return party.identity.oldNumber ?? null;
}

/** The number a party is known by: of its identity paper, or its tax code; null when it has none. */
export function partyNumber(party: Party): string | null {
  if (party.kind === 'organisation') return party.taxCode;
  return party.identity.kind === 'none' ? null : party.identity.number;
}
