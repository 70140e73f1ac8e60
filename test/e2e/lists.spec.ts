import {
  aCitizen,
  aMarriage,
  aReceipt,
  giveEveryRole,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('finds, filters, moves through a list longer than is drawn, keeps columns and a view, by keyboard alone', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const married = await receiveOne(client, {
    ...aMarriage(),
    owner: aCitizen('086190000999', 'Trần Quốc Hưng').person,
  });
  for (let index = 0; index < 109; index += 1) {
    const number = String(86190000000 + index).padStart(12, '0');
    await receiveOne(client, aReceipt(aCitizen(number, `Nguyễn Thị Thủy ${index}`).person));
  }
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.keyboard.press('Alt+3');
  const table = page.getByRole('table', { name: 'Hồ sơ tìm thấy' });
  await expect(page.getByText('Tìm thấy 110 hồ sơ')).toBeVisible();
  // Of 110 rows some thirty are drawn; End goes to the last that came, and the page after it comes by itself.
  expect(await table.locator('[data-row]').count()).toBeLessThan(45);
  await page.getByLabel('Tìm trong danh sách').focus();
  await page.keyboard.press('ArrowDown');
  await expect(table.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(table.locator('[data-row="99"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(table.locator('[data-row="109"]')).toContainText('Trần Quốc Hưng');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /đăng ký kết hôn/iu })).toBeVisible();
  await page.goBack();
  await expect(table).toBeVisible();

  await page.keyboard.press('Alt+B');
  await expect(page.getByRole('combobox', { name: 'Trạng thái' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Thủ tục' }).fill('ket hon');
  await expect(page.getByRole('option', { name: /^Chứng thực/u })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tìm thấy 1 hồ sơ')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+C');
  await page.getByLabel('Địa chỉ', { exact: true }).check();
  await page.keyboard.press('Enter');
  await expect(table.getByRole('columnheader', { name: 'Địa chỉ' })).toBeVisible();
  await page.keyboard.press('Alt+V');
  await page.getByRole('menuitem', { name: 'Lưu chế độ xem…' }).click();
  await page.keyboard.type('Kết hôn');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Kết hôn', exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Bỏ điều kiện: Đăng ký kết hôn/u }).press('Enter');
  await expect(page.getByText('Tìm thấy 110 hồ sơ')).toBeVisible();
  await page.keyboard.press('Alt+V');
  await page.getByRole('menuitem', { name: 'Kết hôn', exact: true }).click();
  await expect(page.getByText('Tìm thấy 1 hồ sơ')).toBeVisible();
  await page.keyboard.press('Alt+X');
  await expect(page.getByLabel('Excel (.xlsx)')).toBeFocused();
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: /^Tải danh-sach-ho-so-.*\(1 hồ sơ\)/u });
  await expect(link).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^danh-sach-ho-so-\d{4}-\d{2}-\d{2}\.xlsx$/u);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+S');
  const book = page.getByRole('dialog', { name: 'Sổ theo dõi hồ sơ' });
  await expect(book.getByText('110 hồ sơ', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(book.getByRole('link', { name: /^Tải so-theo-doi-ho-so-.*\(110 hồ sơ\)/u })).toBeVisible();
  await expect(book.getByRole('button', { name: /^In \d+ trang$/u })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
      return (await client.print.log({ day: day as never })).prints.map(({ formId }) => formId);
    })
    .toEqual(['tt-03-2025/mau-07']);
  await page.keyboard.press('Escape');
  await recordResult(client, married.dossierId as never);
  await page.goto(page.url().replace(/#.*/u, '#/ho-so/list/to-return'));
  await expect(page.getByText('Tìm thấy 1 hồ sơ')).toBeVisible();
  await page.keyboard.press('Alt+G');
  const list = page.getByRole('dialog', { name: 'Phiếu bàn giao kết quả' });
  await expect(list.getByRole('checkbox', { name: /^Chọn H61/u })).toBeChecked();
  await expect(list.getByRole('checkbox', { name: 'Chọn tất cả' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Space');
  await expect(list.getByRole('button', { name: 'In phiếu (0)' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(list.getByRole('button', { name: 'In phiếu (1)' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  expect((await client.dossier.get({ dossierId: married.dossierId as never })).papers).toMatchObject([
    { formId: 'own/hand-over-list', paper: 'A4', copies: 2 },
  ]);
  const [kept] = (await client.lists.get({})).views;
  expect(kept).toMatchObject({ name: 'Kết hôn', filter: { procedureCode: '1.000894' } });
});
