import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { oneLine, PlainDateText } from '../../types/text.ts';
import { Party } from '../dossier/party.ts';
import { DOCUMENT_KINDS, type DocumentKind, ruleOfKind } from './document-kind.ts';

const [PersonParty, OrganisationParty] = Party.options;

/** Whose a paper is: known by a number of their own, as the parties of a dossier are. */
export const Holder = z.discriminatedUnion('kind', [
  PersonParty.pick({ kind: true, name: true, identity: true }),
  OrganisationParty.pick({ kind: true, name: true, taxCode: true }),
]);
export type Holder = z.infer<typeof Holder>;

/** How long a paper holds: until the end of a day, or for good. */
export const Validity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('permanent') }),
  z.strictObject({ kind: z.literal('until'), on: PlainDateText }),
]);
export type Validity = z.infer<typeof Validity>;

/** What was scanned: an original, a certified copy of it, or a plain copy. */
export const COPY_TYPES = ['original', 'certified', 'photocopy'] as const;
export type CopyType = (typeof COPY_TYPES)[number];

/**
 * What a digitised paper says of itself (Thông tư 01/2023/TT-VPCP; the fields that provincial systems keep of a giấy tờ số hóa): what a person read on
 * it. Null is what nobody said yet; what can be counted or measured (pages, size, hash, who digitised it and when) stands with the file.
 */
export const PaperFacts = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS),
  /** Number and symbol (số, ký hiệu). */
  number: oneLine(100).nullable(),
  issuedOn: PlainDateText.nullable(),
  issuer: oneLine(200).nullable(),
  signer: oneLine(150).nullable(),
  holder: Holder.nullable(),
  validity: Validity.nullable(),
  copyType: z.enum(COPY_TYPES).nullable(),
});
export type PaperFacts = z.infer<typeof PaperFacts>;

/** What can be read off a page and offered as a value of one of the fields. */
export const SUGGESTED_FIELDS = ['number', 'issuedOn', 'issuer', 'holder', 'kind'] as const;
export type SuggestedField = (typeof SUGGESTED_FIELDS)[number];

/** What the national data ask of a digitised paper and what may still be lacking. */
export const LACKING_FIELDS = [
  'facts',
  'number',
  'issuedOn',
  'issuer',
  'holder',
  'holderNumber',
  'validity',
  'copyType',
] as const;
export type LackingField = (typeof LACKING_FIELDS)[number];

/**
 * What is still lacking before the paper can be offered to the national data. An issued paper needs what its issuer wrote on it; one that was made by
 * whoever files needs no more than whose it is. Of somebody who has no number none is lacking.
 */
export function lackingOf(facts: PaperFacts | null): LackingField[] {
  if (facts === null) return ['facts'];
  const { issued } = ruleOfKind(facts.kind);
  return [
    ...(issued && facts.number === null ? (['number'] as const) : []),
    ...(issued && facts.issuedOn === null ? (['issuedOn'] as const) : []),
    ...(issued && facts.issuer === null ? (['issuer'] as const) : []),
    ...holderLacks(facts.holder),
    ...(issued && facts.validity === null ? (['validity'] as const) : []),
    ...(facts.copyType === null ? (['copyType'] as const) : []),
  ];
}

function holderLacks(holder: Holder | null): LackingField[] {
  if (holder === null) return ['holder'];
  return holder.kind === 'organisation' && holder.taxCode === null ? ['holderNumber'] : [];
}

/** Why facts are refused: dates that cannot be. */
export type FactsRefusal =
  | Refusal<'ISSUED_AFTER_TODAY', { issuedOn: PlainDate }>
  | Refusal<'VALID_BEFORE_ISSUED', { issuedOn: PlainDate; until: PlainDate }>;

/** Whether the dates of a paper can be. */
export function checkFacts(
  { issuedOn, validity }: Pick<PaperFacts, 'issuedOn' | 'validity'>,
  today: PlainDate,
): Result<undefined, FactsRefusal> {
  if (issuedOn === null) return ok(undefined);
  if (issuedOn > today) return refuse('ISSUED_AFTER_TODAY', { issuedOn });
  if (validity?.kind === 'until' && validity.on < issuedOn)
    return refuse('VALID_BEFORE_ISSUED', { issuedOn, until: validity.on });
  return ok(undefined);
}

/** The part of a party that a paper names as its holder. */
export function holderOf(party: Party): Holder {
  return party.kind === 'person'
    ? { kind: 'person', name: party.name, identity: party.identity }
    : { kind: 'organisation', name: party.name, taxCode: party.taxCode };
}

/** The number that a holder's store is found by; null of somebody who has none. */
export function holderNumber(holder: Holder | null): string | null {
  if (holder === null) return null;
  if (holder.kind === 'organisation') return holder.taxCode;
  return holder.identity.kind === 'none' ? null : holder.identity.number;
}

/** The facts a person begins with: the kind that the component asks for, the people of the dossier, what was counted at the reception. */
export function firstFacts(component: {
  kind: DocumentKind;
  holder: Holder | null;
  counts: Record<CopyType, number>;
}): PaperFacts {
  const copyType = COPY_TYPES.find((type) => component.counts[type] > 0) ?? null;
  const { kind, holder } = component;
  return { kind, number: null, issuedOn: null, issuer: null, signer: null, holder, validity: null, copyType };
}

/** Whose paper it most likely is: the owner's, and where the owner has no number yet, of whoever stands for them. */
export function likelyHolder(parties: readonly { role: string; party: Party }[]): Holder | null {
  const of = (role: string) => parties.find((entry) => entry.role === role)?.party;
  const [owner, submitter] = [of('owner'), of('submitter')];
  const numbered = [owner, submitter].find(
    (party) => party !== undefined && holderNumber(holderOf(party)) !== null,
  );
  const chosen = numbered ?? owner ?? submitter;
  return chosen === undefined ? null : holderOf(chosen);
}
