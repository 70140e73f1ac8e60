import type { ProcedureCase } from '../../domain/catalogue/procedure-catalogue.ts';
import type { BatchForm } from '../../domain/dossier/batch.ts';
import type { Column } from '../../domain/tables/read-table.ts';
import { column, FILING_COLUMNS, partyColumns, YES_NO } from './columns.ts';

const TITLE = 'Hồ sơ nộp theo danh sách';
const FORMS_OF_PAPER = {
  original: 'bản chính',
  certified: 'bản sao chứng thực',
  photocopy: 'bản chụp',
} as const;
const LONGEST_NAME = 90;

const FIRST_COLUMNS: readonly Column[] = [
  column(
    'procedure',
    'Mã thủ tục',
    'Mã quốc gia ở dòng đầu, ví dụ 1.014027; các dòng sau để trống cũng được',
    {
      max: 40,
    },
  ),
  column('caseName', 'Trường hợp', 'Đúng tên trong danh mục, ở dòng đầu; các dòng sau để trống cũng được', {
    max: 300,
  }),
];

const LAST_COLUMNS: readonly Column[] = [
  ...FILING_COLUMNS,
  column('request', 'Nội dung đề nghị', 'Để trống là tên thủ tục', { max: 500 }),
  column('check', 'Xác thực người nộp', 'Để trống là chưa xác thực: vào danh sách Cần xác thực', {
    kind: 'choice',
    choices: { none: 'Chưa xác thực', paper: 'Đã đối chiếu giấy tờ' },
  }),
  column('repeatReason', 'Lý do nhận trùng', 'Khi người này đang có hồ sơ mở cùng thủ tục mà vẫn nhận', {
    max: 300,
  }),
];

/** The sheet with which many dossiers of one procedure are brought: a column for each paper of the case and each fee to be decided. */
export const BATCH_FORM: BatchForm = {
  first: { id: 'batch', title: TITLE, required: true, columns: FIRST_COLUMNS },
  of: ({ components }: ProcedureCase, fees) => ({
    id: 'batch',
    title: TITLE,
    required: true,
    columns: [
      ...FIRST_COLUMNS,
      ...partyColumns('owner', 'chủ hồ sơ', 'Chỉ để trống khi trẻ chưa có tên'),
      ...partyColumns('submitter', 'người nộp', 'Để trống là chủ hồ sơ tự nộp'),
      ...components.flatMap(({ id, name, counts, database }, index) => [
        ...(['original', 'certified', 'photocopy'] as const)
          .filter((kind) => kind === 'original' || counts[kind] > 0)
          .map((kind) =>
            column(
              `paper.${id}.${kind}`,
              `${index + 1}. ${short(name)} (${FORMS_OF_PAPER[kind]})`,
              'Số bản đã nộp; để trống là không có',
              { kind: 'integer' },
            ),
          ),
        ...(database === undefined
          ? []
          : [
              column(
                `data.${id}`,
                `${index + 1}. ${short(name)} (đã tra cứu)`,
                `Có khi đã tra dữ liệu thay giấy: ${database}`,
                {
                  kind: 'choice',
                  choices: YES_NO,
                },
              ),
            ]),
      ]),
      ...fees.flatMap(({ id, name, tariff }) => [
        column(`fee.${id}`, short(name), 'Thu thế nào', {
          kind: 'choice',
          required: true,
          choices: { now: 'Thu ngay', later: 'Thu sau', waived: 'Miễn' },
        }),
        ...(tariff.kind === 'council'
          ? [column(`amount.${id}`, `${short(name)} (số đồng)`, 'Khi thu ngay', { kind: 'integer' })]
          : []),
        column(`waived.${id}`, `${short(name)} (lý do miễn)`, 'Khi miễn', { max: 200 }),
      ]),
      ...LAST_COLUMNS,
    ],
  }),
};

/** The column that says why a row was not taken; the reader passes it over. */
export const BATCH_REASON_COLUMN = 'Cần sửa (không phải điền)';

// Two papers of one case may begin alike: their numbers keep the headings apart.
function short(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}
