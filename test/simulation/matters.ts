import { findCase, shippedCatalogue } from '../../shared/domain/catalogue/catalogue.ts';
import type {
  ProcedureCase,
  ProcedureComponent,
  ProcedureFee,
} from '../../shared/domain/catalogue/procedure-catalogue.ts';
import type { FeeChoice } from '../../shared/domain/dossier/fees.ts';
import type { Person } from '../../shared/domain/dossier/party.ts';
import { decideReceipt } from '../../shared/domain/dossier/receipt.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { citizenOf } from './citizens.ts';

/** As many letters as a clerk may type for a result; some procedures of the catalogue name theirs at more length. */
const LONGEST_RESULT = 300;

/** A kind of matter that people bring, its share of a hundred and how it ends. */
export interface Matter {
  procedureCode: string;
  caseId: string;
  share: number;
  sameDay: boolean;
  /** Working days until the appointment; 1 for a same-day paper. */
  days: number;
  result: string;
  components: ReceiptInput['components'];
  fees: ReceiptInput['fees'];
  requests: readonly string[];
  /** The component that a supplement asks for. */
  first: string;
}

// Shares as at an ordinary commune: most come for certifications and extracts. Only matters whose result one person takes.
const KINDS: readonly [procedureCode: string, caseId: string, share: number, requests: string[]][] = [
  [
    '2.000815',
    'standard',
    30,
    [
      'Chứng thực bản sao căn cước công dân',
      'Chứng thực bản sao bằng tốt nghiệp',
      'Chứng thực bản sao sổ hộ khẩu cũ',
      'Chứng thực bản sao giấy chứng nhận quyền sử dụng đất',
    ],
  ],
  [
    '2.000815',
    'electronic',
    9,
    ['Chứng thực bản sao điện tử bằng đại học', 'Chứng thực bản sao điện tử giấy khai sinh'],
  ],
  [
    '2.000884',
    'standard',
    12,
    ['Chứng thực chữ ký trên sơ yếu lý lịch', 'Chứng thực chữ ký trên giấy ủy quyền lĩnh lương hưu'],
  ],
  [
    '2.000635',
    'standard',
    13,
    ['Cấp ba bản sao Giấy khai sinh', 'Cấp bản sao trích lục kết hôn', 'Cấp hai bản sao trích lục khai tử'],
  ],
  [
    '1.004873',
    'standard',
    9,
    [
      'Xác nhận tình trạng hôn nhân để vay vốn mua nhà ở xã hội',
      'Xác nhận tình trạng hôn nhân để kết hôn',
      'Xác nhận tình trạng hôn nhân để mua bán đất',
    ],
  ],
  ['1.000656', 'standard', 3, ['Đăng ký khai tử cho cha', 'Đăng ký khai tử cho mẹ']],
  ['1.004194', 'person', 8, ['Đăng ký tạm trú để đi làm', 'Đăng ký tạm trú để đi học']],
  ['1.014027', 'standard', 6, ['Hưởng trợ cấp hưu trí xã hội']],
  ['1.001776', 'standard', 4, ['Hưởng trợ cấp xã hội hằng tháng cho người khuyết tật']],
  [
    '1.001612',
    'person',
    3,
    [
      'Đăng ký hộ kinh doanh tạp hóa',
      'Đăng ký hộ kinh doanh quán cà phê',
      'Đăng ký hộ kinh doanh vật liệu xây dựng',
    ],
  ],
  ['1.012783', 'standard', 3, ['Cấp đổi giấy chứng nhận quyền sử dụng đất']],
];

const DAY = '2026-03-02';

/** The matters of the commune, each proved against the rules of reception. */
const MATTERS: readonly Matter[] = KINDS.map(([procedureCode, caseId, share, requests]) => {
  const procedure = shippedCatalogue.findProcedure(procedureCode, DAY);
  const entry = procedure.ok ? findCase(procedure.value, caseId) : undefined;
  if (!procedure.ok || entry === undefined)
    throw new Error(`the catalogue has no ${procedureCode}/${caseId}`);
  const matter: Matter = {
    procedureCode,
    caseId,
    share,
    requests,
    sameDay: entry.limit.unit === 'same-day-15h',
    days: entry.limit.value ?? 1,
    result: (procedure.value.results[0]?.name ?? procedure.value.shortName).slice(0, LONGEST_RESULT),
    components: handed(entry),
    fees: entry.fees
      .filter(
        ({ onRequest, channels }) => !onRequest && (channels === undefined || channels.includes('direct')),
      )
      .map(decided),
    first: entry.components.find(({ database }) => database === undefined)?.id ?? '',
  };
  const decision = decideReceipt(procedure.value, receiptFor(matter, citizenOf(0, 0), requests[0] ?? ''));
  if (!decision.ok) throw new Error(`${procedureCode}/${caseId}: ${JSON.stringify(decision.refusal)}`);
  return matter;
});

const TOTAL = MATTERS.reduce((sum, { share }) => sum + share, 0);

/** One of the matters by their shares. */
export function someMatter(random: SeededRandom): Matter {
  let place = random.next() * TOTAL;
  return MATTERS.find(({ share }) => {
    place -= share;
    return place < 0;
  }) as Matter;
}

/** What the clerk enters for it. */
export function receiptFor(matter: Matter, owner: Person, request: string, sets = 1): ReceiptInput {
  return {
    procedureCode: matter.procedureCode,
    caseId: matter.caseId,
    channel: 'direct',
    owner,
    submitter: { kind: 'owner' },
    receiver: { kind: 'owner' },
    delivery: { method: 'counter' },
    request,
    sets,
    components: matter.components,
    otherPapers: [],
    fees: matter.fees,
    linkedChoices: [],
    submitterCheck: 'card-qr',
  };
}

// What must be there is there: data that a database holds is looked up, the rest is paper in the first form that the catalogue accepts.
function handed({ components }: ProcedureCase): ReceiptInput['components'] {
  return components
    .filter(
      ({ requirement: r }) => r.kind === 'always' || (r.kind === 'channel' && r.channels.includes('direct')),
    )
    .map(brought);
}

function brought({ id, counts, database }: ProcedureComponent): ReceiptInput['components'][number] {
  const nothing = { original: 0, certified: 0, photocopy: 0 };
  if (database !== undefined)
    return { componentId: id, source: 'database', counts: nothing, applies: true, paperReason: null };
  const form =
    (['original', 'certified', 'photocopy'] as const).find((name) => counts[name] > 0) ?? 'original';
  return {
    componentId: id,
    source: 'paper',
    counts: { ...nothing, [form]: Math.max(1, counts[form]) },
    applies: true,
    paperReason: null,
  };
}

function decided({ id, tariff }: ProcedureFee): FeeChoice {
  return {
    feeId: id,
    settlement: 'now',
    quantity: 1,
    councilAmountVnd: tariff.kind === 'council' ? 15_000 : null,
    originals: tariff.kind === 'certified-copy' ? [{ pages: 2, copies: 3 }] : [],
    waivedFor: null,
  };
}
