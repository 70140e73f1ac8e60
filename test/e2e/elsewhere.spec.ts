import { startProvince } from '../province/province-server.ts';
import { connectTo } from '../support/a-delivery.ts';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessible, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('a dossier is received for another commune, whose steps come down until its result is here', async ({
  page,
  counter,
}) => {
  test.slow();
  const province = await startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' });
  const client = await counter.setUp();
  await giveEveryRole(client);
  const office = 'xã Ba Tri, tỉnh Vĩnh Long';
  const competent = { kind: 'named', office, reach: 'province' } as const;
  const { dossierId, code, receivedAt } = await receiveOne(client, { ...aPension(), competent });
  await connectTo(client, province);
  await counter.open(page);
  await signIn(page);

  await page.getByRole('region', { name: 'Việc của tôi' }).waitFor();
  await page.keyboard.press('F2');
  await page.getByLabel('Tìm thủ tục').fill('1.014027');
  await page.getByRole('option', { name: /1\.014027/u }).click();
  await page.getByLabel('Nơi giải quyết').selectOption({ label: 'Xã, phường khác (chỉ tiếp nhận tại đây)' });
  await page.getByRole('combobox', { name: 'Cơ quan có thẩm quyền' }).fill('ba tri');
  await page.getByRole('option', { name: 'xã Ba Tri' }).click();
  await expect(page.getByText('Dự kiến: tính từ lúc', { exact: false })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${counter.host.address}/#/ho-so/list/awaited`);
  await page.getByRole('button', { name: `Ghi đã nhận: ${code}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Ngày cơ quan đó nhận')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await province.backOffice.tell(code, {
    status: 2,
    at: receivedAt,
    receivedAt,
    unit: office,
    step: 'Nhận hồ sơ',
  });
  await province.backOffice.tell(code, { status: 4, at: receivedAt, unit: office, step: 'Thẩm tra hồ sơ' });
  await province.backOffice.tell(code, {
    status: 10,
    at: receivedAt,
    unit: office,
    step: 'Đã trả cho công dân',
  });
  await province.backOffice.tellText('xin chào');
  await client.delivery.sendNow({ requestId: requestId() });
  await page.goto(`${counter.host.address}/#/delivery`);
  await expect(page.getByText('in giấy hẹn mới thay giấy cũ', { exact: false })).toBeVisible();
  await expect(page.getByText('Nội dung không đúng mẫu', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Ghi đã xử lý…' }).first().click();
  await dialog.getByLabel('Đã làm gì').fill('Đã in giấy mới, gọi công dân');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('in giấy hẹn mới thay giấy cũ', { exact: false })).toBeHidden();
  await page.goto(`${counter.host.address}/#/ho-so/${dossierId}`);
  await expect(page.getByText('Thẩm tra hồ sơ')).toBeVisible();
  await expect(page.getByText('Tỉnh báo, chưa áp dụng')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await province.close();
});
