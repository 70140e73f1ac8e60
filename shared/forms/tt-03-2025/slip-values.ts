import type { LINKED_AGENCIES } from '../../domain/catalogue/procedure-catalogue.ts';
import type { ProcessingLimit } from '../../domain/deadline/processing-limit.ts';
import type { CompetentClock } from '../../domain/dossier/competent-office.ts';
import type { OtherCodeKind } from '../../domain/dossier/other-code.ts';
import { type Party, partyNumber } from '../../domain/dossier/party.ts';
import type { ComponentSource, ReceiptInput } from '../../domain/dossier/receipt-input.ts';
import type { Instant } from '../../types/clock.ts';
import type { FormDefinition } from '../form-definition.ts';
import type { ComponentRow, FormValues } from '../form-values.ts';
import { writtenLimit } from '../written-limit.ts';
import { writtenMoment } from '../written-time.ts';
import { applicantValues, given, type OfficeFacts, officeValues } from './common-values.ts';

/** What the slip is made of. */
export interface SlipFacts {
  office: OfficeFacts;
  code: string;
  /** By which the citizen asks after the dossier. */
  followUpCode: string;
  /** The codes that others know the dossier by. */
  otherCodes: readonly { code: string; kind: OtherCodeKind }[];
  /** The central service that is to give the code; null where the dossier has one. */
  codeSystem: string | null;
  receivedAt: Instant;
  dueAt: Instant;
  /** The return time promised before the dossier was interrupted. */
  dueBeforeAt: Instant | null;
  /** The office that is competent, where this one only receives; its reception is null until it is known. */
  competent: {
    office: string;
    clock: CompetentClock;
    expectedAt: Instant;
    receivedAt: Instant | null;
  } | null;
  /** When the slip was drawn that this one takes the place of, after a correction or the competent office's reception. */
  replacesDrawnAt: Instant | null;
  limit: Pick<ProcessingLimit, 'unit' | 'value'>;
  request: string;
  sets: number;
  /** Fees that are not taken by an exemption of the catalogue, with the paper that proved it. */
  exemptions: readonly { fee: string; name: string; ground: string; paper: string }[];
  delivery: ReceiptInput['delivery'];
  submitter: Party;
  /** Whoever filed online does not stand at the window. */
  submitterSigns: boolean;
  authoriser: Party | null;
  authorisationPaper: string | null;
  components: (ComponentRow & { source: ComponentSource })[];
  /** The procedures of a linked group; empty for a dossier that links nothing. */
  linked: readonly LinkedLine[];
  /** Null: not known here; the name is left to the hand that signs. */
  receiverName: string | null;
}

interface LinkedLine {
  name: string;
  agency: (typeof LINKED_AGENCIES)[number];
  code: string;
  dueAt: Instant | null;
  /** Its clock waits for another's result, so its time is what is expected. */
  waits: boolean;
}

const AGENCIES = {
  here: 'Ủy ban nhân dân xã, phường',
  police: 'Công an xã, phường',
  province: 'cơ quan cấp tỉnh',
  'social-insurance': 'Bảo hiểm xã hội',
} as const satisfies Record<LinkedLine['agency'], string>;

const PORTAL = 'Cổng Dịch vụ công quốc gia';

/** The values of Mẫu số 01 for a dossier; what nobody stated is left to the dotted line. */
export function slipValues(form: FormDefinition, facts: SlipFacts): FormValues {
  const { submitter, authoriser } = facts;
  return {
    office: officeValues(form, facts.office),
    issuedAt: facts.receivedAt,
    fields: {
      code: facts.code,
      ...(facts.codeSystem === null
        ? {}
        : {
            codeSystem: `do ${facts.codeSystem} cấp sau; khi đã cấp, nơi tiếp nhận in giấy khác thay thế, số tạm vẫn tra cứu được`,
          }),
      followUpCode: facts.followUpCode,
      otherCodes: facts.otherCodes.map(otherCodeLine),
      ...given('replaces', facts.replacesDrawnAt),
      ...applicantValues(submitter),
      ...(authoriser === null
        ? {}
        : {
            authoriserName: authoriser.name,
            ...given('authoriserAddress', authoriser.address),
            ...given('authoriserId', partyNumber(authoriser)),
            ...given('authoriserPhone', authoriser.phone),
            ...given('authoriserEmail', authoriser.email),
          }),
      ...given('authorisationPaper', facts.authorisationPaper),
      ...competentValues(facts.competent),
      request: facts.request,
      components: facts.components.map(componentRow),
      linked: facts.linked.map(linkedLine),
      sets: facts.sets,
      exemptions: facts.exemptions.map(
        ({ fee, name, ground, paper }) => `${fee}: ${name} (${ground}); giấy tờ: ${paper}`,
      ),
      ...given('limit', writtenLimit(facts.limit)),
      receivedAt: facts.receivedAt,
      returnAt: facts.dueAt,
      ...given('returnAtBefore', facts.dueBeforeAt),
      returnPlace: returnPlaceOf(facts),
    },
    signers: {
      ...(facts.submitterSigns ? { submitter: { name: submitter.name } } : {}),
      receiver: facts.receiverName === null ? {} : { name: facts.receiverName },
    },
  };
}

/** Both times, and which of them the limit counts from (Điều 17 khoản 3); until the second is known the return time is said to be provisional. */
function competentValues(competent: SlipFacts['competent']): FormValues['fields'] {
  if (competent === null) return {};
  const { office, clock, expectedAt, receivedAt } = competent;
  if (clock === 'reception') return { competent: office, clockNote: 'lúc nhận hồ sơ tại đây' };
  const counted = {
    competent: office,
    clockNote: 'lúc cơ quan có thẩm quyền nhận hồ sơ (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP)',
  };
  if (receivedAt !== null) return { ...counted, competentAt: receivedAt };
  return {
    ...counted,
    returnNote: `thời gian trả kết quả nêu trên là dự kiến, tính từ lúc hồ sơ dự kiến đến nơi (${writtenMoment(expectedAt)}). Khi cơ quan có thẩm quyền nhận hồ sơ, nơi tiếp nhận cấp giấy khác thay thế, ghi cả ngày hẹn cũ và mới.`,
  };
}

// All of them go on finding the dossier.
const OTHER_CODES = {
  portal: `mã trên ${PORTAL}`,
  central: 'mã do hệ thống dùng chung cấp; tra cứu được bằng cả hai',
  provisional: 'số tạm đã cấp trước, vẫn tra cứu được',
  mistaken: 'mã ghi nhầm trên giấy trước, không dùng nữa',
} as const satisfies Record<OtherCodeKind, string>;

function otherCodeLine({ code, kind }: SlipFacts['otherCodes'][number]): string {
  return `${code}: ${OTHER_CODES[kind]}`;
}

// Nothing was handed over: the citizen cannot ask for a paper back that was never taken.
function componentRow({ source, ...row }: SlipFacts['components'][number]): ComponentRow {
  if (source !== 'store') return row;
  return { ...row, name: `${row.name} (dùng lại bản điện tử đã có trong kho, không nộp bản giấy)` };
}

function linkedLine({ name, agency, code, dueAt, waits }: LinkedLine): string {
  const due = dueAt === null ? '' : `, ${waits ? 'dự kiến trả' : 'hẹn trả'} ${writtenMoment(dueAt)}`;
  return `${name} (${AGENCIES[agency]}), mã ${code}${due}`;
}

function returnPlaceOf({ delivery, office }: SlipFacts): string {
  if (delivery.method === 'post') return delivery.address;
  return delivery.method === 'electronic' ? PORTAL : office.name;
}
