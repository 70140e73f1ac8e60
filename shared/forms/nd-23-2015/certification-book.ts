import type { EntryState } from '../../domain/certification/book.ts';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues, TableRow } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { shortDay, writtenCount } from '../written-time.ts';

const SIGN = '(Ký, ghi rõ họ tên và đóng dấu)';

/**
 * The book of copies certified from originals, for the days of one volume: printed and bound monthly where the book is kept by a program, with its totals and the
 * signature of who certifies (Điều 13 Nghị định 23/2015/NĐ-CP).
 */
export const CERTIFICATION_BOOK: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
  validity: { from: '2015-04-10', to: null },
  id: 'nd-23-2015/so-chung-thuc-ban-sao',
  kind: 'certification-book',
  formNumber: 'SCT/BS',
  title: 'SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
  orientation: 'landscape',
  source: [
    'Nghị định 23/2015/NĐ-CP, mẫu sổ chứng thực bản sao từ bản chính (thứ tự và tên tám cột theo sổ in của các chương trình đang dùng; phụ lục thay thế của Nghị định 280/2025/NĐ-CP chưa đối chiếu)',
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
        { key: 'requester', heading: 'Họ tên của người yêu cầu chứng thực (3)', share: 1.2 },
        { key: 'title', heading: 'Tên của bản chính giấy tờ, văn bản (4)', share: 1.6 },
        { key: 'signer', heading: 'Họ tên, chức danh người ký chứng thực (5)', share: 1.4 },
        { key: 'quantity', heading: 'Số bản sao đã được chứng thực (6)', ems: 5.5, align: 'centre' },
        { key: 'fee', heading: 'Lệ phí/ Phí chứng thực (7)', ems: 6, align: 'centre' },
        { key: 'note', heading: 'Ghi chú (8)' },
      ],
    },
    {
      kind: 'line',
      parts: [{ key: 'total', label: 'Tổng số', required: true, strong: true }],
    },
  ],
  signers: [{ key: 'certifier', title: 'NGƯỜI THỰC HIỆN CHỨNG THỰC', note: SIGN, optional: false }],
  copies: [],
});

/** An entry as the printed book has it. */
export interface PrintedEntry {
  number: number;
  certifiedOn: PlainDate;
  state: EntryState;
  requester: string;
  title: string;
  signerTitle: string;
  signerName: string;
  quantity: number;
  feeVnd: number | null;
  voidReason: string | null;
}

interface BookFacts {
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
  at: Instant;
}

/** The values of {@link CERTIFICATION_BOOK}. A void number keeps its row, with the reason as its note, and counts for nothing. */
export function certificationBookValues(facts: BookFacts, entries: readonly PrintedEntry[]): FormValues {
  const { office, book, from, to, totals, at } = facts;
  const { entries: all, issued, voided, pending, quantity, feeVnd } = totals;
  return {
    office: officeValues(CERTIFICATION_BOOK, office),
    issuedAt: at,
    fields: {
      book,
      period: `${shortDay(from)} đến ngày ${shortDay(to)}`,
      rows: entries.map(rowOf),
      total: `${all} số: ${issued} đã chứng thực, ${voided} đã huỷ${pending === 0 ? '' : `, ${pending} đang ký`}; ${quantity} bản sao; phí ${dong(feeVnd)}`,
    },
    signers: { certifier: {} },
  };
}

function rowOf(entry: PrintedEntry): TableRow {
  const { number, certifiedOn, state, requester, title, signerTitle, signerName, quantity, feeVnd } = entry;
  const isVoid = state === 'void';
  return {
    number: writtenCount(number),
    day: shortDay(certifiedOn),
    requester,
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
