import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import { type FormValues, MOST_ROWS, type TableRow } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { shortMoment } from '../written-time.ts';

/**
 * What was done with a dossier, by whom, for whoever asks afterwards. No circular prints a form for it; it is the office's own, with the columns of
 * the extracts that provincial systems print.
 */
export const PROCESS_EXTRACT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/process-extract',
  kind: 'process-extract',
  formNumber: 'QTXL',
  title: 'QUÁ TRÌNH XỬ LÝ HỒ SƠ',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo bảng quá trình xử lý hồ sơ của hệ thống cấp tỉnh đang dùng',
  ],
  symbol: 'QTXL',
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'procedure', label: 'Thủ tục', required: true }] },
    { kind: 'line', parts: [{ key: 'owner', label: 'Chủ hồ sơ', required: true }] },
    {
      kind: 'line',
      parts: [{ key: 'dueAt', label: 'Hẹn trả hiện nay', format: 'moment', required: true, strong: true }],
    },
    {
      kind: 'table',
      key: 'acts',
      numberHeading: 'STT',
      columns: [
        { key: 'at', heading: 'Ngày xử lý', ems: 5.6, align: 'centre' },
        { key: 'by', heading: 'Người xử lý', ems: 7.5 },
        { key: 'act', heading: 'Thao tác' },
        { key: 'to', heading: 'Người nhận', ems: 7.5 },
        { key: 'due', heading: 'Thời hạn', ems: 5.6, align: 'centre' },
      ],
    },
    {
      kind: 'statement',
      text: 'Trích từ nhật ký hồ sơ do phần mềm ghi, đến thời điểm lập. Việc in, lập giấy tờ và quét trang không liệt kê.',
    },
  ],
  signers: [{ key: 'maker', title: 'NGƯỜI LẬP', note: '(Ký và ghi rõ họ tên)', optional: false }],
  copies: [],
});

/** What the extract says of each kind of event; null for what only makes papers or pages and is not listed. */
export const ACTS: Readonly<Record<string, string | null>> = {
  'dossier.received': 'Tiếp nhận hồ sơ',
  'dossier.taken-over': 'Nhập từ hệ thống cũ',
  'dossier.listed': 'Nhận theo danh sách',
  'dossier.arrived': 'Cơ quan có thẩm quyền nhận hồ sơ',
  'dossier.processing-started': 'Bắt đầu xử lý',
  'dossier.assigned': 'Phân công xử lý',
  'dossier.taken-back': 'Thu hồi phân công',
  'dossier.handed-on': 'Chuyển bước xử lý',
  'dossier.approved': 'Duyệt',
  'dossier.sent-back': 'Trả lại người xử lý',
  'dossier.supplement-asked': 'Yêu cầu bổ sung hồ sơ',
  'dossier.payment-asked': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  'dossier.resumed': 'Giải quyết tiếp, tính lại ngày trả',
  'dossier.extended': 'Kéo dài thời hạn',
  'dossier.reappointed': 'Xin lỗi và hẹn lại ngày trả',
  'dossier.promise-kept': 'Giữ giờ hẹn đã in dù lịch đổi',
  'dossier.stopped': 'Dừng giải quyết',
  'dossier.withdrawn': 'Công dân rút hồ sơ',
  'dossier.refused': 'Từ chối giải quyết',
  'dossier.voided': 'Huỷ tiếp nhận nhầm',
  'dossier.fee-taken': 'Thu phí, lệ phí, lập biên lai',
  'dossier.fee-cancelled': 'Huỷ biên lai phí, lệ phí',
  'dossier.corrected': 'Sửa thông tin ghi nhầm',
  'dossier.identity-checked': 'Ghi xác thực sau',
  'dossier.number-linked': 'Ghi số giấy tờ mới cấp',
  'dossier.code-linked': 'Ghi mã do hệ thống chung cấp',
  'dossier.lookup-settled': 'Tra cứu dữ liệu thay giấy',
  'dossier.linked-ended': 'Có trả lời của thủ tục liên thông',
  'dossier.slip-lost': 'Báo mất giấy hẹn',
  'dossier.result-recorded': 'Ghi nhận kết quả',
  'dossier.result-signed': 'Cơ quan ký số kết quả',
  'dossier.component-signed': 'Ký số bản số hoá',
  'dossier.result-sent-back': 'Trả kết quả lại để sửa',
  'dossier.handed-over': 'Trả kết quả',
  'dossier.sent-out': 'Gửi kết quả',
  'dossier.acknowledged': 'Người nhận xác nhận đã nhận kết quả',
  'file.given': 'Giao hồ sơ giấy cho đơn vị',
  'file.taken': 'Đơn vị nhận hồ sơ giấy',
  'copy.certified': 'Hoàn tất chứng thực bản sao',
  'copy.withdrawn': 'Rút khỏi hàng chờ chứng thực',
  'copy.given-back': 'Người ký trả lại',
  'copy.voided': 'Huỷ số chứng thực',
  'copy.refused': 'Từ chối chứng thực',
  'copy.paper-issued': 'Giấy tờ chứng thực đã ký, đóng dấu',
  'copy.files-purged': 'Huỷ tệp chứng thực theo quy định lưu trữ',
  'copy.delivered': 'Giao bản sao điện tử cho người yêu cầu',
  'copy.released': 'Giao bản sao trước khi có dấu thời gian, theo yêu cầu',
  'original.kept': 'Giữ bản chính',
  'original.given-back': 'Trả lại bản chính',
  'progress.settled': 'Ghi đã xử lý điều tỉnh báo',
  // Stands in the list as the step that the province told of.
  'dossier.mirrored': null,
  'copy.compared': null,
  'copy.paper-compared': null,
  'copy.act-put-up': null,
  'dossier.refusal-drawn': null,
  'dossier.copy-papers-drawn': null,
  'copy.numbered': null,
  'copy.officer-signed': null,
  'copy.proved': null,
  'original.moved': null,
  'file.listed': null,
  'file.left-out': null,
  'dossier.digitised': null,
  'dossier.pages-added': null,
  'dossier.page-accepted': null,
  'dossier.page-cleaned-up': null,
  'dossier.paper-described': null,
  'dossier.paper-facts-said': null,
  'dossier.paper-revoked': 'Ghi giấy tờ số hoá hết giá trị',
  'dossier.page-set-aside': null,
  'dossier.page-put-back': null,
  'dossier.pages-arranged': null,
  'dossier.pages-went': null,
  'dossier.pages-came': null,
  'dossier.page-note-marked': null,
  'dossier.slip-drawn': null,
  'dossier.slip-printed': null,
  'dossier.notice-drawn': null,
  'dossier.transfer-drawn': null,
  'dossier.explanation-drawn': null,
  'dossier.apology-drafted': null,
  'dossier.control-drawn': null,
  'dossier.process-drawn': null,
  'dossier.receipt-drawn': null,
  'dossier.results-listed': null,
  'dossier.separators-drawn': null,
  'dossier.signed-paper-filed': null,
  'dossier.fee-receipt-drawn': null,
};

/** What the extract is made of. */
export interface ProcessFacts {
  office: OfficeFacts;
  code: string;
  procedure: string;
  owner: string;
  dueAt: Instant;
  /** The log of the dossier, oldest first. */
  events: readonly { at: Instant; type: string; by: string | null }[];
  /** Steps of another agency, as the province told them. */
  told: readonly { at: Instant; step: string; by: string }[];
  /** Who got it and until when, by the moment of an act. */
  given: readonly { at: Instant; types: readonly string[]; to: string | null; dueAt: Instant | null }[];
  at: Instant;
  by: string;
}

/** The values of {@link PROCESS_EXTRACT}: one row an act. An event without words here is named by its kind, never left out. */
export function processValues(facts: ProcessFacts): FormValues {
  const acts = [
    ...facts.events.map(({ type, ...event }) => ({ ...event, type, act: wordsOf(type) })),
    ...facts.told.map(({ step, ...said }) => ({ ...said, type: '', act: step })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  const rows = acts.flatMap(({ at, type, by, act }): TableRow[] => {
    if (act === null) return [];
    const found = facts.given.find((each) => each.at === at && each.types.includes(type));
    return [
      {
        at: shortMoment(at),
        act,
        ...(by === null ? {} : { by }),
        ...(found?.to === undefined || found.to === null ? {} : { to: found.to }),
        ...(found?.dueAt === undefined || found.dueAt === null ? {} : { due: shortMoment(found.dueAt) }),
      },
    ];
  });
  return {
    office: officeValues(PROCESS_EXTRACT, facts.office),
    issuedAt: facts.at,
    fields: {
      code: facts.code,
      procedure: facts.procedure,
      owner: facts.owner,
      dueAt: facts.dueAt,
      acts: rows.slice(-MOST_ROWS),
    },
    signers: { maker: { name: facts.by } },
  };
}

function wordsOf(type: string): string | null {
  const words = ACTS[type];
  return words === undefined ? type : words;
}
