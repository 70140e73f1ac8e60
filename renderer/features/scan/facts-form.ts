import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { DocumentKind } from '../../../shared/domain/digitisation/document-kind.ts';
import {
  type CopyType,
  type Holder,
  holderNumber,
  holderOf,
  type PaperFacts,
  type SuggestedField,
} from '../../../shared/domain/digitisation/paper-facts.ts';

/** What a person types of a paper: texts, an empty one is nothing said. `holder` is the place of one of the dossier's people, or `other`. */
export interface FactsForm {
  kind: DocumentKind;
  number: string;
  issuedOn: string;
  issuer: string;
  signer: string;
  holder: string;
  holderName: string;
  holderNumber: string;
  validity: '' | 'permanent' | 'until';
  validUntil: string;
  copyType: CopyType | '';
}

const OTHER = 'other';

/** The people of a dossier, each once, as holders. */
export function holdersOf(parties: DossierView['parties']): Holder[] {
  const holders = parties.map(({ party }) => holderOf(party));
  const texts = holders.map((holder) => JSON.stringify(holder));
  return holders.filter((_, place) => texts.indexOf(texts[place] as string) === place);
}

/** The form of facts as they were said, or as a person begins with them. */
export function toForm(facts: PaperFacts, holders: readonly Holder[]): FactsForm {
  const { holder, validity } = facts;
  const place = holders.findIndex((each) => JSON.stringify(each) === JSON.stringify(holder));
  return {
    kind: facts.kind,
    number: facts.number ?? '',
    issuedOn: facts.issuedOn ?? '',
    issuer: facts.issuer ?? '',
    signer: facts.signer ?? '',
    holder: place >= 0 ? String(place) : OTHER,
    holderName: place >= 0 ? '' : (holder?.name ?? ''),
    holderNumber: place >= 0 ? '' : (holderNumber(holder) ?? ''),
    validity: validity?.kind ?? '',
    validUntil: validity?.kind === 'until' ? validity.on : '',
    copyType: facts.copyType ?? '',
  };
}

/** What the form says; wrong dates and names go as they were typed, so that the host refuses them by field. */
export function fromForm(form: FactsForm, holders: readonly Holder[]): PaperFacts {
  const said = (text: string) => (text.trim() === '' ? null : text);
  return {
    kind: form.kind,
    number: said(form.number),
    issuedOn: said(form.issuedOn),
    issuer: said(form.issuer),
    signer: said(form.signer),
    holder: form.holder === OTHER ? typedHolder(form) : (holders[Number(form.holder)] ?? null),
    validity:
      form.validity === 'until'
        ? { kind: 'until', on: form.validUntil }
        : form.validity === 'permanent'
          ? { kind: 'permanent' }
          : null,
    copyType: form.copyType === '' ? null : form.copyType,
  };
}

/** Somebody who is not in the dossier, by the shape of the number: 12 digits or 9 of a person, 10 or 10-3 of an organisation, else a passport. */
function typedHolder({ holderName: name, holderNumber: typed }: FactsForm): Holder | null {
  const number = typed.replace(/\s/gu, '').toUpperCase();
  if (name.trim() === '' && number === '') return null;
  if (/^\d{10}(?:-\d{3})?$/u.test(number)) return { kind: 'organisation', name, taxCode: number };
  if (number === '') return { kind: 'person', name, identity: { kind: 'none', reason: 'not-issued' } };
  const kind = number.length === 12 ? 'citizen' : /^\d{9}$/u.test(number) ? 'old-card' : 'passport';
  return { kind: 'person', name, identity: { kind, number } };
}

/** What was read on a page and may be taken over into a field. */
export interface ReadFact {
  field: SuggestedField;
  value: string;
  page: number;
  words: string;
}

/** What taking over changes in the form: a name that is one of the dossier's people chooses that person, with the number. */
export function takenOver({ field, value }: ReadFact, holders: readonly Holder[]): Partial<FactsForm> {
  if (field !== 'holder') return { [field]: value };
  const place = holders.findIndex(({ name }) => sameName(name, value));
  return place >= 0 ? { holder: String(place) } : { holder: OTHER, holderName: value };
}

/** Whether a field says already what was read. */
export function saysAlready(form: FactsForm, fact: ReadFact, holders: readonly Holder[]): boolean {
  return Object.entries(takenOver(fact, holders)).every(
    ([field, value]) => form[field as keyof FactsForm] === value,
  );
}

function sameName(one: string, other: string): boolean {
  return one.normalize('NFC').localeCompare(other.normalize('NFC'), 'vi', { sensitivity: 'accent' }) === 0;
}
