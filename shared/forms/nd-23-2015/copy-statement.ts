import type { PlainDate } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { writtenDay } from '../written-time.ts';
import { copyCertificationText } from './copy-certification.ts';

const SAMPLE = copyCertificationText({ number: '01', book: '01', certifiedOn: '2026-01-01' });

/**
 * Lời chứng of a paper copy (Điều 12, Điều 20 Nghị định 23/2015/NĐ-CP), printed by itself onto the last page of each copy: a frame with room for the
 * signature and the seal, nothing else on the sheet.
 */
export const COPY_STATEMENT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
  validity: { from: '2015-04-10', to: null },
  id: 'nd-23-2015/copy-statement',
  kind: 'copy-statement',
  formNumber: 'LC',
  title: 'LỜI CHỨNG CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
  isStamp: true,
  source: [
    'Điều 12, Điều 20 Nghị định 23/2015/NĐ-CP, sửa đổi bởi Nghị định 280/2025/NĐ-CP; câu đầu, số và ngày theo dấu chứng thực đang dùng',
  ],
  numberLabel: undefined,
  qrKey: undefined,
  fields: [
    { kind: 'statement', text: SAMPLE.statement },
    {
      kind: 'line',
      parts: [
        { key: 'number', label: 'Số chứng thực', joint: ' ', required: true },
        { key: 'book', label: 'quyển số', joint: ' ', required: true },
      ],
    },
    { kind: 'line', parts: [{ key: 'day', label: 'Ngày', joint: ' ', required: true }] },
    { kind: 'list', key: 'titles', label: 'Người thực hiện chứng thực', omitWhenEmpty: true },
    { kind: 'line', parts: [{ key: 'signer', label: 'Họ tên', required: true }] },
  ],
  signers: [],
  copies: [],
});

/** Below the code of a statement: what it does, and what it is not. */
export const STATEMENT_CODE_NOTE = 'Mã để tra sổ, không thay chữ ký và con dấu';

/** Who signs a trial sheet: nobody. */
export const TRIAL_SIGNER = 'IN THỬ';

/** What a trial sheet tells who measures it. */
export const TRIAL_WORDS =
  'TỜ IN THỬ VỊ TRÍ LỜI CHỨNG. Đặt giấy như khi in lên trang cuối của bản sao. Dùng thước đo từ mép trái của tờ giấy đến vạch đứng, và từ mép trên đến vạch ngang; đúng là 20 mm. Gõ hai số đo được vào màn hình rồi in thử lại.';

/** What a statement says; number and book as the book writes them. */
interface StatementFacts {
  office: OfficeFacts;
  number: string;
  book: string;
  certifiedOn: PlainDate;
  /** One line each. */
  signerTitle: readonly string[];
  signerName: string;
  at: string;
  /** The text of its code; none where the office prints none. */
  proof: string | null;
}

/** The values of {@link COPY_STATEMENT}. */
export function copyStatementValues(facts: StatementFacts): FormValues {
  return {
    office: officeValues(COPY_STATEMENT, facts.office),
    issuedAt: facts.at,
    fields: {
      number: facts.number,
      book: facts.book,
      day: writtenDay(facts.certifiedOn).replace(/^ngày /u, ''),
      titles: [...facts.signerTitle],
      signer: facts.signerName,
    },
    signers: {},
    ...(facts.proof === null ? {} : { proof: facts.proof }),
  };
}
