import { expect, test } from 'vitest';
import { suggestComponent } from './suggest-component.ts';

const OF_A_BIRTH = [
  { name: 'Tờ khai đăng ký khai sinh theo mẫu' },
  { name: 'Giấy chứng sinh hoặc giấy tờ thay thế giấy chứng sinh' },
  { name: 'Giấy chứng nhận kết hôn của cha, mẹ' },
  { name: 'Giấy tờ tùy thân của người yêu cầu' },
];

test.each([
  ['TỜ KHAI ĐĂNG KÝ KHAI SINH', 0],
  ['GIẤY CHỨNG SINH', 1],
  ['GIẤY CHỨNG NHẬN KẾT HÔN', 2],
  // Read with one letter wrong.
  ['TỜ KHAI ĐĂNG KÝ KHAI SỈNHH', 0],
])('a paper called %s seems to be component %i', (title, at) => {
  expect(suggestComponent(title, OF_A_BIRTH)).toBe(OF_A_BIRTH[at]);
});

test.each(['GIẤY PHÉP XÂY DỰNG', 'HỢP ĐỒNG THUÊ NHÀ Ở', 'GIẤY', '', 'CĂN CƯỚC'])(
  'nothing is suggested for %s',
  (title) => {
    expect(suggestComponent(title, OF_A_BIRTH)).toBeUndefined();
  },
);

test('nothing is suggested where two components are as likely', () => {
  const twice = [{ name: 'Giấy chứng sinh của con thứ nhất' }, { name: 'Giấy chứng sinh của con thứ hai' }];
  expect(suggestComponent('GIẤY CHỨNG SINH', twice)).toBeUndefined();
});
