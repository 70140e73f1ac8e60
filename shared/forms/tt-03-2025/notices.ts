import { FormDefinition } from '../form-definition.ts';
import { TT_03_2025 } from './circular.ts';

const FIELDS_AS_PRINTED = 'Quyết định 3621/QĐ-BYT ngày 24/11/2025 (thứ tự và tên các mục)';

const sourceOf = (number: string) =>
  `Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số ${number} (tên mẫu đã đối chiếu; ngày có hiệu lực lấy theo ngày ban hành, chưa đối chiếu)`;

const CODE = {
  kind: 'line',
  parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
} as const;
const REQUEST = {
  kind: 'line',
  parts: [{ key: 'request', label: 'Nội dung yêu cầu giải quyết', required: true }],
} as const;
const IDENTITY = {
  kind: 'line',
  parts: [{ key: 'applicantId', label: 'Số định danh cá nhân/tổ chức' }],
} as const;
const ADDRESS = { kind: 'line', parts: [{ key: 'address', label: 'Địa chỉ' }] } as const;
const CONTACT = {
  kind: 'line',
  parts: [
    { key: 'phone', label: 'Số điện thoại' },
    { key: 'email', label: 'Email' },
  ],
} as const;
const REASON = { kind: 'line', parts: [{ key: 'reason', label: 'Lý do', required: true }] } as const;
const ITEMS = {
  kind: 'list',
  key: 'items',
  label: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau',
} as const;
const CONTACT_PERSON = {
  kind: 'line',
  parts: [
    {
      key: 'contact',
      label: 'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, xin liên hệ',
      required: true,
    },
    { key: 'officePhone', label: 'số điện thoại' },
  ],
} as const;
const SIGN = '(Ký và ghi rõ họ tên)';
const BOTH_SIGNERS = [
  { key: 'submitter', title: 'NGƯỜI NỘP HỒ SƠ', note: SIGN, optional: true },
  { key: 'receiver', title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', note: SIGN, optional: false },
];

/** Asks for everything that is missing. */
export const MAU_02: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-02',
  kind: 'supplement',
  formNumber: '02',
  title: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
  source: [sourceOf('02'), FIELDS_AS_PRINTED],
  symbol: 'PBS',
  fields: [
    CODE,
    { kind: 'line', parts: [{ key: 'applicant', label: 'Hồ sơ của', required: true, strong: true }] },
    REQUEST,
    ADDRESS,
    CONTACT,
    ITEMS,
    REASON,
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'answerBy', label: 'Thời hạn bổ sung, hoàn thiện hồ sơ' }],
    },
    CONTACT_PERSON,
  ],
  signers: [{ key: 'receiver', title: 'NGƯỜI HƯỚNG DẪN', note: SIGN, optional: false }],
  copies: [],
});

/** Where the words of {@link MAU_02_GUIDANCE} differ from those of the form, and why. */
export const GUIDANCE_SOURCE =
  'Dùng khi hướng dẫn người dân trước khi tiếp nhận: không có mã hồ sơ; dòng số phiếu ở cuối là của quầy, để tra lại lần hướng dẫn';

/**
 * The same form for who is sent home with what is missing before anything is received (the check of the composition comes before the reception):
 * the form names no dossier code, and its signer is who guides. Nobody has to say who they are.
 */
export const MAU_02_GUIDANCE: FormDefinition = FormDefinition.parse({
  ...MAU_02,
  id: 'tt-03-2025/mau-02-guidance',
  kind: 'guidance',
  source: [...MAU_02.source, GUIDANCE_SOURCE],
  qrKey: 'reference',
  fields: [
    { kind: 'line', parts: [{ key: 'applicant', label: 'Hồ sơ của', strong: true }] },
    REQUEST,
    ADDRESS,
    CONTACT,
    ITEMS,
    REASON,
    CONTACT_PERSON,
    { kind: 'line', parts: [{ key: 'reference', label: 'Số phiếu hướng dẫn của quầy', required: true }] },
  ],
});

/** Refuses a dossier with its reason. */
export const MAU_03: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-03',
  kind: 'refusal',
  formNumber: '03',
  title: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
  source: [sourceOf('03'), FIELDS_AS_PRINTED],
  symbol: 'PTC',
  fields: [
    { kind: 'office' },
    {
      kind: 'line',
      parts: [{ key: 'applicant', label: 'Tiếp nhận hồ sơ của', required: true, strong: true }],
    },
    IDENTITY,
    ADDRESS,
    CONTACT,
    CODE,
    REQUEST,
    {
      kind: 'statement',
      text: 'Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:',
    },
    { kind: 'list', key: 'items', label: 'Lý do' },
    { kind: 'statement', text: 'Xin thông báo để Ông (Bà)/Tổ chức được biết và thực hiện.' },
  ],
  signers: BOTH_SIGNERS,
  copies: [],
});

/** Apologises for a late return and appoints it anew. */
export const MAU_04: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-04',
  kind: 'apology',
  formNumber: '04',
  title: 'PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT',
  source: [sourceOf('04'), FIELDS_AS_PRINTED],
  symbol: 'PXL',
  fields: [
    { kind: 'line', parts: [{ key: 'applicant', label: 'Kính gửi', required: true, strong: true }] },
    IDENTITY,
    CODE,
    REQUEST,
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Thời gian nhận hồ sơ', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      parts: [
        { key: 'returnAtBefore', label: 'Thời gian hẹn trả kết quả', format: 'moment', required: true },
      ],
    },
    {
      kind: 'statement',
      text: 'Tuy nhiên đến nay, cơ quan chúng tôi chưa trả kết quả giải quyết hồ sơ của Ông (Bà)/Tổ chức đúng thời hạn ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.',
    },
    REASON,
    {
      kind: 'statement',
      text: 'Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông (Bà)/Tổ chức. Chúng tôi xin lỗi Ông (Bà)/Tổ chức.',
    },
    {
      kind: 'line',
      parts: [
        {
          key: 'returnAt',
          label: 'Chúng tôi sẽ trả kết quả giải quyết hồ sơ vào lúc',
          format: 'moment',
          required: true,
          strong: true,
        },
      ],
    },
  ],
  signers: [
    {
      key: 'head',
      title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
      note: '(Ký, ghi rõ họ tên, đóng dấu)',
      optional: false,
    },
  ],
  copies: [],
});

/** Says that a dossier is stopped. The official sheet has not been seen: a neutral letter with the facts that the law names. */
export const MAU_05: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-05',
  kind: 'stop',
  formNumber: '05',
  title: 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
  source: [
    sourceOf('05'),
    'Điều 21 Nghị định 118/2025/NĐ-CP; Điều 7 Thông tư 03/2025/TT-VPCP (các mục do phần mềm xếp, chưa đối chiếu với mẫu gốc)',
  ],
  symbol: 'TB',
  fields: [
    { kind: 'line', parts: [{ key: 'applicant', label: 'Kính gửi', required: true, strong: true }] },
    IDENTITY,
    ADDRESS,
    CONTACT,
    CODE,
    REQUEST,
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Thời gian nhận hồ sơ', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      parts: [
        {
          key: 'stoppedAt',
          label: 'Hồ sơ được dừng giải quyết từ',
          format: 'moment',
          required: true,
          strong: true,
        },
      ],
    },
    REASON,
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'article', label: 'Căn cứ' }] },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'givenBack', label: 'Giấy tờ, phí, lệ phí trả lại' }],
    },
  ],
  signers: BOTH_SIGNERS,
  copies: [],
});
