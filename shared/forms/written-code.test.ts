import { expect, it } from 'vitest';
import { transferValues } from './own/transfer-record.ts';
import { writtenCode } from './written-code.ts';

it.each([
  ['TAM-H61.45-2026.11.25-3007', 'SỐ TẠM TAM-H61.45-2026.11.25-3007'],
  ['H61.45-261125-3007', 'H61.45-261125-3007'],
  ['TAM', 'TAM'],
])('writes %s as %s', (code, written) => {
  expect(writtenCode(code)).toBe(written);
});

it('the record of paper files calls a provisional number one', () => {
  const counts = { original: 1, certified: 0, photocopy: 0 };
  const { fields } = transferValues({
    office: { name: 'Trung tâm Phục vụ hành chính công xã A', superiorName: 'UBND xã A', placeName: 'xã A' },
    reference: 'BG-1',
    number: 1,
    at: '2026-11-25T02:00:00.000Z',
    unit: 'Phòng Văn hóa - Xã hội',
    giver: 'Lê Thị Ngọc Lan',
    files: [{ code: 'TAM-H61.45-2026.11.25-3007', procedure: 'Trích lục', owner: 'Lê Văn A', ...counts }],
  });
  expect(fields['files']).toMatchObject([{ name: 'SỐ TẠM TAM-H61.45-2026.11.25-3007: Trích lục, Lê Văn A' }]);
});
