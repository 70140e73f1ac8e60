import * as z from 'zod';
import { oneLine, PlainDateText } from '../../types/text.ts';

/**
 * What a person is known by: 12 digits (any, see the citizen card), the old card of 9, a passport, or nothing, with the reason. A newborn has no
 * number yet, and some who died never had one.
 */
const PersonIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('citizen'), number: z.string().regex(/^\d{12}$/) }),
  z.strictObject({ kind: z.literal('old-card'), number: z.string().regex(/^\d{9}$/) }),
  z.strictObject({ kind: z.literal('passport'), number: z.string().regex(/^[0-9A-Z]{5,20}$/) }),
  z.strictObject({ kind: z.literal('none'), reason: z.enum(['newborn', 'deceased', 'not-issued']) }),
]);

/** A date of birth as papers give it: a day, or only a month or a year for older people. */
const BirthDate = z.union([PlainDateText, z.string().regex(/^(?:18|19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?$/)]);

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

/** Whether two parties are the same by the kind and number of their identity papers; names alone never make them the same. */
export function isSameParty(a: Party, b: Party): boolean {
  if (a.kind === 'organisation')
    return b.kind === 'organisation' && a.taxCode !== null && a.taxCode === b.taxCode;
  if (b.kind === 'organisation') return false;
  if (a.identity.kind === 'none' || b.identity.kind === 'none') return false;
  return a.identity.kind === b.identity.kind && a.identity.number === b.identity.number;
}

/** The number a party is known by: of its identity paper, or its tax code; null when it has none. */
export function partyNumber(party: Party): string | null {
  if (party.kind === 'organisation') return party.taxCode;
  return party.identity.kind === 'none' ? null : party.identity.number;
}
