import { join } from 'node:path';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

const SHOTS = process.env['QMC_SHOTS'];

test('says what a paper is, uses it again for the next dossier, and shows who looked, by keyboard alone', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const otherPapers = [
    { name: 'Giấy xác nhận khuyết tật', counts: { original: 1, certified: 0, photocopy: 0 } },
  ];
  const first = await receiveOne(client, { ...aPension(), otherPapers });
  const second = await receiveOne(client, { ...aPension(), otherPapers });
  await page.setViewportSize({ width: 1366, height: 768 });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  const shot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  await page.goto(`${counter.host.address}/#/scan/${first.dossierId}/other-1`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'giấy xác nhận.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })),
  });
  await expect(page.getByRole('list', { name: 'Các trang' })).toContainText('1');
  await page.keyboard.press('F9');
  await expect(page.getByText('đã lập, 1 trang')).toBeVisible();
  const facts = page.getByRole('region', { name: 'Thông tin giấy tờ' });
  await expect(facts).toContainText('Còn thiếu: chưa ghi gì');

  await page.keyboard.press('Alt+V');
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Loại giấy tờ')).toBeFocused();
  await expect(form.getByLabel('Chủ giấy tờ')).toContainText('Lê Thị Thử · 086190001234');
  await form.getByLabel('Loại giấy tờ').selectOption({ label: 'Giấy xác nhận khuyết tật' });
  for (const [label, text] of [
    ['Số, ký hiệu', '45/GXN'],
    ['Ngày cấp', '04/03/2025'],
    ['Cơ quan cấp', 'UBND xã Thử Nghiệm'],
    ['Người ký', 'Trần Văn Bình'],
  ] as const) {
    await form.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  }
  await form.getByLabel('Thời hạn hiệu lực').selectOption({ label: 'Đến hết ngày' });
  await form.getByLabel('Thời hạn hiệu lực').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('04/03/2030');
  await shot('facts');
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(facts).toContainText('Giấy xác nhận khuyết tật · 45/GXN · Lê Thị Thử');
  await expect(facts).toContainText('Đủ thông tin');
  await shot('scan-with-facts');

  await page.goto(`${counter.host.address}/#/scan/${second.dossierId}/other-1`);
  await expect(facts).toBeVisible();
  await page.keyboard.press('Alt+S');
  const store = page.getByRole('dialog');
  await expect(store).toContainText('còn hiệu lực đến 04/03/2030');
  await expect(store.getByRole('radio')).toBeChecked();
  await expect(store.getByRole('radio')).toBeFocused();
  await shot('store-dialog');
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Enter');
  await expect(store).toBeHidden();
  await expect(facts).toContainText('Dùng lại giấy tờ của hồ sơ H61.45-');
  await expect(page.getByText('đã lập, 1 trang')).toBeVisible();

  await page.keyboard.press('Alt+E');
  await expect(page.getByLabel('Số định danh hoặc mã số thuế')).toBeFocused();
  await page.keyboard.type('086190001234');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Người dân hỏi');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /Giấy xác nhận khuyết tật · 45\/GXN/u })).toBeVisible();
  const looks = page.getByRole('region', { name: 'Ai đã tra kho' });
  await expect(looks.getByRole('row')).toHaveCount(3);
  await expect(looks).toContainText('Người dân hỏi');
  await shot('store');
  await expectAccessibleInEachScheme(page);
});
