import { FormDefinition } from '../form-definition.ts';
import { TT_03_2025 } from './circular.ts';

/**
 * The slip a citizen takes home: Mẫu số 01, Phụ lục I, Thông tư 03/2025/TT-VPCP. Labels and order as the ministry set prints them; the
 * three counts and the line naming the copy as provincial systems print them.
 */
export const MAU_01: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-01',
  kind: 'slip',
  formNumber: '01',
  title: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  source: [
    'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01 (tên mẫu đã đối chiếu; ngày có hiệu lực lấy theo ngày ban hành, chưa đối chiếu)',
    'Quyết định 3621/QĐ-BYT ngày 24/11/2025 (thứ tự và tên các mục)',
    'Nghị định 118/2025/NĐ-CP; Nghị định 309/2026/NĐ-CP chuyển thẩm quyền ban hành mẫu cho Bộ Tư pháp',
  ],
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'codeSystem', label: 'Mã hồ sơ chính thức' }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'followUpCode', label: 'Mã tra cứu' }] },
    { kind: 'list', key: 'otherCodes', label: 'Mã số khác', omitWhenEmpty: true },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'replaces', label: 'Thay thế giấy đã lập lúc', format: 'moment' }],
    },
    { kind: 'office' },
    {
      kind: 'line',
      parts: [
        { key: 'applicant', label: 'Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức', required: true, strong: true },
      ],
    },
    { kind: 'line', parts: [{ key: 'applicantId', label: 'Số định danh cá nhân/tổ chức' }] },
    { kind: 'line', parts: [{ key: 'address', label: 'Địa chỉ' }] },
    {
      kind: 'line',
      parts: [
        { key: 'phone', label: 'Số điện thoại' },
        { key: 'email', label: 'Email' },
      ],
    },
    {
      kind: 'group',
      heading: 'Thông tin người ủy quyền',
      lines: [
        { kind: 'line', parts: [{ key: 'authoriserName', label: 'Họ và tên' }] },
        { kind: 'line', parts: [{ key: 'authoriserAddress', label: 'Địa chỉ' }] },
        { kind: 'line', parts: [{ key: 'authoriserId', label: 'Số định danh cá nhân' }] },
        {
          kind: 'line',
          parts: [
            { key: 'authoriserPhone', label: 'Số điện thoại' },
            { key: 'authoriserEmail', label: 'Email' },
          ],
        },
        { kind: 'line', parts: [{ key: 'authorisationPaper', label: 'Giấy tờ ủy quyền' }] },
      ],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'competent', label: 'Cơ quan có thẩm quyền giải quyết', strong: true }],
    },
    { kind: 'line', parts: [{ key: 'request', label: 'Nội dung yêu cầu giải quyết', required: true }] },
    {
      kind: 'list',
      key: 'linked',
      label: 'Các thủ tục liên thông, mỗi thủ tục một mã và một thời hạn',
      omitWhenEmpty: true,
    },
    {
      kind: 'components',
      key: 'components',
      label: 'Thành phần hồ sơ nộp gồm',
      numberHeading: 'TT',
      nameHeading: 'Thành phần hồ sơ',
      countHeading: 'Số lượng',
      counts: { originals: 'Bản chính', certifiedCopies: 'Bản chứng thực', photocopies: 'Bản photo' },
    },
    {
      kind: 'line',
      parts: [{ key: 'sets', label: 'Số lượng hồ sơ', format: 'count', unit: '(bộ)', required: true }],
    },
    { kind: 'list', key: 'exemptions', label: 'Miễn phí, lệ phí', omitWhenEmpty: true },
    {
      kind: 'line',
      parts: [{ key: 'limit', label: 'Thời gian giải quyết hồ sơ theo quy định là' }],
    },
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Thời gian nhận hồ sơ', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'competentAt', label: 'Thời gian cơ quan có thẩm quyền nhận hồ sơ', format: 'moment' }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'clockNote', label: 'Thời hạn giải quyết tính từ' }],
    },
    {
      kind: 'line',
      parts: [
        {
          key: 'returnAt',
          label: 'Thời gian trả kết quả giải quyết hồ sơ',
          format: 'moment',
          required: true,
          strong: true,
        },
      ],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'returnAtBefore', label: 'Thời gian đã hẹn trước đây', format: 'moment' }],
    },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'returnNote', label: 'Lưu ý' }] },
    { kind: 'line', parts: [{ key: 'returnPlace', label: 'Đăng ký nhận kết quả tại', required: true }] },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [
        { key: 'bookNumber', label: 'Vào Sổ theo dõi hồ sơ, Quyển số', joint: ' ' },
        { key: 'bookEntry', label: 'Số thứ tự', joint: ' ' },
      ],
    },
  ],
  signers: [
    { key: 'submitter', title: 'NGƯỜI NỘP HỒ SƠ', note: '(Ký và ghi rõ họ tên)', optional: true },
    { key: 'receiver', title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', note: '(Ký và ghi rõ họ tên)', optional: false },
  ],
  copies: ['(Liên: Lưu)', '(Liên: Giao khách hàng)'],
});
