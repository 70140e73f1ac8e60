import { FormDefinition } from './form-definition.ts';
import { MAU_01 } from './tt-03-2025/mau-01.ts';
import { MAU_06 } from './tt-03-2025/mau-06.ts';
import { MAU_07 } from './tt-03-2025/mau-07.ts';
import { GUIDANCE_SOURCE, MAU_02, MAU_02_GUIDANCE, MAU_03, MAU_04 } from './tt-03-2025/notices.ts';

const TT_01_2018 = {
  circular: { number: '01/2018/TT-VPCP', issuedOn: '2018-11-23', issuer: 'Văn phòng Chính phủ' },
  validity: { from: '2018-11-23', to: '2025-09-14' },
} as const;

const sourceOf = (number: string) => [
  `Thông tư 01/2018/TT-VPCP, Mẫu số ${number} (tên mẫu đã đối chiếu qua Quyết định 3005/QĐ-UBND ngày 01/12/2025 của Hà Tĩnh, nơi mẫu cũ vẫn được dùng)`,
  'Các mục xếp theo bộ mẫu hiện hành và mẫu in của hệ thống cấp tỉnh, chưa đối chiếu với bản gốc',
];

// The lines that provincial systems number on the slip of 2018.
const NUMBERED = {
  components: '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ',
  sets: '2. Số lượng hồ sơ',
  limit: '3. Thời gian giải quyết hồ sơ theo quy định là',
  receivedAt: '4. Thời gian nhận hồ sơ',
  returnAt: '5. Thời gian trả kết quả giải quyết hồ sơ',
  returnPlace: '6. Đăng ký nhận kết quả tại',
} as const;

/** The book of 2018 also counted the sets, and had a place for notes. */
function withSetsAndNotes(field: FormDefinition['fields'][number]): FormDefinition['fields'][number] {
  if (field.kind !== 'table') return field;
  const columns = field.columns.flatMap((column) =>
    column.key === 'procedure'
      ? [column, { key: 'sets', heading: 'Số lượng hồ sơ (bộ)', ems: 3.6, align: 'centre' as const }]
      : [column],
  );
  return {
    ...field,
    columns: [...columns, { key: 'note', heading: 'Ghi chú', ems: 6, align: 'left' }],
    spareColumns: [],
  };
}

function numbered(field: FormDefinition['fields'][number]): FormDefinition['fields'][number] {
  const labels: Readonly<Record<string, string>> = NUMBERED;
  if (field.kind === 'components') return { ...field, label: labels[field.key] ?? field.label };
  if (field.kind !== 'line') return field;
  return { ...field, parts: field.parts.map((part) => ({ ...part, label: labels[part.key] ?? part.label })) };
}

/**
 * The set of 2018 (Thông tư 01/2018/TT-VPCP). It ended with the set of 2025, but provinces that go on with its numbers put it in force again:
 * the slip, the two answers of the desk, the apology under its old name, the control sheet, which was number 05, and
 * the book of dossiers, which was number 06.
 */
export const TT_01_2018_FORMS: readonly FormDefinition[] = [
  {
    ...MAU_01,
    ...TT_01_2018,
    id: 'tt-01-2018/mau-01',
    source: sourceOf('01'),
    fields: MAU_01.fields.map(numbered),
  },
  { ...MAU_02, ...TT_01_2018, id: 'tt-01-2018/mau-02', source: sourceOf('02') },
  {
    ...MAU_02_GUIDANCE,
    ...TT_01_2018,
    id: 'tt-01-2018/mau-02-guidance',
    source: [...sourceOf('02'), GUIDANCE_SOURCE],
  },
  { ...MAU_03, ...TT_01_2018, id: 'tt-01-2018/mau-03', source: sourceOf('03') },
  {
    ...MAU_04,
    ...TT_01_2018,
    id: 'tt-01-2018/mau-04',
    title: 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    source: sourceOf('04'),
  },
  { ...MAU_06, ...TT_01_2018, id: 'tt-01-2018/mau-05', formNumber: '05', source: sourceOf('05') },
  {
    ...MAU_07,
    ...TT_01_2018,
    id: 'tt-01-2018/mau-06',
    formNumber: '06',
    source: sourceOf('06'),
    fields: MAU_07.fields.map(withSetsAndNotes),
  },
].map((form) => FormDefinition.parse(form));
