import type { DossierState } from '../../domain/dossier/dossier-state.ts';
import type { ProcessingOwner } from '../../domain/dossier/receipt.ts';
import type { ReceiptInput } from '../../domain/dossier/receipt-input.ts';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues, TableRow } from '../form-values.ts';
import { writtenCode } from '../written-code.ts';
import { shortDay, shortMoment } from '../written-time.ts';
import { TT_03_2025 } from './circular.ts';
import { type OfficeFacts, officeValues, solvingAgency } from './common-values.ts';

const RETURN_GROUP = 'Nhận và trả kết quả';

/** The key of the table of {@link MAU_07}. */
const REGISTER_ROWS = 'rows';

/** The book of dossiers: a row a dossier in the order of reception, kept for a field of work or for all. */
export const MAU_07: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-07',
  kind: 'register',
  formNumber: '07',
  title: 'SỔ THEO DÕI HỒ SƠ',
  orientation: 'landscape',
  source: [
    'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 07 (tên mẫu đã đối chiếu; ngày có hiệu lực lấy theo ngày ban hành, chưa đối chiếu); Mẫu số 06 Thông tư 01/2018/TT-VPCP trước đó',
    'Quyết định 3621/QĐ-BYT ngày 24/11/2025 (thứ tự và tên các cột)',
    'Dòng thời gian, lĩnh vực và tổng số do phần mềm thêm: sổ điện tử được in theo khoảng ngày',
  ],
  symbol: 'STD',
  qrKey: undefined,
  fields: [
    {
      kind: 'line',
      parts: [
        { key: 'period', label: 'Hồ sơ tiếp nhận', joint: ' ', required: true },
        { key: 'field', label: 'lĩnh vực', required: true },
      ],
    },
    {
      kind: 'table',
      key: REGISTER_ROWS,
      numberHeading: 'STT',
      columns: [
        { key: 'code', heading: 'Mã hồ sơ', ems: 10.6 },
        { key: 'procedure', heading: 'Tên TTHC', share: 2 },
        { key: 'owner', heading: 'Tên tổ chức, cá nhân' },
        { key: 'address', heading: 'Địa chỉ/SĐT', share: 1.2 },
        { key: 'agency', heading: 'Cơ quan chủ trì giải quyết' },
        { key: 'receivedAt', heading: 'Nhận hồ sơ', ems: 5.2, align: 'centre', group: RETURN_GROUP },
        { key: 'dueAt', heading: 'Hẹn trả kết quả', ems: 5.2, align: 'centre', group: RETURN_GROUP },
        { key: 'returned', heading: 'Trả kết quả', ems: 5.6, align: 'centre', group: RETURN_GROUP },
        {
          key: 'delivery',
          heading: 'Phương thức nhận kết quả',
          ems: 5.6,
          align: 'centre',
          group: RETURN_GROUP,
        },
        { key: 'signed', heading: 'Ký nhận', ems: 4.6, group: RETURN_GROUP },
      ],
      spareColumns: ['sets', 'note'],
    },
    {
      kind: 'line',
      parts: [
        { key: 'total', label: 'Tổng số', format: 'count', unit: 'hồ sơ', required: true, strong: true },
      ],
    },
  ],
  signers: [],
  copies: [],
});

type Way = ReceiptInput['delivery']['method'];

/** What the book says of one dossier. */
export interface RegisterEntry {
  code: string;
  /** The number under which it was received before its code came; null where it never had one. */
  formerNumber: string | null;
  procedure: string;
  owner: string;
  address: string;
  phone: string;
  unit: string | null;
  processingOwner: ProcessingOwner;
  receivedAt: Instant;
  dueAt: Instant;
  state: DossierState;
  /** When it was handed over, or ended without a result. */
  endedAt: Instant | null;
  delivery: Way;
  sets: number;
}

const WAYS = {
  counter: 'Trực tiếp',
  post: 'Bưu chính',
  electronic: 'Trực tuyến',
} as const satisfies Record<Way, string>;

/** What stands where the time of the return would; nothing where the return is still to be written by hand. */
const STANDINGS = {
  registered: '',
  'completion-asked': '',
  forwarded: '',
  received: '',
  processing: '',
  'supplement-asked': 'Chờ bổ sung hồ sơ',
  'payment-asked': 'Chờ nộp phí, lệ phí',
  'result-in': 'Có kết quả, chưa trả',
  refused: 'Từ chối giải quyết',
  withdrawn: 'Rút hồ sơ',
  stopped: 'Dừng giải quyết',
  returned: '',
  voided: 'Tiếp nhận nhầm, đã huỷ',
} as const satisfies Record<DossierState, string>;

const LONGEST_CODE = 21;

// A code that is longer than its column is broken where it has a hyphen, not within its numbers.
function bookCode(code: string): string {
  return code.length <= LONGEST_CODE ? code : writtenCode(code).replaceAll(/-(?=\d{4}\.|\d{6}-)/gu, '-\n');
}

/** The row of one dossier, with every column that a form of the kind prints. */
function registerRow(entry: RegisterEntry, office: OfficeFacts): TableRow {
  const standing = STANDINGS[entry.state];
  const ended = entry.endedAt === null ? '' : shortMoment(entry.endedAt);
  return {
    code: [
      bookCode(entry.code),
      ...(entry.formerNumber === null ? [] : [`(trước là ${bookCode(entry.formerNumber)})`]),
    ].join('\n'),
    procedure: entry.procedure,
    owner: entry.owner,
    address: [entry.address, entry.phone].filter((part) => part !== '').join('\n'),
    agency: solvingAgency({ ...entry, office }),
    receivedAt: shortMoment(entry.receivedAt),
    dueAt: shortMoment(entry.dueAt),
    returned: [standing, ended].filter((part) => part !== '').join('\n'),
    delivery: WAYS[entry.delivery],
    signed: '',
    sets: String(entry.sets),
    note: '',
  };
}

/** What the book says besides its rows. */
export interface RegisterFacts {
  office: OfficeFacts;
  from: PlainDate;
  to: PlainDate;
  /** Null: all fields. */
  field: string | null;
  total: number;
  at: Instant;
}

/** The values of a register by a form of the kind: rows keep the columns that the form prints. */
export function registerValues(
  form: FormDefinition,
  facts: RegisterFacts,
  entries: readonly RegisterEntry[],
): FormValues {
  const table = form.fields.find((field) => field.kind === 'table');
  const printed = new Set(table?.columns.map(({ key }) => key));
  return {
    office: officeValues(form, facts.office),
    issuedAt: facts.at,
    fields: {
      period:
        facts.from === facts.to
          ? `ngày ${shortDay(facts.from)}`
          : `từ ngày ${shortDay(facts.from)} đến ngày ${shortDay(facts.to)}`,
      field: facts.field ?? 'tất cả',
      [REGISTER_ROWS]: entries.map((entry) =>
        Object.fromEntries(
          Object.entries(registerRow(entry, facts.office)).filter(([key]) => printed.has(key)),
        ),
      ),
      total: facts.total,
    },
    signers: {},
  };
}
