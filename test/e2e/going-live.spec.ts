import { OPEN_DOSSIER_SHEETS } from '../../shared/forms/tables/open-dossier-sheets.ts';
import { filledWorkbook } from '../tables/a-workbook.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('citizens read procedures; an administrator takes the open dossiers over and sets where the numbers go on', async ({
  page,
  counter,
}) => {
  test.slow();
  await counter.setUp();
  await counter.open(page);
  // Citizens read procedures before anybody has signed in.
  await page.getByRole('link', { name: 'Màn hình tra cứu thủ tục cho người dân' }).click();
  await page.getByLabel('Ông/bà cần làm việc gì?').fill('khai sinh');
  await page.getByRole('button', { name: /1\.001193/ }).click();
  await expect(page.getByRole('heading', { name: 'Giấy tờ cần có' })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Màn hình cán bộ' }).click();
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/going-live`);
  const dossier = {
    code: 'H61.45-261110-0007',
    procedure: '1.014027',
    receivedAt: '10/11/2026 09:20',
    dueAt: '31/12/2026',
    state: 'xong',
    ownerName: 'Trần Văn Cũ',
    ownerNumber: '086150001234',
  };
  const give = async (name: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn tệp hồ sơ…' }).click();
    await (await chooser).setFiles({
      name,
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await filledWorkbook(OPEN_DOSSIER_SHEETS, { dossiers: [dossier] })),
    });
  };
  await page.getByLabel('Hồ sơ lấy từ đâu').fill('Một cửa điện tử tỉnh');
  await give('sai.xlsx');
  await expect(page.getByText('"xong" không có trong danh sách', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  dossier.state = 'Đang xử lý';
  await give('dung.xlsx');
  await expect(page.getByText('1 hồ sơ mới', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Nhập 1 hồ sơ' }).click();
  await expect(page.getByText('Đã nhập 1 hồ sơ (lần 1)', { exact: false })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await page.getByText('Số và sổ', { exact: true }).click();
  await page.getByRole('button', { name: 'Đặt số' }).nth(1).click();
  await page.getByRole('textbox', { name: 'Số tiếp theo' }).fill('57');
  await page.getByLabel('Lý do').fill('Tiếp theo sổ giấy quyển 01, số cuối 56');
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').getByRole('button', { name: 'Đặt số' }).click();
  await expect(page.getByText('Đã đặt: số tiếp theo là 57.')).toBeVisible();
  await expectAccessibleInEachScheme(page);

  await page.goto(`${counter.host.address}/#/ho-so`);
  await page.getByText('H61.45-261110-0007').first().click();
  await expect(
    page.getByText('giữ nguyên, nhập từ hệ thống cũ (Một cửa điện tử tỉnh)', { exact: false }),
  ).toBeVisible();
});
