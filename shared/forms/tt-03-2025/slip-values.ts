import type { ProcessingLimit } from '../../domain/deadline/processing-limit.ts';
import type { Party } from '../../domain/dossier/party.ts';
import type { ReceiptInput } from '../../domain/dossier/receipt-input.ts';
import type { Instant } from '../../types/clock.ts';
import type { FormDefinition } from '../form-definition.ts';
import type { ComponentRow, FormValues } from '../form-values.ts';
import { writtenLimit } from '../written-limit.ts';

/** What the slip is made of. */
export interface SlipFacts {
  office: { name: string; superiorName: string; placeName: string };
  code: string;
  receivedAt: Instant;
  dueAt: Instant;
  limit: Pick<ProcessingLimit, 'unit' | 'value'>;
  request: string;
  sets: number;
  delivery: ReceiptInput['delivery'];
  submitter: Party;
  authoriser: Party | null;
  authorisationPaper: string | null;
  components: ComponentRow[];
  receiverName: string;
}

const PORTAL = 'Cổng Dịch vụ công quốc gia';

/** The values of Mẫu số 01 for a dossier; what nobody stated is left to the dotted line. */
export function slipValues(form: FormDefinition, facts: SlipFacts): FormValues {
  const { office, submitter, authoriser } = facts;
  const isCentre = office.name.toLowerCase().startsWith(form.office.centre.label.toLowerCase());
  return {
    office: {
      kind: isCentre ? 'centre' : 'desk',
      superior: office.superiorName.toLocaleUpperCase('vi'),
      name: office.placeName,
      place: office.placeName.replace(/^\p{Ll}+(?:\s\p{Ll}+)*\s/u, ''),
    },
    issuedAt: facts.receivedAt,
    fields: {
      code: facts.code,
      applicant: submitter.name,
      ...given('applicantId', numberOf(submitter)),
      ...given('address', submitter.address),
      ...given('phone', submitter.phone),
      ...given('email', submitter.email),
      ...(authoriser === null
        ? {}
        : {
            authoriserName: authoriser.name,
            ...given('authoriserAddress', authoriser.address),
            ...given('authoriserId', numberOf(authoriser)),
            ...given('authoriserPhone', authoriser.phone),
            ...given('authoriserEmail', authoriser.email),
          }),
      ...given('authorisationPaper', facts.authorisationPaper),
      request: facts.request,
      components: facts.components,
      sets: facts.sets,
      ...given('limit', writtenLimit(facts.limit)),
      receivedAt: facts.receivedAt,
      returnAt: facts.dueAt,
      returnPlace: returnPlaceOf(facts),
    },
    signers: { submitter: { name: submitter.name }, receiver: { name: facts.receiverName } },
  };
}

function given(key: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined || value === '' ? {} : { [key]: value };
}

function numberOf(party: Party): string | null {
  if (party.kind === 'organisation') return party.taxCode;
  return party.identity.kind === 'none' ? null : party.identity.number;
}

function returnPlaceOf({ delivery, office }: SlipFacts): string {
  if (delivery.method === 'post') return delivery.address;
  return delivery.method === 'electronic' ? PORTAL : office.name;
}
