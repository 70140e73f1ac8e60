import type { StepClock } from '../../domain/catalogue/procedure-catalogue.ts';
import type { PublicNotice } from '../../domain/catalogue/public-notice.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { writtenLimit } from '../written-limit.ts';

/**
 * The paper on which a procedure is posted at the office (niêm yết công khai). No circular prints a form for it; it says the parts that every
 * procedure must have (khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP) in their order, and the legal basis.
 */
export const PUBLIC_NOTICE: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '63/2010/NĐ-CP', issuedOn: '2010-06-08', issuer: 'Chính phủ' },
  validity: { from: '2010-10-14', to: null },
  id: 'own/public-notice',
  kind: 'public-notice',
  formNumber: 'NY',
  title: 'THỦ TỤC HÀNH CHÍNH NIÊM YẾT CÔNG KHAI',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo các bộ phận của thủ tục ở khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP; ngày ban hành và hiệu lực của nghị định ghi theo hiểu biết chung, chưa đối chiếu văn bản',
  ],
  symbol: 'NY',
  qrKey: 'code',
  fields: [
    { kind: 'line', parts: [{ key: 'name', label: 'Tên thủ tục', required: true, strong: true }] },
    {
      kind: 'line',
      parts: [
        { key: 'code', label: 'Mã thủ tục', required: true, strong: true },
        { key: 'field', label: 'lĩnh vực', required: true },
      ],
    },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'newLaw', label: 'Lưu ý', strong: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'order', label: 'Trình tự thực hiện' }] },
    { kind: 'list', omitWhenEmpty: true, key: 'steps', label: 'Các bước giải quyết' },
    { kind: 'line', parts: [{ key: 'channels', label: 'Cách thức thực hiện', required: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'onlineLevel', label: 'Dịch vụ công trực tuyến' }] },
    { kind: 'list', key: 'components', label: 'Thành phần hồ sơ, số lượng' },
    { kind: 'list', key: 'limits', label: 'Thời hạn giải quyết' },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'subjects', label: 'Đối tượng thực hiện' }] },
    { kind: 'line', parts: [{ key: 'owner', label: 'Cơ quan giải quyết', required: true }] },
    { kind: 'line', omitWhenEmpty: true, parts: [{ key: 'results', label: 'Kết quả' }] },
    { kind: 'list', key: 'fees', label: 'Phí, lệ phí và miễn, giảm' },
    { kind: 'list', omitWhenEmpty: true, key: 'forms', label: 'Mẫu đơn, tờ khai' },
    { kind: 'list', key: 'legalBasis', label: 'Căn cứ pháp lý' },
    { kind: 'line', parts: [{ key: 'version', label: 'Theo danh mục phiên bản', required: true }] },
  ],
  signers: [{ key: 'head', title: 'THỦ TRƯỞNG CƠ QUAN', note: '(Ký, đóng dấu)', optional: false }],
  copies: [],
});

const ASK = 'Hỏi cán bộ tại quầy để biết quy định đang áp dụng';
const CHANNELS = { direct: 'trực tiếp tại quầy', online: 'trực tuyến', post: 'qua bưu chính' } as const;
const LEVELS = { information: 'cung cấp thông tin', partial: 'một phần', full: 'toàn trình' } as const;
const OWNERS = {
  here: 'Ủy ban nhân dân xã, phường',
  police: 'Công an xã, phường',
  province: 'cơ quan cấp tỉnh',
} as const;
const PAPERS = { original: 'bản chính', certified: 'bản sao chứng thực', photocopy: 'bản chụp' } as const;

type Case = PublicNotice['cases'][number];
type Fee = NonNullable<Case['fees']>[number];

/** The values of {@link PUBLIC_NOTICE}. What differs between cases is said case by case; what no source confirms is to be asked for. */
export function publicNoticeValues(
  notice: PublicNotice,
  { office, version, at }: { office: OfficeFacts; version: string; at: Instant },
): FormValues {
  const { cases, legalBasis, newLaw, onlineLevel, steps } = notice;
  const forms = cases.flatMap((entry) => (entry.components ?? []).flatMap(({ form }) => form ?? []));
  return {
    office: officeValues(PUBLIC_NOTICE, office),
    issuedAt: at,
    fields: {
      name: notice.name,
      code: notice.code,
      field: notice.field,
      ...given('newLaw', newLaw === null ? null : `có quy định mới (${newLaw.law}). ${ASK}`),
      ...given('order', notice.order),
      steps: (steps ?? []).map(({ name, clock }) => `${name}: ${writtenClock(clock)}`),
      channels: notice.channels.map((channel) => CHANNELS[channel]).join(', '),
      ...given('onlineLevel', onlineLevel === null ? null : LEVELS[onlineLevel]),
      components: perCase(cases, ({ components }) => components?.map(writtenComponent)),
      limits: perCase(cases, ({ limit }) => (limit === null ? undefined : [writtenLimit(limit) ?? ASK])),
      ...given('subjects', notice.subjects.join('; ')),
      owner: OWNERS[notice.owner],
      ...given('results', notice.results.map(({ name }) => name).join('; ')),
      fees: perCase(cases, ({ fees }) => (fees?.length === 0 ? ['Không thu'] : fees?.flatMap(writtenFee))),
      forms: [...new Set(forms)],
      legalBasis: legalBasis === null || legalBasis.length === 0 ? [ASK] : legalBasis,
      version,
    },
    signers: { head: {} },
  };
}

// A part that is the same in every case is said once; else every line names its case.
function perCase(cases: readonly Case[], partOf: (entry: Case) => string[] | undefined): string[] {
  const parts = cases.map((entry) => partOf(entry) ?? [ASK]);
  const [first = [ASK]] = parts;
  if (parts.every((part) => part.join('\n') === first.join('\n'))) return first;
  return parts.flatMap((part, index) => part.map((line) => `${cases[index]?.name}: ${line}`));
}

function writtenComponent({
  name,
  counts,
  requirement,
  onlyShown,
  replacedBy,
  database,
}: NonNullable<Case['components']>[number]): string {
  const papers = (Object.keys(PAPERS) as (keyof typeof PAPERS)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${PAPERS[kind]}`)
    .join(' hoặc ');
  const remarks = [
    papers,
    onlyShown && requirement.kind !== 'looked-up' ? 'xuất trình rồi nhận lại' : '',
    requirement.kind === 'always' ? '' : requirement.when,
    replacedBy === undefined ? '' : `không phải nộp khi tra được ${database ?? ''} (${replacedBy})`,
  ].filter(Boolean);
  return remarks.length === 0 ? name : `${name} (${remarks.join('; ')})`;
}

const AMOUNT = new Intl.NumberFormat('vi-VN');

function writtenFee({ name, tariff, exemptions = [] }: Fee): string[] {
  return [
    `${name}: ${writtenTariff(tariff)}`,
    ...exemptions.map(({ name: who, ground }) => `Miễn ${name} cho: ${who} (${ground})`),
  ];
}

function writtenTariff(tariff: Fee['tariff']): string {
  switch (tariff.kind) {
    case 'free':
      return 'không thu';
    case 'fixed':
      return `${AMOUNT.format(tariff.amountVnd)} đồng/${tariff.per}`;
    case 'council':
      return 'theo nghị quyết của Hội đồng nhân dân tỉnh';
    case 'certified-copy':
      return `${AMOUNT.format(tariff.firstPageVnd)} đồng/trang cho ${tariff.firstPages} trang đầu, ${AMOUNT.format(tariff.laterPageVnd)} đồng/trang sau đó, không quá ${AMOUNT.format(tariff.capPerCopyVnd)} đồng/bản`;
  }
}

function writtenClock(clock: StepClock): string {
  if (clock.kind === 'working-hours') return `${AMOUNT.format(clock.hours)} giờ làm việc`;
  const days = `${clock.days} ${clock.unit === 'day' ? 'ngày' : 'ngày làm việc'}`;
  switch (clock.kind) {
    case 'posting':
      return `niêm yết ${days}`;
    case 'council':
      return `họp hội đồng ${days}`;
    case 'agency':
      return `${clock.agency} ${days}`;
  }
}
