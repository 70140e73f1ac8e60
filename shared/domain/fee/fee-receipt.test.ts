import { describe, expect, it } from 'vitest';
import { FeeReceiptSetting, feeNature, receiptNumber, UnitTaxCode } from './fee-receipt.ts';

describe('the tax code of a collecting unit', () => {
  it.each([
    ['0100109106', '0100109106'],
    [' 0300588569 ', '0300588569'],
    ['0100109106-001', '0100109106-001'],
    ['0100109106001', '0100109106-001'],
  ])('%s is %s', (typed, kept) => {
    expect(UnitTaxCode.parse(typed)).toBe(kept);
  });

  it.each(['', '0100109107', '010010910', '0100109106-01', '010010910a', '066195004321', '01001O9106'])(
    '%s is none',
    (typed) => {
      expect(UnitTaxCode.safeParse(typed).success).toBe(false);
    },
  );

  it('with another check digit says so', () => {
    expect(UnitTaxCode.safeParse('0100109107').error?.issues).toMatchObject([
      { code: 'custom', params: { code: 'tax_code_check_digit' } },
    ]);
  });
});

describe('a line of a tariff', () => {
  it.each([
    ['Phí chứng thực', 'fee'],
    ['Lệ phí đăng ký kết hôn', 'charge'],
    ['Phí thẩm định hồ sơ, lệ phí cấp Giấy chứng nhận', 'both'],
    ['Lệ phí cấp bản sao (không gồm phí gửi bưu điện)', 'both'],
    ['Tiền in mẫu', 'both'],
  ] as const)('%s is %s', (name, nature) => {
    expect(feeNature(name)).toBe(nature);
  });
});

it('a receipt has seven digits', () => {
  expect([1, 1234567].map(receiptNumber)).toEqual(['0000001', '1234567']);
});

it('receipts of another system need no sign of ours', () => {
  const other = { by: 'elsewhere', system: 'Biên lai điện tử của tỉnh' };
  expect(FeeReceiptSetting.parse(other)).toEqual(other);
  expect(FeeReceiptSetting.safeParse({ ...other, taxCode: '0100109106' }).success).toBe(false);
});
