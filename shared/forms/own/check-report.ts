import type { CheckedFile } from '../../contract/check.ts';
import type { SignatureVerdict } from '../../domain/certification/verdict.ts';
import {
  nameOf,
  reasonText,
  sayVietnamese,
  stateOfSignature,
  verdictSentence,
  whenOf,
} from '../../domain/certification/verdict-words.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { shortDay, shortMoment } from '../written-time.ts';

/** What was found when a signed file was judged. No circular prints a form for it. */
export const CHECK_REPORT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '23/2025/NĐ-CP', issuedOn: '2025-02-21', issuer: 'Chính phủ' },
  validity: { from: '2025-04-10', to: null },
  id: 'own/check-report',
  kind: 'check-report',
  formNumber: 'KQKT',
  title: 'KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ TRÊN TỆP',
  source: ['Không có mẫu ban hành; nội dung theo những gì phần mềm kiểm tra được'],
  symbol: 'KQKT',
  qrKey: undefined,
  fields: [
    { kind: 'line', parts: [{ key: 'verdict', label: 'Kết luận', required: true, strong: true }] },
    { kind: 'line', parts: [{ key: 'fileName', label: 'Tên tệp', required: true }] },
    { kind: 'line', parts: [{ key: 'size', label: 'Dung lượng', required: true }] },
    { kind: 'line', parts: [{ key: 'sha256', label: 'Dấu vân tay của tệp (SHA-256)', required: true }] },
    { kind: 'line', parts: [{ key: 'at', label: 'Thời điểm kiểm tra', format: 'moment', required: true }] },
    { kind: 'list', key: 'signatures', label: 'Chữ ký số trong tệp', omitWhenEmpty: true },
    { kind: 'list', key: 'trust', label: 'Gốc tin cậy đã dùng', omitWhenEmpty: true },
    { kind: 'list', key: 'book', label: 'Tra sổ chứng thực của cơ quan', omitWhenEmpty: true },
    { kind: 'list', key: 'checked', label: 'Đã kiểm tra' },
    { kind: 'list', key: 'unchecked', label: 'Chưa kiểm tra' },
    {
      kind: 'statement',
      text: 'Giấy này chỉ ghi kết quả kiểm tra tệp nêu trên tại thời điểm kiểm tra; không phải bản sao, không phải văn bản chứng thực và không thay cho tệp.',
    },
  ],
  signers: [{ key: 'by', title: 'NGƯỜI KIỂM TRA', note: '(Ký và ghi rõ họ tên)', optional: false }],
  copies: [],
});

const STATES = {
  valid: 'hợp lệ',
  unknown: 'chưa rõ người ký',
  changed: 'nội dung bị sửa sau khi ký',
  invalid: 'không hợp lệ',
} as const;
const VERSIONS = {
  newest: 'đúng tệp đang lưu',
  earlier: 'cùng một bản sao, tệp trước khi thêm dấu thời gian',
  later: 'cùng một bản sao, có phần thêm vào sau khi cấp',
  half: 'tệp chưa đủ chữ ký, chưa từng được cấp',
} as const;

/** The values of {@link CHECK_REPORT}. */
export function checkReportValues({
  office,
  fileName,
  checked,
}: {
  office: OfficeFacts;
  fileName: string;
  checked: CheckedFile;
}): FormValues {
  const { verdict, pages, checkedAt, checkedBy, sha256, size } = checked;
  return {
    office: officeValues(CHECK_REPORT, office),
    issuedAt: checkedAt,
    fields: {
      verdict: verdictSentence(sayVietnamese, verdict, pages, shortMoment),
      fileName,
      size: `${size.toLocaleString('vi')} byte${pages === null ? '' : `, ${pages} trang`}`,
      // In groups, so that a person can compare it and a line can be broken.
      sha256: sha256.replace(/(.{8})(?=.)/gu, '$1 '),
      at: checkedAt,
      signatures: verdict.signatures.map(signatureLine),
      trust: checked.roots.map(
        ({ subject, addedAt, addedBy, fingerprint, isDemo }) =>
          `${subject}${isDemo ? ' (GỐC TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ)' : ''}; vân tay ${fingerprint.slice(0, 16)}…; ${addedBy ?? 'người quản trị'} nhập ngày ${shortDay(addedAt.slice(0, 10))}`,
      ),
      book: bookLines(checked.entry),
      checked: doneLines(checked),
      unchecked: leftLines(checked),
    },
    signers: { by: { name: checkedBy } },
  };
}

function signatureLine(signature: SignatureVerdict): string {
  const { organisation, purpose, revocationAsOf, reasons } = signature;
  const parts = [
    `${nameOf(sayVietnamese, signature)}${organisation === '' || organisation === signature.signer ? '' : ` (${organisation})`}`,
    purpose === 'document-timestamp' ? 'dấu thời gian của cả tệp' : 'chữ ký',
    STATES[stateOfSignature(signature)],
    whenOf(sayVietnamese, signature, shortMoment),
    revocationAsOf === null
      ? 'không có dữ liệu thu hồi'
      : `dữ liệu thu hồi tính đến ${shortMoment(revocationAsOf)}`,
    ...reasons.slice(0, 4).map((reason) => reasonText(sayVietnamese, reason)),
  ];
  return parts.join('; ');
}

function bookLines(entry: CheckedFile['entry']): string[] {
  if (entry === null) return [];
  const { number, book, certifiedOn, title, signerName, version, state, voidReason } = entry;
  const standing = state === 'void' ? `; ĐÃ HUỶ: ${voidReason ?? ''}` : '';
  return [
    `Số ${number}, quyển ${book}, ngày ${shortDay(certifiedOn)}: ${title}; người ký ${signerName}; ${VERSIONS[version]}${standing}`,
  ];
}

function doneLines({ verdict, looks, pages }: CheckedFile): string[] {
  if (verdict.signatures.length === 0) return ['Tệp có chữ ký số hay không'];
  return [
    'Từng chữ ký: đúng nội dung được ký, chứng thư, gốc tin cậy, thu hồi, thời gian',
    'Từng phần của tệp thêm vào sau mỗi chữ ký',
    ...(looks === null
      ? []
      : looks.drawn === 0 && looks.same === 0
        ? [
            `Chữ ký cuối phủ cả tệp${pages === null ? '' : ` (${pages} trang)`}, không có phần nào thêm vào sau`,
          ]
        : [`Hình của ${looks.drawn} lượt trang trước và sau khi ký, so từng điểm ảnh`]),
  ];
}

function leftLines({ verdict, looks }: CheckedFile): string[] {
  const { signatures } = verdict;
  const undated = signatures.some(({ revocationAsOf }) => revocationAsOf === null);
  const claimed = signatures.some(({ timestamp, purpose }) => timestamp === null && purpose === 'signature');
  return [
    'Nội dung văn bản đúng hay sai với sự thật',
    ...(claimed ? ['Giờ ký chỉ theo máy người ký, chưa có dấu thời gian chứng minh'] : []),
    ...(undated && signatures.length > 0
      ? ['Chứng thư có bị thu hồi hay không, nơi ghi không có dữ liệu']
      : []),
    ...(signatures.length > 0 && looks === null ? ['Hình các trang trước và sau khi ký'] : []),
    ...(looks !== null && looks.same > 0
      ? [`Hình của ${looks.same} lượt trang mà mọi phần đều giống nhau`]
      : []),
    ...(looks !== null && looks.undrawn.length > 0
      ? [`Hình của các trang ${looks.undrawn.join(', ')}: không vẽ được`]
      : []),
  ];
}
