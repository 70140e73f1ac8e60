import type { Column } from '../../domain/tables/read-table.ts';

/** A column of text unless `more` says otherwise. */
export function column(id: string, title: string, hint: string, more: Partial<Column> = {}): Column {
  return { id, title, kind: 'text', required: false, hint, ...more };
}

/** Words for yes and no in every workbook. */
export const YES_NO = { yes: 'Có', no: 'Không' } as const;

/** The columns that say who somebody is; `who` as it stands in the headings, ids begin with `prefix`. */
export function partyColumns(prefix: 'owner' | 'submitter', who: string, nameHint: string): Column[] {
  return [
    column(`${prefix}Name`, `Tên ${who}`, nameHint, { max: 150 }),
    column(`${prefix}Organisation`, `${capital(who)} là tổ chức`, 'Để trống là cá nhân', {
      kind: 'choice',
      choices: YES_NO,
    }),
    column(
      `${prefix}Number`,
      `Số giấy tờ ${who}`,
      'Số định danh 12 số, CMND 9 số hoặc hộ chiếu; tổ chức ghi mã số thuế. Định dạng ô là Văn bản để giữ số 0 ở đầu',
      { max: 20 },
    ),
    column(`${prefix}NoNumber`, `Vì sao ${who} không có số`, 'Khi cá nhân không có số giấy tờ', {
      kind: 'choice',
      choices: { newborn: 'Trẻ mới sinh', deceased: 'Người đã chết', 'not-issued': 'Chưa được cấp' },
    }),
    column(
      `${prefix}Birth`,
      `Ngày sinh ${who}`,
      'dd/mm/yyyy; người chỉ có năm sinh thì ghi năm, ví dụ 1950',
      {
        kind: 'birth',
      },
    ),
    column(`${prefix}Sex`, `Giới tính ${who}`, 'Một trong', {
      kind: 'choice',
      choices: { male: 'Nam', female: 'Nữ' },
    }),
    column(`${prefix}Address`, `Địa chỉ ${who}`, 'Nơi cư trú hoặc trụ sở', { max: 300 }),
    column(`${prefix}Phone`, `Điện thoại ${who}`, 'Số để gọi khi cần', { max: 40 }),
  ];
}

/** By what right another files, and how the result is given. */
export const FILING_COLUMNS: readonly Column[] = [
  column('right', 'Tư cách người nộp', 'Khi người nộp không phải chủ hồ sơ', {
    kind: 'choice',
    choices: { authorisation: 'Được ủy quyền', 'legal-representative': 'Đại diện theo pháp luật' },
  }),
  column('rightPaper', 'Giấy ủy quyền hoặc quan hệ', 'Số giấy ủy quyền, hoặc cha, mẹ, người giám hộ', {
    max: 100,
  }),
  column('delivery', 'Nhận kết quả', 'Để trống là tại quầy', {
    kind: 'choice',
    choices: { counter: 'Tại quầy', post: 'Bưu chính', electronic: 'Trực tuyến' },
  }),
  column('deliveryAddress', 'Địa chỉ nhận kết quả', 'Khi gửi bưu chính', { max: 300 }),
];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
