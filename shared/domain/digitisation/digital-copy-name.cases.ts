/** Codes and the name they make (thiết kế theo mục 5 của ghi chú số hóa: mã hồ sơ, mã thành phần, số thứ tự). */
export const DIGITAL_COPY_NAME_CASES: readonly {
  what: string;
  dossierCode: string;
  componentId: string;
  number: number;
  name: string;
}[] = [
  {
    what: 'a code of today',
    dossierCode: 'H61.45-261124-3001',
    componentId: 'giay-chung-sinh',
    number: 1,
    name: 'H61.45-261124-3001_giay-chung-sinh_01.pdf',
  },
  {
    what: 'a copy made a twelfth time',
    dossierCode: 'H61.45-261124-3001',
    componentId: 'other-1',
    number: 12,
    name: 'H61.45-261124-3001_other-1_12.pdf',
  },
  {
    what: 'more copies than two digits hold',
    dossierCode: 'H61.45-261124-3001',
    componentId: 'other-1',
    number: 100,
    name: 'H61.45-261124-3001_other-1_100.pdf',
  },
  {
    what: 'a provisional number',
    dossierCode: 'TAM-H61.45-2026.11.25-3007',
    componentId: 'to-khai',
    number: 1,
    name: 'TAM-H61.45-2026.11.25-3007_to-khai_01.pdf',
  },
  {
    what: 'a code of another system with letters that have marks, a slash and blanks',
    dossierCode: 'Đơn số 12/ĐK 2024',
    componentId: 'bản sao',
    number: 3,
    name: 'Don-so-12-DK-2024_ban-sao_03.pdf',
  },
  {
    what: 'a way out of the folder',
    dossierCode: '../../etc/passwd',
    componentId: '..\\..',
    number: 1,
    name: 'etc-passwd_x_01.pdf',
  },
  {
    what: 'nothing that can stand in a name',
    dossierCode: '…',
    componentId: '_',
    number: 1,
    name: 'x_x_01.pdf',
  },
  {
    what: 'more than a name holds',
    dossierCode: 'H61.45-261124-3001',
    componentId: 'a'.repeat(300),
    number: 1,
    name: `H61.45-261124-3001_${'a'.repeat(80)}_01.pdf`,
  },
];
