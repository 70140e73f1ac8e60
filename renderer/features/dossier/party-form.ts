import { type Party, Person } from '../../../shared/domain/dossier/party.ts';

/** How a person is known, as the form offers it. */
export const IDENTITY_KINDS = ['citizen', 'old-card', 'passport', 'none'] as const;
export const NO_NUMBER_REASONS = ['newborn', 'deceased', 'not-issued'] as const;

/** A person or an organisation while it is typed: every field a text. */
export interface PartyForm {
  kind: 'person' | 'organisation';
  identityKind: (typeof IDENTITY_KINDS)[number];
  /** The number of the identity paper, or the tax code of an organisation. */
  number: string;
  /** The number of the card before, as the read card names it; typing another number clears it. */
  oldNumber: string;
  reason: (typeof NO_NUMBER_REASONS)[number];
  name: string;
  birthDate: string;
  sex: '' | 'male' | 'female';
  address: string;
  phone: string;
  email: string;
}

/** A person as far as their card says; what it leaves out is empty. */
export interface CardPerson extends Pick<Person, 'name' | 'birthDate' | 'sex' | 'identity' | 'address'> {
  oldNumber: string | null;
}

/** Nobody yet. */
export function emptyParty(): PartyForm {
  return {
    kind: 'person',
    identityKind: 'citizen',
    number: '',
    oldNumber: '',
    reason: 'not-issued',
    name: '',
    birthDate: '',
    sex: '',
    address: '',
    phone: '',
    email: '',
  };
}

/** Whether nothing of a party was typed. */
export function isBlankParty(form: PartyForm): boolean {
  return [form.number, form.name, form.birthDate, form.address, form.phone, form.email].every(
    (text) => text.trim() === '',
  );
}

/**
 * What a read card fills in. A phone number or an e-mail address that was typed stays; what the card leaves out stays too, unless it belongs
 * to somebody with another number.
 */
export function fromCard(person: CardPerson, before: PartyForm): PartyForm {
  const { identity } = person;
  const number = identity.kind === 'none' ? '' : identity.number;
  const isAnother = number !== '' && before.number.trim() !== '' && before.number.trim() !== number;
  const { phone, email } = before;
  const base = isAnother ? { ...emptyParty(), phone, email } : before;
  return {
    ...base,
    kind: 'person',
    identityKind: identity.kind,
    number: number || base.number,
    oldNumber: person.oldNumber ?? '',
    reason: identity.kind === 'none' ? identity.reason : before.reason,
    name: person.name || base.name,
    birthDate: person.birthDate ?? base.birthDate,
    sex: person.sex ?? base.sex,
    address: person.address || base.address,
  };
}

/** A recorded party as the form shows it. */
export function fromParty(party: Party): PartyForm {
  const { kind, name, address, phone, email } = party;
  const contact = { ...emptyParty(), kind, name, address, phone, email };
  if (party.kind === 'organisation') return { ...contact, number: party.taxCode ?? '' };
  const { identity, birthDate, sex } = party;
  return {
    ...contact,
    identityKind: identity.kind,
    number: identity.kind === 'none' ? '' : identity.number,
    oldNumber: identity.kind === 'citizen' ? (identity.oldNumber ?? '') : '',
    reason: identity.kind === 'none' ? identity.reason : contact.reason,
    birthDate: birthDate ?? '',
    sex: sex ?? '',
  };
}

/** The party as the contract takes it; what does not fit is left for the contract's own check to name. */
export function toParty(form: PartyForm): Party {
  if (form.kind === 'person') return toPerson(form);
  const taxCode = form.number.replace(/\s/gu, '');
  return {
    kind: 'organisation',
    name: form.name,
    taxCode: taxCode === '' ? null : taxCode,
    ...contactOf(form),
  };
}

/** The person as the contract takes it; see {@link toParty}. */
export function toPerson(form: PartyForm): Person {
  return {
    kind: 'person',
    name: form.name,
    birthDate: form.birthDate === '' ? null : form.birthDate,
    sex: form.sex === '' ? null : form.sex,
    identity: identityOf(form),
    ...contactOf(form),
  };
}

/** A form whose empty fields take what was known before; nothing that stands in it is touched. */
export function withEmptyFilled(form: PartyForm, before: PartyForm): PartyForm {
  const fill = (key: 'oldNumber' | 'name' | 'birthDate' | 'address' | 'phone' | 'email') =>
    // A draft of an earlier release has no number before.
    (form[key] ?? '').trim() === '' ? before[key] : form[key];
  return {
    ...form,
    oldNumber: fill('oldNumber'),
    name: fill('name'),
    birthDate: fill('birthDate'),
    sex: form.sex || before.sex,
    address: fill('address'),
    phone: fill('phone'),
    email: fill('email'),
  };
}

/** The number that tells this party from others, or undefined while there is none. */
export function numberOf(form: PartyForm): string | undefined {
  const { identity } = toPerson(form);
  if (form.kind === 'organisation') {
    const code = form.number.replace(/\s/gu, '');
    return /^\d{10}(?:-\d{3})?$/u.test(code) ? code : undefined;
  }
  if (identity.kind === 'none') return undefined;
  return Person.shape.identity.safeParse(identity).success ? identity.number : undefined;
}

function identityOf({ identityKind, number, oldNumber, reason }: PartyForm): Person['identity'] {
  if (identityKind === 'none') return { kind: 'none', reason };
  const typed = number.replace(/\s/gu, '').toUpperCase();
  if (identityKind !== 'citizen' || !oldNumber) return { kind: identityKind, number: typed };
  return { kind: 'citizen', number: typed, oldNumber };
}

function contactOf({ address, phone, email }: PartyForm) {
  return { address, phone, email: email.trim() };
}
