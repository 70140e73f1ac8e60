import type { GuidanceItem, GuidedPerson } from '../../domain/guidance/guidance.ts';
import type { Instant } from '../../types/clock.ts';
import type { FormValues } from '../form-values.ts';
import { writtenCount } from '../written-time.ts';
import { given, type OfficeFacts, officeValues } from './common-values.ts';
import { MAU_02_GUIDANCE } from './notices.ts';

/** What the paper of a visit says. */
export interface GuidanceFacts {
  office: OfficeFacts & { phone: string };
  person: Omit<GuidedPerson, 'number'>;
  items: readonly Omit<GuidanceItem, 'paperReason'>[];
  /** Empty: the usual one. */
  reason: string;
  /** The procedure with its code, and its case where there are several. */
  request: string;
  reference: string;
  by: string;
  at: Instant;
}

const PAPERS = { original: 'bản chính', certified: 'bản chứng thực', photocopy: 'bản photo' } as const;
const LACKS = { missing: 'chưa có', wrong: 'chưa đúng, chưa hợp lệ' } as const satisfies Record<
  NonNullable<GuidanceItem['lack']>,
  string
>;
const REASON = 'Thành phần hồ sơ chưa đủ hoặc chưa hợp lệ theo quy định của thủ tục';

/** The values of {@link MAU_02_GUIDANCE}: each paper in how many, what is wrong with it and what to do. */
export function guidanceValues(facts: GuidanceFacts): FormValues {
  const { person } = facts;
  return {
    office: officeValues(MAU_02_GUIDANCE, facts.office),
    issuedAt: facts.at,
    fields: {
      ...given('applicant', person.name),
      request: facts.request,
      ...given('address', person.address),
      ...given('phone', person.phone),
      ...given('email', person.email),
      items: facts.items.map(writtenItem),
      reason: facts.reason === '' ? REASON : facts.reason,
      contact: facts.by,
      ...given('officePhone', facts.office.phone),
      reference: facts.reference,
    },
    signers: { receiver: { name: facts.by } },
  };
}

/** Forms of a paper that are accepted one for another are said as such: nobody is sent for more than the procedure asks. */
function writtenItem({ name, counts, lack, todo }: GuidanceFacts['items'][number]): string {
  const papers = (Object.keys(PAPERS) as (keyof typeof PAPERS)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${writtenCount(counts[kind])} ${PAPERS[kind]}`)
    .join(' hoặc ');
  const how = papers === '' ? '' : ` (${papers})`;
  const rest = [lack === null ? '' : LACKS[lack], todo].filter(Boolean).join('; ');
  return rest === '' ? `${name}${how}` : `${name}${how}: ${rest}`;
}
