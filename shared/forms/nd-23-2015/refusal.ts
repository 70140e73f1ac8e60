import type { RefusalGround } from '../../domain/certification/refusal-ground.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';

const LAW = 'Nghị định 23/2015/NĐ-CP';

/** The grounds as a refusal prints them, with their place in the law. */
const GROUND_WORDS: Readonly<Record<RefusalGround, string>> = {
  altered: `Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ (khoản 1 Điều 22 ${LAW})`,
  damaged: `Bản chính bị hư hỏng, cũ nát, không xác định được nội dung (khoản 2 Điều 22 ${LAW})`,
  secret: `Bản chính đóng dấu mật của cơ quan, tổ chức có thẩm quyền hoặc không đóng dấu mật nhưng ghi rõ không được sao chụp (khoản 3 Điều 22 ${LAW})`,
  unlawful: `Bản chính có nội dung trái pháp luật, đạo đức xã hội; tuyên truyền, kích động chiến tranh, chống chế độ; xuyên tạc lịch sử; xúc phạm danh dự, nhân phẩm, uy tín; vi phạm quyền công dân (khoản 4 Điều 22 ${LAW})`,
  'not-legalised': `Bản chính do cơ quan, tổ chức có thẩm quyền của nước ngoài cấp, công chứng hoặc chứng nhận chưa được hợp pháp hóa lãnh sự (khoản 5 Điều 22 ${LAW})`,
  'self-made': `Giấy tờ, văn bản do cá nhân tự lập nhưng không có xác nhận và đóng dấu của cơ quan, tổ chức có thẩm quyền (khoản 6 Điều 22 ${LAW})`,
  other: 'Căn cứ khác',
  forgery: 'Giấy tờ, văn bản có dấu hiệu giả mạo (khoản 2 Điều 11 Thông tư 01/2020/TT-BTP)',
};

const BASE = {
  ...TT_03_2025,
  circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
  validity: { from: '2015-04-10', to: null },
  qrKey: 'code',
} as const;

const CODE = {
  kind: 'line',
  parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
} as const;
const REQUESTER = {
  kind: 'line',
  parts: [
    { key: 'requester', label: 'Người yêu cầu chứng thực', required: true, strong: true },
    { key: 'requesterNumber', label: 'giấy tờ tùy thân số' },
  ],
} as const;
const TITLE = {
  kind: 'line',
  parts: [{ key: 'title', label: 'Giấy tờ, văn bản', required: true, strong: true }],
} as const;

/** Why a certification was refused, in writing (Điều 9 Nghị định 23/2015/NĐ-CP). No form of it is printed by the decree; the order is the office's. */
export const CERTIFICATION_REFUSAL: FormDefinition = FormDefinition.parse({
  ...BASE,
  id: 'nd-23-2015/tu-choi-chung-thuc',
  kind: 'certification-refusal',
  formNumber: 'TCCT',
  title: 'VĂN BẢN TỪ CHỐI CHỨNG THỰC',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo Điều 9 và Điều 22 Nghị định 23/2015/NĐ-CP (khoản 6 Điều 22 chưa đối chiếu với bản công báo)',
  ],
  symbol: 'TCCT',
  fields: [
    CODE,
    REQUESTER,
    TITLE,
    { kind: 'line', parts: [{ key: 'at', label: 'Thời điểm từ chối', format: 'moment', required: true }] },
    { kind: 'line', parts: [{ key: 'ground', label: 'Căn cứ từ chối', required: true, strong: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'words', label: 'Cụ thể' }] },
    {
      kind: 'statement',
      text: 'Không chứng thực giấy tờ, văn bản nêu trên. Người yêu cầu chứng thực không đồng ý thì có quyền khiếu nại theo quy định của pháp luật về khiếu nại.',
    },
  ],
  signers: [
    { key: 'clerk', title: 'NGƯỜI TỪ CHỐI CHỨNG THỰC', note: '(Ký và ghi rõ họ tên)', optional: false },
  ],
  copies: [],
});

/** The record of a paper that seems forged, which the office keeps for the authority (Điều 11 khoản 2 Thông tư 01/2020/TT-BTP). */
export const FORGERY_RECORD: FormDefinition = FormDefinition.parse({
  ...BASE,
  circular: { number: '01/2020/TT-BTP', issuedOn: '2020-03-03', issuer: 'Bộ Tư pháp' },
  validity: { from: '2020-04-20', to: null },
  id: 'nd-23-2015/bien-ban-nghi-gia-mao',
  kind: 'forgery-record',
  formNumber: 'BBGM',
  title: 'BIÊN BẢN TẠM GIỮ GIẤY TỜ CÓ DẤU HIỆU GIẢ MẠO',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo khoản 2 Điều 11 Thông tư 01/2020/TT-BTP (lập biên bản, giữ giấy tờ, chuyển cơ quan có thẩm quyền)',
  ],
  symbol: 'BBGM',
  fields: [
    CODE,
    { kind: 'line', parts: [{ key: 'at', label: 'Lập lúc', format: 'moment', required: true }] },
    { kind: 'line', parts: [{ key: 'clerk', label: 'Người lập biên bản', required: true }] },
    REQUESTER,
    TITLE,
    { kind: 'line', parts: [{ key: 'words', label: 'Dấu hiệu giả mạo', required: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'place', label: 'Giấy tờ được giữ tại', required: true },
        { key: 'holder', label: 'người giữ', required: true },
      ],
    },
    { kind: 'line', parts: [{ key: 'statement', label: 'Ý kiến của người yêu cầu chứng thực' }] },
    {
      kind: 'statement',
      text: 'Giấy tờ, văn bản nêu trên không được chứng thực, được giữ nguyên trạng để chuyển cơ quan có thẩm quyền xem xét, xử lý. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.',
    },
  ],
  signers: [
    { key: 'requester', title: 'NGƯỜI YÊU CẦU CHỨNG THỰC', note: '(Ký và ghi rõ họ tên)', optional: false },
    { key: 'clerk', title: 'NGƯỜI LẬP BIÊN BẢN', note: '(Ký và ghi rõ họ tên)', optional: false },
  ],
  copies: [],
});

/** What was refused. */
interface RefusalFacts {
  office: OfficeFacts;
  at: Instant;
  code: string;
  requester: string;
  requesterNumber: string | null;
  title: string;
  ground: RefusalGround;
  words: string;
  clerk: string;
}

/** The values of {@link CERTIFICATION_REFUSAL}. */
export function certificationRefusalValues(facts: RefusalFacts): FormValues {
  const { office, at, code, requester, requesterNumber, title, ground, words, clerk } = facts;
  return {
    office: officeValues(CERTIFICATION_REFUSAL, office),
    issuedAt: at,
    fields: {
      code,
      requester,
      ...given('requesterNumber', requesterNumber),
      title,
      at,
      ground: GROUND_WORDS[ground],
      ...given('words', words),
    },
    signers: { clerk: { name: clerk } },
  };
}

/** The values of {@link FORGERY_RECORD}. */
export function forgeryRecordValues(facts: RefusalFacts & { place: string; holder: string }): FormValues {
  const { office, at, code, requester, requesterNumber, title, words, clerk, place, holder } = facts;
  return {
    office: officeValues(FORGERY_RECORD, office),
    issuedAt: at,
    fields: {
      code,
      at,
      clerk,
      requester,
      ...given('requesterNumber', requesterNumber),
      title,
      words,
      place,
      holder,
    },
    signers: { requester: { name: requester }, clerk: { name: clerk } },
  };
}
