import { FormDefinition } from './form-definition.ts';
import type { ComponentRow, FormValues, TableRow } from './form-values.ts';
import { TT_03_2025 } from './tt-03-2025/circular.ts';
import { MAU_01 } from './tt-03-2025/mau-01.ts';
import { MAU_03 } from './tt-03-2025/notices.ts';

const TT_116_2026 = {
  circular: { number: '116/2026/TT-BCA', issuedOn: '2026-06-29', issuer: 'Bộ Công an' },
  validity: { from: '2026-07-01', to: null },
} as const;

const sourceOf = (number: string) => [
  `Thông tư 116/2026/TT-BCA, mẫu ${number} (tên mẫu, ngày hiệu lực đã đối chiếu)`,
  'Các mục khác xếp theo Mẫu số 01, 03 Thông tư 03/2025/TT-VPCP, chưa đối chiếu với bản gốc',
];

// The columns of CT04 take the place of the three counts.
const PAPERS: FormDefinition['fields'][number] = {
  kind: 'table',
  key: 'papers',
  label: 'Hồ sơ gồm',
  numberHeading: 'TT',
  columns: [
    { key: 'name', heading: 'Tên giấy tờ', align: 'left' },
    { key: 'form', heading: 'Hình thức (bản chính, bản sao hoặc bản chụp)', ems: 13, align: 'left' },
    { key: 'note', heading: 'Ghi chú', ems: 7, align: 'left' },
  ],
};
const RESULT_FORM: FormDefinition['fields'][number] = {
  kind: 'line',
  omitWhenEmpty: false,
  parts: [
    {
      key: 'resultForm',
      label: 'Hình thức nhận kết quả (bản giấy, bản điện tử, tin nhắn SMS)',
      joint: ': ',
      format: 'text',
      required: true,
      strong: false,
    },
  ],
};

/** The slip of residence: CT04 takes the place of Mẫu số 01. */
export const CT04: FormDefinition = FormDefinition.parse({
  ...MAU_01,
  ...TT_116_2026,
  id: 'tt-116-2026/ct04',
  kind: 'residence-slip',
  formNumber: 'CT04',
  title: 'PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  source: [
    ...sourceOf('CT04'),
    'Bảng giấy tờ TT, Tên giấy tờ, Hình thức, Ghi chú và hình thức nhận kết quả: đã đối chiếu',
  ],
  fields: MAU_01.fields.flatMap((field) => {
    if (field.kind === 'components') return [PAPERS];
    const isPlace = field.kind === 'line' && field.parts.some(({ key }) => key === 'returnPlace');
    return isPlace ? [RESULT_FORM, field] : [field];
  }),
});

/** The answer that a residence dossier is not taken or not granted: CT06 takes the place of Mẫu số 03. There is no slip for a supplement. */
export const CT06: FormDefinition = FormDefinition.parse({
  ...MAU_03,
  ...TT_116_2026,
  office: TT_03_2025.office,
  id: 'tt-116-2026/ct06',
  kind: 'residence-refusal',
  formNumber: 'CT06',
  title: 'PHIẾU THÔNG BÁO VỀ VIỆC GIẢI QUYẾT HỒ SƠ CƯ TRÚ',
  source: sourceOf('CT06'),
  fields: MAU_03.fields.map((field) =>
    field.kind === 'statement' && field.text.startsWith('Qua xem xét')
      ? {
          ...field,
          text: 'Qua xem xét, cơ quan đăng ký cư trú thông báo không tiếp nhận, không giải quyết hồ sơ này với lý do cụ thể như sau:',
        }
      : field,
  ),
});

const RESULT_FORMS = { counter: 'bản giấy', post: 'bản giấy', electronic: 'bản điện tử' } as const;

/** The values of Mẫu số 01 as {@link CT04} says them. */
export function residenceSlipValues(values: FormValues, delivery: keyof typeof RESULT_FORMS): FormValues {
  const { components, ...fields } = values.fields;
  return {
    ...values,
    fields: {
      ...fields,
      papers: (components as ComponentRow[]).map(paperRow),
      resultForm: RESULT_FORMS[delivery],
    },
  };
}

function paperRow({ name, originals, certifiedCopies, photocopies }: ComponentRow): TableRow {
  const forms = [
    [originals, 'bản chính'],
    [certifiedCopies, 'bản sao'],
    [photocopies, 'bản chụp'],
  ] as const;
  const given = forms.filter(([count]) => count > 0).map(([count, form]) => `${count} ${form}`);
  return { name, form: given.join(', '), note: given.length === 0 ? 'khai thác trong cơ sở dữ liệu' : '' };
}
