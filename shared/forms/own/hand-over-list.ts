import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { writtenCode } from '../written-code.ts';

const SIGN = '(Ký và ghi rõ họ tên)';

/**
 * The list that goes with results from those who made them to the counter that returns them. No circular prints a form for it; its columns are those of
 * the lists that provincial systems print.
 */
export const HAND_OVER_LIST: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/hand-over-list',
  kind: 'hand-over-list',
  formNumber: 'PBGKQ',
  title: 'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
  orientation: 'landscape',
  source: [
    'Không có mẫu ban hành; các cột theo phiếu bàn giao kết quả của hệ thống cấp tỉnh đang dùng (đã đối chiếu mẫu in)',
  ],
  symbol: 'PBGKQ',
  qrKey: undefined,
  fields: [
    { kind: 'line', parts: [{ key: 'at', label: 'Thời điểm bàn giao', format: 'moment', required: true }] },
    { kind: 'line', parts: [{ key: 'giver', label: 'Bên giao' }] },
    { kind: 'line', parts: [{ key: 'taker', label: 'Bên nhận', required: true }] },
    {
      kind: 'table',
      key: 'rows',
      numberHeading: 'TT',
      columns: [
        { key: 'code', heading: 'Mã hồ sơ', ems: 10.6 },
        { key: 'procedure', heading: 'Nội dung', share: 1.6 },
        { key: 'result', heading: 'Kết quả' },
        { key: 'owner', heading: 'Chủ hồ sơ' },
        { key: 'address', heading: 'Địa chỉ' },
        { key: 'fee', heading: 'Phí, lệ phí', ems: 3.6, align: 'centre' },
        { key: 'post', heading: 'Trả qua bưu điện', ems: 4.2, align: 'centre' },
      ],
    },
    {
      kind: 'line',
      parts: [
        { key: 'total', label: 'Tổng số', format: 'count', unit: 'kết quả', required: true, strong: true },
      ],
    },
    { kind: 'statement', text: 'Hai bên đã kiểm, đếm đủ số kết quả nêu trên và cùng ký vào phiếu.' },
  ],
  signers: [
    { key: 'giver', title: 'NGƯỜI GIAO', note: SIGN, optional: false },
    { key: 'taker', title: 'NGƯỜI NHẬN', note: SIGN, optional: false },
  ],
  copies: ['(Liên 1: Bên giao giữ)', '(Liên 2: Bên nhận giữ)'],
});

/** What the list says. */
export interface HandOverListFacts {
  office: OfficeFacts;
  at: Instant;
  /** Who recorded the results; null, when several did, leaves a line to write on. */
  giver: string | null;
  results: readonly {
    code: string;
    procedure: string;
    result: string;
    owner: string;
    address: string;
    /** Whether the procedure costs something: whoever returns the result looks whether it was paid. */
    fee: boolean;
    post: boolean;
  }[];
}

const MARK = 'X';

/** The values of {@link HAND_OVER_LIST}: one row a result. */
export function handOverListValues({ office, at, giver, results }: HandOverListFacts): FormValues {
  return {
    office: officeValues(HAND_OVER_LIST, office),
    issuedAt: at,
    fields: {
      at,
      ...given('giver', giver),
      taker: office.name,
      rows: results.map(({ code, fee, post, ...row }) => ({
        ...row,
        code: writtenCode(code),
        fee: fee ? MARK : '',
        post: post ? MARK : '',
      })),
      total: results.length,
    },
    signers: { giver: giver === null ? {} : { name: giver }, taker: {} },
  };
}
