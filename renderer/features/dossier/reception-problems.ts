import type { Refused } from '../../lib/refusal.ts';
import type { ReceptionForm } from './reception-form.ts';

/** A field of the form that a refusal is about, with the code of what is wrong, or '' when the refusal's own words say it. */
export type FieldMarks = Readonly<Record<string, string>>;

/** Fields of the reception form that a refusal marks: `submitter.number`, `components.<id>`, `fees.<id>` and so on. */
export function marksOf(form: ReceptionForm, refused: Refused | undefined): FieldMarks {
  if (refused === undefined) return {};
  const { code, data } = refused;
  if (code === 'INVALID_INPUT') {
    const issues = data['issues'] as { path: string; code: string }[];
    return Object.fromEntries(issues.map(({ path, code: problem }) => [fieldOfPath(form, path), problem]));
  }
  const ids = [data['components'], data['fees']]
    .flat()
    .flatMap((item) => (typeof item === 'object' && item !== null ? [idOf(item)] : []));
  const named = FIELD_OF_CODE[code] ?? idOf(data);
  const single = form.ownerIs === 'submitter' ? named.replace(/^owner\./u, 'submitter.') : named;
  return Object.fromEntries([...ids, single].filter((field) => field !== '').map((field) => [field, '']));
}

const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  PROCEDURE_UNKNOWN: 'procedure',
  PROCEDURE_NOT_IN_FORCE: 'procedure',
  CASE_UNKNOWN: 'case',
  OWNER_MISSING: 'owner.name',
  SUBMITTER_MISSING: 'submitter.name',
  AUTHORISER_MISSING: 'otherAuthoriser',
  AUTHORISATION_MISSING: 'paper',
  LINKED_BRANCH_NOT_CHOSEN: 'linkedChoices',
  COMPETENT_IS_HERE: 'competent',
  COMPETENT_PLACE_UNKNOWN: 'competent',
  NOT_RECEIVED_ELSEWHERE: 'competent',
  NOT_LISTED_NATIONWIDE: 'competent',
  LINKED_NOT_ELSEWHERE: 'competent',
};

function idOf(data: object): string {
  const { componentId, feeId, role } = data as Record<string, unknown>;
  if (typeof componentId === 'string') return `components.${componentId}`;
  if (typeof feeId === 'string') return `fees.${feeId}`;
  return typeof role === 'string' ? `${role}.number` : '';
}

/** The field of the form behind a path of the contract's input, as the host names it. */
export function fieldOfPath(form: ReceptionForm, path: string): string {
  const [place = '', ...rest] = path.replace(/^receipt\./u, '').split('.');
  const tail = rest.join('.');
  switch (place) {
    case 'procedureCode':
      return 'procedure';
    case 'caseId':
      return 'case';
    case 'owner':
      return `${form.ownerIs === 'submitter' ? 'submitter' : 'owner'}.${partyField(tail)}`;
    case 'submitter':
      return submitterField(tail);
    case 'receiver':
      return tail === 'paper' ? 'receiverPaper' : `receiver.${partyField(tail.replace(/^person\.?/u, ''))}`;
    case 'delivery':
      return 'deliveryAddress';
    default:
      return place;
  }
}

function submitterField(tail: string): string {
  if (tail.startsWith('party')) return `submitter.${partyField(tail.replace(/^party\.?/u, ''))}`;
  if (tail.startsWith('authority.authoriser'))
    return `authoriser.${partyField(tail.replace(/^authority\.authoriser\.?/u, ''))}`;
  return tail.replace(/^authority\.?/u, '') || 'submitter.name';
}

function partyField(tail: string): string {
  if (tail === '' || tail === 'kind') return 'name';
  return tail.startsWith('identity') || tail === 'taxCode' ? 'number' : tail;
}
