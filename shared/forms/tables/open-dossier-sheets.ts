import type { TableSheet } from '../../domain/tables/read-table.ts';
import { column, FILING_COLUMNS, partyColumns } from './columns.ts';

const MUST = { required: true } as const;
const CODE = column('code', 'Mã hồ sơ', 'Đúng mã đã cấp ở hệ thống cũ, ví dụ H15.50.05.13-261008-0975', {
  ...MUST,
  max: 60,
});

/** The workbook with which an office brings the dossiers that are still open from another system or from its paper books. */
export const OPEN_DOSSIER_SHEETS = {
  dossiers: {
    id: 'dossiers',
    title: 'Hồ sơ',
    required: true,
    columns: [
      CODE,
      column('procedure', 'Mã thủ tục', 'Mã quốc gia, ví dụ 1.001193', { ...MUST, max: 40 }),
      column('caseName', 'Trường hợp', 'Đúng tên trong danh mục; bắt buộc khi thủ tục có nhiều trường hợp', {
        max: 300,
      }),
      column('receivedAt', 'Tiếp nhận lúc', 'dd/mm/yyyy hh:mm như trên giấy tiếp nhận', {
        ...MUST,
        kind: 'moment',
      }),
      column('dueAt', 'Hẹn trả lúc', 'dd/mm/yyyy hh:mm, ngày hẹn đang có hiệu lực; không ghi giờ là 17:00', {
        ...MUST,
        kind: 'moment',
      }),
      column('firstDueAt', 'Hẹn trả lần đầu', 'Khi ngày hẹn đã dời sau tạm dừng: ngày hẹn ban đầu', {
        kind: 'moment',
      }),
      column('state', 'Trạng thái', 'Trạng thái hôm nay', {
        ...MUST,
        kind: 'choice',
        choices: {
          received: 'Được tiếp nhận',
          processing: 'Đang xử lý',
          'supplement-asked': 'Yêu cầu bổ sung giấy tờ',
          'payment-asked': 'Yêu cầu thực hiện nghĩa vụ tài chính',
          stopped: 'Dừng xử lý',
          'result-in': 'Đã xử lý xong',
        },
      }),
      column('channel', 'Cách nộp', 'Để trống là trực tiếp', {
        kind: 'choice',
        choices: { direct: 'Trực tiếp', online: 'Trực tuyến', post: 'Bưu chính' },
      }),
      ...partyColumns('owner', 'chủ hồ sơ', 'Chỉ để trống khi trẻ chưa có tên'),
      ...partyColumns('submitter', 'người nộp', 'Để trống là chủ hồ sơ tự nộp'),
      ...FILING_COLUMNS,
      column('request', 'Nội dung đề nghị', 'Để trống là tên thủ tục', { max: 500 }),
      column('sets', 'Số bộ', 'Để trống là 1', { kind: 'integer' }),
      column('paid', 'Phí, lệ phí đã thu', 'Số đồng hệ thống cũ đã thu', { kind: 'integer' }),
      column('result', 'Kết quả đã có', 'Số, ngày của kết quả, khi đã xử lý xong', { max: 300 }),
      column('resultAt', 'Có kết quả lúc', 'dd/mm/yyyy hh:mm, khi đã xử lý xong', { kind: 'moment' }),
    ],
  },
  papers: {
    id: 'papers',
    title: 'Giấy tờ',
    required: false,
    columns: [
      CODE,
      column('name', 'Tên giấy tờ', 'Đúng tên thành phần trong danh mục thì giữ được chỗ quét', {
        ...MUST,
        max: 300,
      }),
      column('original', 'Bản chính', 'Số tờ, để trống là 0', { kind: 'integer' }),
      column('certified', 'Bản sao chứng thực', 'Số tờ, để trống là 0', { kind: 'integer' }),
      column('photocopy', 'Bản chụp', 'Số tờ, để trống là 0', { kind: 'integer' }),
    ],
  },
  pauses: {
    id: 'pauses',
    title: 'Tạm dừng',
    required: false,
    columns: [
      CODE,
      column('kind', 'Loại', 'Vì sao thời hạn đứng lại', {
        ...MUST,
        kind: 'choice',
        choices: { supplement: 'Bổ sung', payment: 'Nghĩa vụ tài chính', stop: 'Dừng xử lý' },
      }),
      column('from', 'Từ lúc', 'dd/mm/yyyy hh:mm', { ...MUST, kind: 'moment' }),
      column('to', 'Đến lúc', 'Để trống khi còn đang tạm dừng', { kind: 'moment' }),
      column('reason', 'Nội dung', 'Đã yêu cầu gì, hoặc vì sao dừng', { ...MUST, max: 300 }),
      column('basis', 'Số thông báo hoặc điều khoản', 'Bắt buộc với nghĩa vụ tài chính và dừng xử lý', {
        max: 100,
      }),
      column('issuer', 'Cơ quan ra thông báo', 'Bắt buộc với nghĩa vụ tài chính', { max: 200 }),
      column('amount', 'Số tiền', 'Số đồng, bắt buộc với nghĩa vụ tài chính', { kind: 'integer' }),
    ],
  },
} as const satisfies Record<string, TableSheet>;

/** The line of a dossier's fees that another system took. */
export const IMPORTED_FEE = 'Phí, lệ phí hệ thống cũ đã thu';
