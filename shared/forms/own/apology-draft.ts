import type { ProcessingOwner } from '../../domain/dossier/receipt.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues, solvingAgency } from '../tt-03-2025/common-values.ts';

/**
 * What the counter sends to the head of an agency one working day before a dossier of that agency would be late: the facts and the words of the apology
 * (Mẫu số 04 Thông tư 03/2025/TT-VPCP), for the head to correct, date and sign. A draft moves no appointment; the apology itself is a step of the dossier.
 */
export const APOLOGY_DRAFT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'own/apology-draft',
  kind: 'apology-draft',
  formNumber: 'DTXL',
  title: 'PHIẾU ĐỀ NGHỊ KÝ XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
  source: [
    'Không có mẫu ban hành cho bản dự thảo; lời xin lỗi theo Mẫu số 04, Phụ lục I, Thông tư 03/2025/TT-VPCP',
  ],
  symbol: 'DTXL',
  fields: [
    { kind: 'line', parts: [{ key: 'head', label: 'Kính gửi', required: true, strong: true }] },
    {
      kind: 'statement',
      text: 'Hồ sơ dưới đây sắp đến hạn trả kết quả mà chưa có kết quả. Đề nghị giải quyết trước giờ hẹn; nếu không kịp, đề nghị ký phiếu xin lỗi và cho ngày hẹn mới. Ngày hẹn chỉ được hẹn lại một lần.',
    },
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'procedure', label: 'Thủ tục', required: true }] },
    { kind: 'line', parts: [{ key: 'applicant', label: 'Hồ sơ của', required: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'phone', label: 'Số điện thoại' }] },
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Thời gian nhận hồ sơ', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      parts: [
        { key: 'dueAt', label: 'Thời gian hẹn trả kết quả', format: 'moment', required: true, strong: true },
      ],
    },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'holder', label: 'Người đang giữ hồ sơ' }] },
    { kind: 'list', key: 'words', label: 'Dự thảo lời xin lỗi' },
    { kind: 'line', parts: [{ key: 'reason', label: 'Lý do chậm (cơ quan giải quyết ghi)' }] },
    {
      kind: 'line',
      parts: [{ key: 'returnAt', label: 'Trả kết quả vào lúc', format: 'moment' }],
    },
  ],
  signers: [
    { key: 'maker', title: 'NGƯỜI LẬP', note: '(Ký và ghi rõ họ tên)', optional: false },
    { key: 'head', title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ', note: '(Ký và ghi rõ họ tên)', optional: false },
  ],
  copies: [],
});

/** What the draft tells; `unit` is the one that took the paper file last. */
export interface ApologyDraftFacts {
  office: OfficeFacts & { name: string };
  unit: string | null;
  processingOwner: ProcessingOwner;
  code: string;
  procedure: string;
  applicant: string;
  phone: string;
  receivedAt: Instant;
  dueAt: Instant;
  /** Who holds it here and at which step. */
  holder: string | null;
  at: Instant;
  by: string;
}

/** The values of {@link APOLOGY_DRAFT}; reason and new time are left to the head. */
export function apologyDraftValues(facts: ApologyDraftFacts): FormValues {
  return {
    office: officeValues(APOLOGY_DRAFT, facts.office),
    issuedAt: facts.at,
    fields: {
      head: `Thủ trưởng ${solvingAgency(facts)}`,
      code: facts.code,
      procedure: facts.procedure,
      applicant: facts.applicant,
      ...given('phone', facts.phone),
      receivedAt: facts.receivedAt,
      dueAt: facts.dueAt,
      ...given('holder', facts.holder),
      words: [
        `Kính gửi ${facts.applicant}: hồ sơ ${facts.code} chưa được trả kết quả đúng thời hạn ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.`,
        'Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông (Bà)/Tổ chức. Chúng tôi xin lỗi Ông (Bà)/Tổ chức.',
      ],
    },
    signers: { maker: { name: facts.by }, head: {} },
  };
}
