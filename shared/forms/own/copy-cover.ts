import type { Instant, PlainDate } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { shortDay } from '../written-time.ts';

/**
 * The sheet that lies on the papers of one number, copies or others, on their way to the officer and the seal: what is under it, and the code by which it is ticked
 * off when both are done. A working sheet of the office.
 */
export const COPY_COVER: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
  validity: { from: '2015-04-10', to: null },
  id: 'own/copy-cover',
  kind: 'copy-cover',
  formNumber: 'PTK',
  title: 'PHIẾU TRÌNH KÝ CHỨNG THỰC',
  isWorkingSheet: true,
  source: [
    'Không phải giấy tờ theo quy định: tờ làm việc của nơi tiếp nhận, kẹp trên giấy tờ chờ ký và đóng dấu',
  ],
  numberLabel: undefined,
  qrKey: undefined,
  fields: [
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'act', label: 'Việc' }] },
    { kind: 'line', parts: [{ key: 'title', label: 'Giấy tờ', required: true, strong: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'pages', label: 'Số trang', required: true, strong: true },
        { key: 'copies', label: 'số bản', required: true, strong: true },
      ],
    },
    { kind: 'line', parts: [{ key: 'requester', label: 'Người yêu cầu', required: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'number', label: 'Số chứng thực', strong: true },
        { key: 'book', label: 'quyển số' },
      ],
    },
    { kind: 'line', parts: [{ key: 'comparedBy', label: 'Người tiếp nhận, đối chiếu', required: true }] },
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'mark', key: 'mark' },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'sheets', label: 'Đóng dấu giáp lai', strong: true }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'keep', label: 'Lưu tại cơ quan 01 bản đến hết ngày', joint: ' ', strong: true }],
    },
    {
      kind: 'statement',
      text: 'Ký và đóng dấu đủ số bản, rồi quét mã trên tờ này ở mục Bản giấy để báo đã xong.',
    },
  ],
  signers: [],
  copies: [],
});

/** What a cover says. */
interface CoverFacts {
  office: OfficeFacts;
  at: Instant;
  code: string;
  /** What is certified. */
  act: string;
  /** Until when one of them stays with the office; null where none does, or where it has no day yet. */
  keepUntil: PlainDate | null;
  title: string;
  pages: number;
  copies: number;
  requester: string;
  comparedBy: string;
  number: string | null;
  book: string | null;
  /** The text of its code. */
  mark: string;
}

/** Pages on both sides of a sheet. */
const PAGES_OF_SHEET = 2;

/** The values of {@link COPY_COVER}. A copy of more than one sheet is sealed across its sheets (Điều 20 khoản 2 Nghị định 23/2015/NĐ-CP). */
export function copyCoverValues(facts: CoverFacts): FormValues {
  const { office, at, code, title, pages, copies, requester, comparedBy, number, book, mark } = facts;
  const sheets = Math.ceil(pages / PAGES_OF_SHEET);
  return {
    office: officeValues(COPY_COVER, office),
    issuedAt: at,
    fields: {
      act: facts.act,
      title,
      pages: String(pages),
      copies: String(copies),
      requester,
      comparedBy,
      ...(number === null ? {} : { number }),
      ...(book === null ? {} : { book }),
      code,
      mark,
      ...(sheets < 2 ? {} : { sheets: `mỗi bản từ ${sheets} tờ trở lên` }),
      ...(facts.keepUntil === null ? {} : { keep: shortDay(facts.keepUntil) }),
    },
    signers: {},
  };
}
