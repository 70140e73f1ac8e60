import { type Party, partyNumber } from '../../domain/dossier/party.ts';
import type { ProcessingOwner } from '../../domain/dossier/receipt.ts';
import type { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';

/** The office as the head of a paper names it. */
export interface OfficeFacts {
  name: string;
  superiorName: string;
  placeName: string;
}

/** The head's values: which wording the office has, its superior, its commune. */
export function officeValues(form: FormDefinition, office: OfficeFacts): FormValues['office'] {
  const isCentre = office.name.toLowerCase().startsWith(form.office.centre.label.toLowerCase());
  return {
    kind: isCentre ? 'centre' : 'desk',
    superior: office.superiorName.toLocaleUpperCase('vi'),
    name: office.placeName,
    place: office.placeName.replace(/^\p{Ll}+(?:\s\p{Ll}+)*\s/u, ''),
  };
}

/** One value if there is one; what nobody stated is left to the dotted line. */
export function given(key: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined || value === '' ? {} : { [key]: value };
}

/** Who applies, under the keys that the forms share. */
export function applicantValues(party: Party): Record<string, string> {
  return {
    applicant: party.name,
    ...given('applicantId', partyNumber(party)),
    ...given('address', party.address),
    ...given('phone', party.phone),
    ...given('email', party.email),
  };
}

const AGENCIES = {
  police: 'cơ quan Công an giải quyết hồ sơ',
  province: 'cơ quan cấp tỉnh giải quyết hồ sơ',
  'other-office': 'cơ quan giải quyết hồ sơ',
} as const;

/** Who works on a dossier: the unit or office that is known to have it, else the kind of agency that its procedure names. */
export function solvingAgency(facts: {
  office: OfficeFacts;
  unit: string | null;
  processingOwner: ProcessingOwner;
}): string {
  return (
    facts.unit ?? (facts.processingOwner === 'here' ? facts.office.name : AGENCIES[facts.processingOwner])
  );
}
