import { CATALOGUE_SHEETS } from '../../shared/forms/tables/catalogue-sheets.ts';
import { type Cells, filledWorkbook } from './a-workbook.ts';

export type Sheets = Partial<Record<keyof typeof CATALOGUE_SHEETS, Cells[]>>;

/** The publication as a workbook. */
export function workbookOf(sheets: Sheets): Promise<Uint8Array> {
  return filledWorkbook(CATALOGUE_SHEETS, sheets);
}

/** A publication of one new procedure from a day on. */
export function aPublication(
  validFrom: string,
): Required<
  Pick<Sheets, 'publication' | 'procedures' | 'cases' | 'components' | 'fees' | 'steps' | 'results'>
> &
  Sheets {
  const code = '1.999001';
  return {
    publication: [{ publishedBy: 'Quyết định 12/QĐ-UBND', validFrom }],
    procedures: [
      {
        code,
        shortName: 'Cấp giấy thử',
        name: 'Thủ tục cấp giấy thử',
        abbreviations: 'cgt; giaythu',
        field: 'Thử nghiệm',
        owner: 'Tại cơ quan này',
        channels: 'Trực tiếp; Bưu chính',
        subjects: 'Cá nhân',
        order: 'Nộp hồ sơ, thẩm định, cấp giấy',
        localCode: '1.999001.000.00.00.H61',
      },
    ],
    cases: [{ code, name: 'Thông thường', value: '5', unit: 'Ngày làm việc' }],
    components: [
      { code, name: 'Đơn đề nghị', original: '1' },
      {
        code,
        name: 'Giấy tờ cư trú',
        photocopy: '1',
        database: 'CSDL quốc gia về dân cư',
        replacedBy: 'khoản 2 Điều 14',
      },
    ],
    fees: [
      {
        code,
        name: 'Lệ phí',
        tariff: 'Mức cố định',
        amount: '10000',
        per: 'giấy',
        exempt: 'Hộ nghèo',
        ground: 'Nghị quyết 1',
      },
    ],
    steps: [
      { code, name: 'Tiếp nhận', role: 'Tiếp nhận', clock: 'Giờ làm việc', amount: '8' },
      { code, name: 'Niêm yết', role: 'Thụ lý', clock: 'Niêm yết', amount: '4' },
    ],
    results: [{ code, name: 'Giấy thử', resultCode: 'KQ.1' }],
  };
}
