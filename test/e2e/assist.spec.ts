import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('a citizen is helped to file online: papers, files, words, and the code of the portal', async ({
  page,
  counter,
}) => {
  test.slow();
  await giveEveryRole(await counter.setUp());
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('link', { name: 'Hỗ trợ nộp trực tuyến' }).waitFor();
  await page.keyboard.press('Alt+O');
  await page.getByLabel('Thẻ của công dân').fill(aCitizen().card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
  await page.getByRole('textbox', { name: 'Thủ tục' }).fill('1.014027');
  await page.keyboard.press('Enter');
  await page.getByLabel('Nội dung đề nghị').fill('Hưởng trợ cấp hưu trí xã hội');
  await expectAccessibleInEachScheme(page);
  // The procedure that Enter meant may come a moment later; before it F9 has nothing to begin.
  await expect(page.locator('.qmc-assist-new').getByRole('button', { name: /F9$/u })).toBeEnabled();
  await page.keyboard.press('F9');
  await page.getByRole('heading', { name: 'Nội dung để nhập trên Cổng' }).waitFor();
  const jpeg = Buffer.from(await aPaperJpeg());
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Alt+O');
  await (await chooser).setFiles({ name: 'don.jpg', mimeType: 'image/jpeg', buffer: jpeg });
  await page.getByRole('img', { name: 'Tệp 1, 1 trang' }).waitFor();
  await page.keyboard.press('F9');
  const made = page.getByRole('link', { name: '01-van-ban-de-nghi-huong-tro-cap-huu-tri-xa-hoi.pdf' });
  await expect(made).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tất cả (.zip)' }).click();
  expect((await download).suggestedFilename()).toBe('ho-so-truc-tuyen.zip');
  await expectAccessibleInEachScheme(page);
  await page.getByLabel('Mã trên Cổng').fill('G22.99-261124-150009');
  await page.getByRole('button', { name: 'Ghi mã, kết thúc' }).click();
  await expect(page.getByText('Tệp tự xoá sau', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Các lượt hỗ trợ' }).click();
  await expect(page.getByText('1 lượt hỗ trợ, 1 đã nộp, 0 không nộp', { exact: false })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
