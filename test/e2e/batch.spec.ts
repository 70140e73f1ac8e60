import { shippedCatalogue } from '../../shared/domain/catalogue/catalogue.ts';
import { batchFees } from '../../shared/domain/dossier/batch.ts';
import { BATCH_FORM } from '../../shared/forms/tables/batch-sheet.ts';
import { PENSION_PAPER } from '../support/a-filing.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { filledWorkbook } from '../tables/a-workbook.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('a hamlet head brings a list: wrong rows are said and taken out, the others become dossiers with their slips', async ({
  page,
  counter,
}) => {
  test.slow();
  await giveEveryRole(await counter.setUp());
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('link', { name: 'Nhận theo danh sách' }).waitFor();
  await page.keyboard.press('Alt+B');
  await page.getByLabel('Người mang danh sách').fill('Trưởng ấp 3, ông Trần Văn Ấp');
  await page.getByRole('textbox', { name: 'Thủ tục' }).fill('1.014027');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Lập tệp mẫu Excel' }).click();
  await page.getByRole('link', { name: 'Tải tệp mẫu' }).waitFor();
  const [entry] = shippedCatalogue.listCases('1.014027');
  if (entry === undefined) throw new Error('no pension');
  const sheet = BATCH_FORM.of(entry, batchFees(entry));
  const rows = Array.from({ length: 4 }, (_, row) => ({
    procedure: row === 0 ? '1.014027' : '',
    ownerName: `Nguyễn Thị ${['Mận', 'Đào', 'Lê', 'Cam'][row]}`,
    // Excel took the last one for a number.
    ownerNumber: row === 3 ? '86050000003' : `08605000000${row}`,
    ownerBirth: '1950',
    [`paper.${PENSION_PAPER}.original`]: '1',
  }));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Chọn tệp danh sách…' }).click();
  await (await chooser).setFiles({
    name: 'ap-3.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await filledWorkbook({ batch: sheet }, { batch: rows })),
  });
  await expect(page.getByText('3 hồ sơ sẽ tiếp nhận', { exact: false })).toBeVisible();
  await expect(page.getByText('Chương trình không đoán', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Tách 1 dòng sai ra tệp' }).click();
  await page.getByRole('link', { name: 'Tải tệp các dòng sai' }).waitFor();
  await page.keyboard.press('F9');
  await expect(page.getByText('Đã tiếp nhận 3 hồ sơ; còn 0 dòng chưa nhận, 1 dòng cần sửa.')).toBeVisible();
  await page.getByRole('button', { name: 'In giấy hẹn của 3 hồ sơ' }).click();
  await expect(page.getByRole('link', { name: 'Mở tệp giấy hẹn đã gộp' })).toBeVisible({ timeout: 30_000 });
  await expectAccessibleInEachScheme(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
