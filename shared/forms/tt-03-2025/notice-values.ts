import type { StepDetails } from '../../domain/dossier/dossier-step.ts';
import type { Party } from '../../domain/dossier/party.ts';
import type { Instant } from '../../types/clock.ts';
import type { FormDefinition, FormKind } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { writtenDay } from '../written-time.ts';
import { applicantValues, given, type OfficeFacts, officeValues } from './common-values.ts';

/** What the paper of a step is made of. */
export interface NoticeFacts {
  office: OfficeFacts & { phone: string };
  code: string;
  request: string;
  receivedAt: Instant;
  submitter: Party;
  details: StepDetails;
  /** When the step was taken, and by whom. */
  at: Instant;
  by: string;
  /** The return time before, and after when the step moved it. */
  dueBeforeAt: Instant;
  dueAfterAt: Instant | null;
}

/** The form that tells the citizen of a step; none for what only the office records, for an extension, whose
 * citizen gets the slip with both dates, for a payment, whose paper is the notice of the office that asks for it,
 * and none for a void intake, whose citizen gets the right slip. */
export const NOTICE_OF: Readonly<Record<StepDetails['kind'], FormKind | null>> = {
  supplement: 'supplement',
  refusal: 'refusal',
  reappointment: 'apology',
  withdrawal: 'stop',
  stop: 'stop',
  payment: null,
  extension: null,
  'result-sent-back': null,
  'slip-lost': null,
  void: null,
  arrival: null,
};

/** The values of Mẫu số 02 to 05 for a step. Only what the form has is given: the rest of the applicant stays away. */
export function noticeValues(form: FormDefinition, facts: NoticeFacts): FormValues {
  const fields = {
    code: facts.code,
    request: facts.request,
    ...applicantValues(facts.submitter),
    ...wordsOf(facts),
  };
  const known = new Set(form.fields.flatMap(keysOf));
  const names: Record<string, string> = { submitter: facts.submitter.name, receiver: facts.by };
  return {
    office: officeValues(form, facts.office),
    issuedAt: facts.at,
    fields: Object.fromEntries(Object.entries(fields).filter(([key]) => known.has(key))),
    // The head signs by hand or with their own key; the clerk does not know the name that will stand there.
    signers: Object.fromEntries(
      form.signers.map(({ key }) => [key, names[key] === undefined ? {} : { name: names[key] }]),
    ),
  };
}

function keysOf(field: FormDefinition['fields'][number]): string[] {
  if (field.kind === 'line') return field.parts.map(({ key }) => key);
  return 'key' in field ? [field.key] : [];
}

function wordsOf({
  details,
  office,
  receivedAt,
  at,
  by,
  dueBeforeAt,
  dueAfterAt,
}: NoticeFacts): FormValues['fields'] {
  switch (details.kind) {
    case 'supplement':
      return {
        items: details.items.map(({ text }) => text),
        reason: details.reason,
        ...given('answerBy', details.answerBy === null ? null : writtenDay(details.answerBy)),
        contact: by,
        ...given('officePhone', office.phone),
      };
    case 'refusal':
      return { items: [details.reason] };
    case 'reappointment':
      return {
        reason: details.reason,
        receivedAt,
        returnAtBefore: dueBeforeAt,
        ...given('returnAt', dueAfterAt),
      };
    case 'withdrawal':
      return { receivedAt, stoppedAt: at, reason: details.reason, ...given('givenBack', details.givenBack) };
    case 'stop':
      return { receivedAt, stoppedAt: at, reason: details.reason, article: details.article };
    case 'payment':
    case 'extension':
    case 'arrival':
    case 'result-sent-back':
    case 'slip-lost':
    case 'void':
      return {};
  }
}
