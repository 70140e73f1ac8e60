import type { Signatory } from '../../domain/certification/act.ts';
import type { EntryState } from '../../domain/certification/book.ts';
import type { ClosingReason } from '../../domain/certification/book-closing.ts';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { FormDefinition, type FormKind } from '../form-definition.ts';
import type { FormValues, TableRow } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { shortDay, writtenCount } from '../written-time.ts';
import { writtenPerson } from './act-statement.ts';

const SIGN = '(Ký, ghi rõ họ tên và đóng dấu)';

const COPY_BOOK = {
  id: 'so-chung-thuc-ban-sao',
  kind: 'certification-book',
  symbol: 'SCT/BS',
  title: 'SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
  source:
    'Nghị định 23/2015/NĐ-CP, mẫu sổ chứng thực bản sao từ bản chính (thứ tự và tên tám cột theo sổ in của các chương trình đang dùng; phụ lục thay thế của Nghị định 280/2025/NĐ-CP chưa đối chiếu)',
  requester: 'Họ tên của người yêu cầu chứng thực (3)',
  document: 'Tên của bản chính giấy tờ, văn bản (4)',
  quantity: 'Số bản sao đã được chứng thực (6)',
  unit: 'bản sao',
} as const;

const PERSON = 'Họ tên, số giấy CMND/Hộ chiếu của người yêu cầu chứng thực (3)';

const SIGNATURE_BOOK = {
  id: 'so-chung-thuc-chu-ky',
  kind: 'signature-book',
  symbol: 'SCT/CK,ĐC',
  title: 'SỔ CHỨNG THỰC CHỮ KÝ/CHỨNG THỰC ĐIỂM CHỈ',
  source:
    'Nghị định 23/2015/NĐ-CP, mẫu sổ chứng thực chữ ký/điểm chỉ (tên cột theo sổ in của các chương trình đang dùng; phụ lục thay thế của Nghị định 280/2025/NĐ-CP chưa đối chiếu)',
  requester: PERSON,
  document: 'Tên của giấy tờ, văn bản chứng thực chữ ký/điểm chỉ (4)',
  quantity: 'Số lượng giấy tờ, văn bản đã được chứng thực chữ ký/điểm chỉ (6)',
  unit: 'giấy tờ',
} as const;

const TRANSLATOR_BOOK = {
  id: 'so-chung-thuc-nguoi-dich',
  kind: 'translator-book',
  symbol: 'SCT/CKND',
  title: 'SỔ CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH',
  source:
    'Nghị định 23/2015/NĐ-CP, mẫu sổ chứng thực chữ ký người dịch: tên cột ghi lại theo hiểu biết nghiệp vụ, chưa đối chiếu với bản công báo; nay là Mẫu số 21 của Nghị định 280/2025/NĐ-CP, chưa đối chiếu',
  requester: 'Họ tên, số giấy CMND/Hộ chiếu của người dịch (3)',
  document: 'Tên của bản dịch, dịch từ tiếng nào sang tiếng nào (4)',
  quantity: 'Số lượng bản dịch đã được chứng thực chữ ký người dịch (6)',
  unit: 'bản dịch',
} as const;

const TRANSACTION_BOOK = {
  id: 'so-chung-thuc-giao-dich',
  kind: 'transaction-book',
  symbol: 'SCT/HĐ,GD',
  title: 'SỔ CHỨNG THỰC GIAO DỊCH',
  source:
    'Nghị định 23/2015/NĐ-CP, mẫu sổ chứng thực hợp đồng, giao dịch: tên cột ghi lại theo hiểu biết nghiệp vụ, chưa đối chiếu với bản công báo; Nghị định 280/2025/NĐ-CP gọi là giao dịch, phụ lục chưa đối chiếu',
  requester: PERSON,
  document: 'Tên giao dịch được chứng thực, tóm tắt nội dung (4)',
  quantity: 'Số bản chính của giao dịch (6)',
  unit: 'bản chính',
} as const;

const BOOKS = [COPY_BOOK, SIGNATURE_BOOK, TRANSLATOR_BOOK, TRANSACTION_BOOK];

/**
 * The books of certification, for the days of one volume: printed and bound monthly where the book is kept by a program, with its totals and the signature of who
 * certifies; the one of the whole year with the page that closes it (Điều 13 Nghị định 23/2015/NĐ-CP). Each has its own words over columns (3), (4) and (6).
 */
export const CERTIFICATION_BOOKS: readonly FormDefinition[] = BOOKS.map(bookForm);

/** The kind of form that the book of a symbol is printed on; the electronic copies stand in columns as the paper ones do. */
export function bookFormKind(symbol: string): FormKind {
  return BOOKS.find((book) => book.symbol === symbol)?.kind ?? COPY_BOOK.kind;
}

function bookForm(book: {
  id: string;
  kind: FormKind;
  symbol: string;
  title: string;
  source: string;
  requester: string;
  document: string;
  quantity: string;
}): FormDefinition {
  return FormDefinition.parse({
    ...TT_03_2025,
    circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
    validity: { from: '2015-04-10', to: null },
    id: `nd-23-2015/${book.id}`,
    kind: book.kind,
    formNumber: book.symbol,
    title: book.title,
    orientation: 'landscape',
    source: [
      book.source,
      'Dòng thời gian và dòng tổng số do phần mềm thêm: sổ điện tử được in theo tháng và khoá bằng tổng số',
    ],
    numberLabel: undefined,
    qrKey: undefined,
    fields: [
      {
        kind: 'line',
        parts: [
          { key: 'book', label: 'Quyển số', joint: ' ', required: true, strong: true },
          { key: 'period', label: 'từ ngày', joint: ' ', required: true },
        ],
      },
      {
        kind: 'table',
        key: 'rows',
        columns: [
          { key: 'number', heading: 'Số thứ tự/ số chứng thực (1)', ems: 6, align: 'centre' },
          { key: 'day', heading: 'Ngày, tháng, năm chứng thực (2)', ems: 6, align: 'centre' },
          { key: 'requester', heading: book.requester, share: 1.2 },
          { key: 'title', heading: book.document, share: 1.6 },
          { key: 'signer', heading: 'Họ tên, chức danh người ký chứng thực (5)', share: 1.4 },
          { key: 'quantity', heading: book.quantity, ems: 5.5, align: 'centre' },
          { key: 'fee', heading: 'Lệ phí/ Phí chứng thực (7)', ems: 6, align: 'centre' },
          { key: 'note', heading: 'Ghi chú (8)' },
        ],
      },
      {
        kind: 'line',
        parts: [{ key: 'total', label: 'Tổng số', required: true, strong: true }],
      },
      { kind: 'list', key: 'closing', label: 'KHOÁ SỔ', omitWhenEmpty: true },
    ],
    signers: [{ key: 'certifier', title: 'NGƯỜI THỰC HIỆN CHỨNG THỰC', note: SIGN, optional: false }],
    copies: [],
  });
}

/** An entry as the printed book has it. */
export interface PrintedEntry {
  number: number;
  certifiedOn: PlainDate;
  state: EntryState;
  requester: string;
  /** Of other than copies: everybody who signed, with the number of their paper. */
  people: readonly Signatory[];
  title: string;
  signerTitle: string;
  signerName: string;
  quantity: number;
  feeVnd: number | null;
  voidReason: string | null;
}

/** How a book was closed. */
interface PrintedClosing {
  book: string;
  reason: ClosingReason;
  note: string;
  closedOn: PlainDate;
  firstNumber: number;
  lastNumber: number;
  entries: number;
  issued: number;
  voided: number;
  quantity: number;
  feeVnd: number;
  signerTitle: string;
  signerName: string;
  /** How many of its numbers became void afterwards. */
  voidedLater: number;
}

interface BookFacts {
  form: FormDefinition;
  office: OfficeFacts;
  book: string;
  from: PlainDate;
  to: PlainDate;
  totals: {
    entries: number;
    issued: number;
    voided: number;
    pending: number;
    quantity: number;
    feeVnd: number;
  };
  /** The closing of the book, where its last days are printed. */
  closing: PrintedClosing | null;
  at: Instant;
}

/** The values of one of {@link CERTIFICATION_BOOKS}. A void number keeps its row, with the reason as its note, and counts for nothing. */
export function certificationBookValues(facts: BookFacts, entries: readonly PrintedEntry[]): FormValues {
  const { form, office, book, from, to, totals, closing, at } = facts;
  const { entries: all, issued, voided, pending, quantity, feeVnd } = totals;
  return {
    office: officeValues(form, office),
    issuedAt: at,
    fields: {
      book,
      period: `${shortDay(from)} đến ngày ${shortDay(to)}`,
      rows: entries.map(rowOf),
      total: `${all} số: ${issued} đã chứng thực, ${voided} đã huỷ${pending === 0 ? '' : `, ${pending} đang ký`}; ${quantity} ${unitOf(form)}; phí ${dong(feeVnd)}`,
      ...(closing === null ? {} : { closing: closingLines(closing, unitOf(form)) }),
    },
    signers: { certifier: closing === null ? {} : { name: closing.signerName } },
  };
}

function closingLines(closing: PrintedClosing, unit: string): string[] {
  const { book, reason, note, closedOn, firstNumber, lastNumber, entries, issued, voided, voidedLater } =
    closing;
  return [
    `Quyển số ${book} khoá ngày ${shortDay(closedOn)}, từ số ${writtenCount(firstNumber)} đến số ${writtenCount(lastNumber)}.`,
    `Tổng cộng ${entries} số: ${issued} đã chứng thực, ${voided} đã huỷ; ${closing.quantity} ${unit}; phí ${dong(closing.feeVnd)}.`,
    reason === 'year-end'
      ? 'Khoá sổ cuối năm; sổ năm sau bắt đầu từ số 01.'
      : `Không tiếp tục sổ này: ${note}.`,
    ...(voidedLater > 0 ? [`Sau khi khoá sổ có thêm ${voidedLater} số bị huỷ, ghi ở cột ghi chú.`] : []),
    `Người khoá sổ: ${closing.signerName}, ${closing.signerTitle.replaceAll('\n', ' ')}.`,
  ];
}

function unitOf({ kind }: FormDefinition): string {
  return BOOKS.find((book) => book.kind === kind)?.unit ?? COPY_BOOK.unit;
}

function rowOf(entry: PrintedEntry): TableRow {
  const { number, certifiedOn, state, requester, people, title, signerTitle, signerName, quantity, feeVnd } =
    entry;
  const isVoid = state === 'void';
  return {
    number: writtenCount(number),
    day: shortDay(certifiedOn),
    requester: people.length === 0 ? requester : people.map(writtenPerson).join('\n'),
    title,
    signer: [signerName, ...signerTitle.split('\n')].join('\n'),
    quantity: isVoid ? '' : String(quantity),
    fee: isVoid || feeVnd === null ? '' : dong(feeVnd),
    note: isVoid ? `Huỷ: ${entry.voidReason ?? ''}` : state === 'pending' ? 'Đang ký' : '',
  };
}

function dong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/gu, '.')} đ`;
}
