import type { FeeNature, PaymentMethod } from '../../domain/fee/fee-receipt.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { amountInWords, writtenAmount } from '../written-amount.ts';

const { numberLabel: _headNumber, ...HEAD } = TT_03_2025;

/**
 * The receipt for a fee that was paid at the window (Điều 24 Nghị định 118/2025/NĐ-CP). Form sign and symbol are those under which the collecting
 * unit issues its receipts; the form itself says what the receipts of provincial systems say, in their order. It has its number among its
 * fields, and none in the head.
 */
export const FEE_RECEIPT: FormDefinition = FormDefinition.parse({
  ...HEAD,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/fee-receipt',
  kind: 'fee-receipt',
  formNumber: 'BLP',
  title: 'BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ',
  source: [
    'Nội dung và ba liên xếp theo biên lai thu phí, lệ phí của hệ thống cấp tỉnh đang dùng; việc thu theo Điều 24 Nghị định 118/2025/NĐ-CP',
    'Mẫu số và ký hiệu do đơn vị thu khai báo theo biên lai mà đơn vị đã đăng ký; mẫu in chưa đối chiếu với mẫu của cơ quan thuế',
  ],
  symbol: 'BLP',
  fields: [
    { kind: 'line', parts: [{ key: 'unit', label: 'Đơn vị thu', required: true, strong: true }] },
    { kind: 'line', parts: [{ key: 'taxCode', label: 'Mã số thuế', required: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'formSign', label: 'Mẫu số', required: true },
        { key: 'receiptSymbol', label: 'Ký hiệu', required: true },
        { key: 'number', label: 'Số', required: true, strong: true },
      ],
    },
    { kind: 'list', key: 'fees', label: 'Tên loại phí, lệ phí' },
    { kind: 'line', parts: [{ key: 'payer', label: 'Người nộp tiền', required: true, strong: true }] },
    { kind: 'line', parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true }] },
    { kind: 'line', parts: [{ key: 'address', label: 'Địa chỉ' }] },
    { kind: 'line', parts: [{ key: 'amount', label: 'Số tiền', required: true, strong: true }] },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [
        { key: 'feeAmount', label: 'Trong đó: phí' },
        { key: 'chargeAmount', label: 'lệ phí' },
      ],
    },
    { kind: 'line', parts: [{ key: 'words', label: 'Viết bằng chữ', required: true }] },
    { kind: 'line', parts: [{ key: 'method', label: 'Hình thức thanh toán', required: true }] },
    {
      kind: 'line',
      parts: [{ key: 'paidAt', label: 'Thời điểm thu', format: 'moment', required: true }],
    },
  ],
  signers: [{ key: 'collector', title: 'NGƯỜI THU TIỀN', note: '(Ký và ghi rõ họ tên)', optional: false }],
  copies: ['(Liên 1: Lưu tại cơ quan thu)', '(Liên 2: Giao cho người nộp tiền)', '(Liên 3: Lưu nội bộ)'],
});

/** What the receipt says. */
export interface FeeReceiptFacts {
  office: OfficeFacts;
  taxCode: string;
  formSign: string;
  symbol: string;
  /** As it is written, with its leading zeros. */
  number: string;
  code: string;
  payer: string;
  address: string;
  lines: readonly { name: string; nature: FeeNature; amountVnd: number }[];
  method: PaymentMethod;
  collector: string;
  paidAt: Instant;
}

const METHODS = {
  cash: 'tiền mặt',
  transfer: 'chuyển khoản',
  card: 'quẹt thẻ hoặc quét mã QR tại quầy',
} as const satisfies Record<PaymentMethod, string>;

const NATURES = { fee: ' (phí)', charge: ' (lệ phí)', both: '' } as const satisfies Record<FeeNature, string>;

/** The values of {@link FEE_RECEIPT}. Phí and lệ phí are told apart where both were paid and every line is one of them. */
export function feeReceiptValues(facts: FeeReceiptFacts): FormValues {
  const sumOf = (nature: FeeNature) =>
    facts.lines.reduce((sum, line) => sum + (line.nature === nature ? line.amountVnd : 0), 0);
  const total = facts.lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
  const [fee, charge] = [sumOf('fee'), sumOf('charge')];
  const isSplit = fee > 0 && charge > 0 && fee + charge === total;
  return {
    office: officeValues(FEE_RECEIPT, facts.office),
    issuedAt: facts.paidAt,
    fields: {
      unit: facts.office.name,
      taxCode: facts.taxCode,
      formSign: facts.formSign,
      receiptSymbol: facts.symbol,
      number: facts.number,
      fees: facts.lines.map(
        ({ name, nature, amountVnd }) => `${name}${NATURES[nature]}: ${writtenAmount(amountVnd)}`,
      ),
      payer: facts.payer,
      code: facts.code,
      ...given('address', facts.address),
      amount: writtenAmount(total),
      ...(isSplit ? { feeAmount: writtenAmount(fee), chargeAmount: writtenAmount(charge) } : {}),
      words: amountInWords(total),
      method: METHODS[facts.method],
      paidAt: facts.paidAt,
    },
    signers: { collector: { name: facts.collector } },
  };
}
