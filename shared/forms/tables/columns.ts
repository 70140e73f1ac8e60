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
    column(`${prefix}Birth`, `Ngày sinh ${who}`, 'dd/mm/yyyy', { kind: 'date' }),
    column(`${prefix}Sex`, `Giới tính ${who}`, 'Một trong', {
      kind: 'choice',
      choices: { male: 'Nam', female: 'Nữ' },
    }),
    column(`${prefix}Address`, `Địa chỉ ${who}`, 'Nơi cư trú hoặc trụ sở', { max: 300 }),
    column(`${prefix}Phone`, `Điện thoại ${who}`, 'Số để gọi khi cần', { max: 40 }),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
