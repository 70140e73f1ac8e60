import type { HandOverBasis } from '../../domain/dossier/hand-over.ts';
import { type Party, partyNumber } from '../../domain/dossier/party.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';

const SIGN = '(Ký và ghi rõ họ tên)';

/**
 * The receipt that a person signs who takes a result at the window. No circular prints a form for it; it is the office's own, and says what the
 * receipts of provincial systems say. Number and kind of the result are written by hand where the records do not hold them.
 */
export const HAND_OVER_RECEIPT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/hand-over-receipt',
  kind: 'hand-over-receipt',
  formNumber: 'BNTKQ',
  title: 'GIẤY BIÊN NHẬN TRẢ KẾT QUẢ',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo giấy biên nhận trả kết quả của hệ thống cấp tỉnh đang dùng và Điều 22 Nghị định 118/2025/NĐ-CP',
  ],
  symbol: 'BNTKQ',
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'procedure', label: 'Tên thủ tục hành chính', required: true }] },
    { kind: 'line', parts: [{ key: 'owner', label: 'Chủ hồ sơ', required: true }] },
    { kind: 'line', parts: [{ key: 'giver', label: 'Người trả', required: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'receiver', label: 'Người nhận', required: true, strong: true },
        { key: 'phone', label: 'Số điện thoại' },
      ],
    },
    {
      kind: 'line',
      parts: [{ key: 'receiverId', label: 'Số định danh cá nhân/số giấy tờ của người nhận' }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [
        { key: 'together', label: 'Cùng nhận' },
        { key: 'togetherId', label: 'số giấy tờ' },
      ],
    },
    { kind: 'line', parts: [{ key: 'basis', label: 'Nhận với tư cách', required: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'paper', label: 'Giấy uỷ quyền nhận kết quả' }] },
    {
      kind: 'line',
      parts: [
        { key: 'kind', label: 'Loại kết quả' },
        { key: 'number', label: 'Số' },
      ],
    },
    { kind: 'line', parts: [{ key: 'summary', label: 'Trích yếu', required: true }] },
    { kind: 'list', key: 'copies', label: 'Bản sao điện tử chứng thực kèm theo', omitWhenEmpty: true },
    { kind: 'list', key: 'originals', label: 'Bản chính đã trả lại', omitWhenEmpty: true },
    {
      kind: 'line',
      parts: [{ key: 'handedAt', label: 'Ngày trả', format: 'moment', required: true, strong: true }],
    },
    { kind: 'statement', text: 'Người nhận đã xem, nhận đủ kết quả nêu trên và ký tên dưới đây.' },
  ],
  signers: [
    { key: 'giver', title: 'NGƯỜI TRẢ KẾT QUẢ', note: SIGN, optional: false },
    { key: 'receiver', title: 'NGƯỜI NHẬN KẾT QUẢ', note: SIGN, optional: false },
    { key: 'together', title: 'NGƯỜI CÙNG NHẬN', note: SIGN, optional: true },
  ],
  copies: ['(Liên 1: Lưu)', '(Liên 2: Giao người nhận)'],
});

/** What the receipt says. */
export interface HandOverFacts {
  office: OfficeFacts;
  code: string;
  procedure: string;
  owner: string;
  giver: string;
  receiver: Party;
  together: Party | null;
  basis: HandOverBasis;
  paper: string | null;
  /** What the catalogue calls the result, where it names a single one. */
  kind: string | null;
  summary: string;
  copies: readonly { title: string; number: string; book: string }[];
  originals: readonly { name: string; count: number }[];
  handedAt: Instant;
}

const BASES = {
  owner: 'chủ hồ sơ',
  submitter: 'người nộp hồ sơ',
  receiver: 'người nhận kết quả đã đăng ký',
  authorised: 'người được uỷ quyền',
} as const satisfies Record<HandOverBasis, string>;

// A form takes so many lines in a list.
const MOST = 60;

/** The values of {@link HAND_OVER_RECEIPT}. */
export function handOverValues(facts: HandOverFacts): FormValues {
  const { receiver, together } = facts;
  const copies = facts.copies.map(({ title, number, book }) => `${title}, số ${number} (${book})`);
  const originals = facts.originals.map(({ name, count }) => `${name}: ${count} bản`);
  return {
    office: officeValues(HAND_OVER_RECEIPT, facts.office),
    issuedAt: facts.handedAt,
    fields: {
      code: facts.code,
      procedure: facts.procedure,
      owner: facts.owner,
      giver: facts.giver,
      receiver: receiver.name,
      ...given('phone', receiver.phone),
      ...given('receiverId', partyNumber(receiver)),
      ...given('together', together?.name),
      ...given('togetherId', together === null ? null : partyNumber(together)),
      basis: BASES[facts.basis],
      ...given('paper', facts.paper),
      ...given('kind', facts.kind),
      summary: facts.summary,
      ...(copies.length === 0 ? {} : { copies: copies.slice(0, MOST) }),
      ...(originals.length === 0 ? {} : { originals: originals.slice(0, MOST) }),
      handedAt: facts.handedAt,
    },
    signers: {
      giver: { name: facts.giver },
      receiver: { name: receiver.name },
      ...(together === null ? {} : { together: { name: together.name } }),
    },
  };
}
