import type { TableSheet } from '../../domain/tables/read-table.ts';
import { column as text, YES_NO } from './columns.ts';

const must = { required: true } as const;
const CODE = text('code', 'Mã thủ tục', 'Mã quốc gia, ví dụ 1.001193', { ...must, max: 8 });
const CASE = text('caseName', 'Trường hợp', 'Đúng tên ở trang Trường hợp; để trống là mọi trường hợp', {
  max: 300,
});

/** The workbook in which an office publishes its procedures: one sheet a part, joined by the code of the procedure. */
export const CATALOGUE_SHEETS = {
  publication: {
    id: 'publication',
    title: 'Công bố',
    required: true,
    columns: [
      text('publishedBy', 'Quyết định công bố', 'Số, ký hiệu, ngày của quyết định', { ...must, max: 300 }),
      text('validFrom', 'Hiệu lực từ ngày', 'dd/mm/yyyy, từ hôm nay trở đi', { ...must, kind: 'date' }),
    ],
  },
  procedures: {
    id: 'procedures',
    title: 'Thủ tục',
    required: true,
    columns: [
      CODE,
      text('shortName', 'Tên ngắn', 'Tên cán bộ gọi hằng ngày, đến 80 chữ', { ...must, max: 80 }),
      text('name', 'Tên thủ tục', 'Tên đầy đủ như công bố', must),
      text('abbreviations', 'Chữ tắt', 'Chữ thường không dấu, cách nhau bằng dấu ;', {
        ...must,
        kind: 'list',
        max: 20,
      }),
      text('field', 'Lĩnh vực', 'Ví dụ: Hộ tịch', { ...must, max: 200 }),
      text('owner', 'Cơ quan thực hiện', 'Nơi giải quyết hồ sơ', {
        ...must,
        kind: 'choice',
        choices: { here: 'Tại cơ quan này', police: 'Công an', province: 'Cấp tỉnh' },
      }),
      text('channels', 'Cách thức thực hiện', 'Các cách nộp, cách nhau bằng dấu ;', {
        ...must,
        kind: 'list',
        choices: { direct: 'Trực tiếp', online: 'Trực tuyến', post: 'Bưu chính' },
      }),
      text('onlineLevel', 'Mức độ trực tuyến', 'Khi nhận trực tuyến', {
        kind: 'choice',
        choices: { information: 'Cung cấp thông tin', partial: 'Một phần', full: 'Toàn trình' },
      }),
      text('subjects', 'Đối tượng thực hiện', 'Cách nhau bằng dấu ;', { kind: 'list', max: 200 }),
      text('order', 'Trình tự thực hiện', 'Các bước, viết thành một đoạn', { max: 3000 }),
      text('legalBasis', 'Căn cứ pháp lý', 'Số, ký hiệu văn bản, cách nhau bằng dấu ;', {
        kind: 'list',
        max: 200,
      }),
      text('elsewhere', 'Nhận thay nơi khác', 'Để trống là giữ như danh mục trước; chưa có thì trong tỉnh', {
        kind: 'choice',
        choices: { here: 'Không nhận thay', province: 'Trong tỉnh', nationwide: 'Cả nước' },
      }),
      text('elsewhereClock', 'Thời hạn khi nhận thay', 'Tính từ lúc nơi nào nhận', {
        kind: 'choice',
        choices: { arrival: 'Cơ quan có thẩm quyền nhận', reception: 'Nơi tiếp nhận nhận' },
      }),
      text(
        'elsewhereBasis',
        'Căn cứ nhận thay',
        'Danh mục hoặc quyết định; phải có khi ghi Nhận thay nơi khác',
        {
          max: 200,
        },
      ),
      text('codeGiver', 'Mã hồ sơ do', 'Để trống là giữ như danh mục trước', {
        kind: 'choice',
        choices: { office: 'Cơ quan tiếp nhận cấp', central: 'Hệ thống dùng chung cấp' },
      }),
      text(
        'codeSystem',
        'Hệ thống cấp mã',
        'Phải có khi hệ thống dùng chung cấp mã; tại quầy nhận bằng số tạm',
        {
          max: 120,
        },
      ),
      text('codeBasis', 'Căn cứ cấp mã', 'Văn bản quy định; phải có khi hệ thống dùng chung cấp mã', {
        max: 200,
      }),
      text('localCode', 'Mã của tỉnh', 'Ví dụ 1.001193.000.00.00.H61', { max: 40 }),
      text('validTo', 'Hết hiệu lực ngày', 'dd/mm/yyyy; để trống khi chưa biết', { kind: 'date' }),
    ],
  },
  cases: {
    id: 'cases',
    title: 'Trường hợp',
    required: true,
    columns: [
      CODE,
      text('name', 'Tên trường hợp', 'Thủ tục có một trường hợp thì ghi: Thông thường', {
        ...must,
        max: 300,
      }),
      text('value', 'Thời hạn', 'Số; để trống khi chưa có', { kind: 'integer' }),
      text('unit', 'Đơn vị thời hạn', 'Trong ngày thì thời hạn ghi 1', {
        ...must,
        kind: 'choice',
        choices: {
          'working-day': 'Ngày làm việc',
          day: 'Ngày',
          'working-hour': 'Giờ làm việc',
          hour: 'Giờ',
          'same-day-15h': 'Trong ngày (nhận trước 15 giờ)',
        },
      }),
    ],
  },
  components: {
    id: 'components',
    title: 'Thành phần hồ sơ',
    required: true,
    columns: [
      CODE,
      CASE,
      text('name', 'Tên giấy tờ', 'Như công bố', must),
      text('original', 'Bản chính', 'Số bản', { kind: 'integer' }),
      text('certified', 'Bản chứng thực', 'Số bản', { kind: 'integer' }),
      text('photocopy', 'Bản chụp', 'Số bản', { kind: 'integer' }),
      text('need', 'Khi nào cần', 'Để trống là bắt buộc', {
        kind: 'choice',
        choices: {
          always: 'Bắt buộc',
          judged: 'Có điều kiện',
          authorised: 'Khi ủy quyền',
          direct: 'Nộp trực tiếp, bưu chính',
          online: 'Nộp trực tuyến',
          'looked-up': 'Cơ quan tra cứu',
        },
      }),
      text('when', 'Điều kiện', 'Câu để cán bộ xét, khi không phải bắt buộc'),
      text('onlyShown', 'Chỉ xuất trình', 'Có: xem rồi trả, không quét', { kind: 'choice', choices: YES_NO }),
      text('form', 'Mẫu', 'Số mẫu và văn bản ban hành'),
      text('database', 'Cơ sở dữ liệu', 'Cơ sở dữ liệu có thông tin này'),
      text(
        'replacedBy',
        'Căn cứ thay giấy',
        'Khi dữ liệu thay giấy: điều, khoản, văn bản; giấy không phải nộp nữa',
      ),
    ],
  },
  fees: {
    id: 'fees',
    title: 'Phí, lệ phí',
    required: false,
    columns: [
      CODE,
      CASE,
      text('name', 'Tên phí, lệ phí', 'Như công bố', { ...must, max: 300 }),
      text('tariff', 'Cách thu', 'Mức thu', {
        ...must,
        kind: 'choice',
        choices: { free: 'Không thu', fixed: 'Mức cố định', council: 'Theo nghị quyết HĐND tỉnh' },
      }),
      text('amount', 'Số tiền', 'Đồng, khi mức cố định', { kind: 'integer' }),
      text('per', 'Đơn vị tính', 'Ví dụ: bản, trường hợp', { max: 60 }),
      text('onRequest', 'Chỉ khi yêu cầu', 'Có: chỉ thu khi người dân yêu cầu', {
        kind: 'choice',
        choices: YES_NO,
      }),
      text('exempt', 'Ai được miễn', 'Một đối tượng', { max: 300 }),
      text('ground', 'Căn cứ miễn', 'Điều, khoản, văn bản', { max: 300 }),
    ],
  },
  steps: {
    id: 'steps',
    title: 'Các bước',
    required: false,
    columns: [
      CODE,
      text('name', 'Tên bước', 'Theo thứ tự từ trên xuống', { ...must, max: 300 }),
      text('role', 'Ai làm', 'Vai trò', {
        ...must,
        kind: 'choice',
        choices: { receiver: 'Tiếp nhận', processor: 'Thụ lý', signer: 'Ký', returner: 'Trả kết quả' },
      }),
      text('clock', 'Cách tính', 'Loại thời gian', {
        ...must,
        kind: 'choice',
        choices: {
          'working-hours': 'Giờ làm việc',
          posting: 'Niêm yết',
          council: 'Họp hội đồng',
          agency: 'Cơ quan khác trả lời',
        },
      }),
      text('amount', 'Số giờ hoặc số ngày', 'Giờ khi là giờ làm việc, còn lại là ngày', {
        ...must,
        kind: 'number',
      }),
      text('unit', 'Loại ngày', 'Để trống là ngày làm việc', {
        kind: 'choice',
        choices: { 'working-day': 'Ngày làm việc', day: 'Ngày' },
      }),
      text('agency', 'Cơ quan khác', 'Khi cơ quan khác trả lời', { max: 200 }),
    ],
  },
  results: {
    id: 'results',
    title: 'Kết quả',
    required: true,
    columns: [
      CODE,
      text('name', 'Tên kết quả', 'Giấy tờ người dân nhận', { ...must, max: 300 }),
      text('resultCode', 'Mã kết quả', 'Mã loại giấy tờ', { max: 60 }),
    ],
  },
  ended: {
    id: 'ended',
    title: 'Bãi bỏ',
    required: false,
    columns: [
      CODE,
      text('replacedBy', 'Mã thay thế', 'Để trống khi không có', { max: 8 }),
      text('by', 'Văn bản bãi bỏ', 'Số, ký hiệu', { ...must, max: 300 }),
    ],
  },
} as const satisfies Record<string, TableSheet>;
