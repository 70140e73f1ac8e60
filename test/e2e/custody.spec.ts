import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('keeps an original and gives it back, hands a paper file to its unit, and makes a wrong intake void', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId, code } = await receiveOne(client, aPension());
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/ho-so/${dossierId}`);

  await page.getByRole('button', { name: 'Giữ bản chính' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nơi để').fill('Tủ 2, ngăn 3');
  await dialog.getByLabel('Giữ để làm gì').fill('Đối chiếu khi thẩm định');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  const originals = page.getByRole('region', { name: 'Bản chính đang giữ' });
  await expect(originals).toContainText('Tủ 2, ngăn 3');
  await expectAccessible(page);
  await page.keyboard.press('Alt+1');
  await page.getByRole('link', { name: /Bản chính đang giữ/u }).click();
  await expect(page.getByRole('row', { name: new RegExp(code, 'u') })).toContainText('Tủ 2, ngăn 3');
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Bàn giao hồ sơ giấy' }).click();
  await page.getByRole('checkbox', { name: `Chọn hồ sơ ${code}` }).check();
  await page.getByLabel('Đơn vị nhận', { exact: true }).first().fill('Phòng Văn hóa - Xã hội');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lập biên bản (1 hồ sơ)' }).click();
  const reader = page.getByLabel('Quét mã hồ sơ', { exact: true });
  await reader.fill(code);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 hồ sơ: đã giao 1, đã nhận 0')).toBeVisible();
  await expect(page.getByText(`Đã giao ${code}`)).toBeVisible();
  await page.getByText('Bên nhận', { exact: true }).click();
  await page.getByLabel('Người nhận của đơn vị').fill('Trần Văn Nhận');
  await reader.fill(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: new RegExp(code, 'u') })).toContainText('Trần Văn Nhận');
  await expectAccessible(page);

  const wrong = await receiveOne(client);
  await page.goto(`${counter.host.address}/#/ho-so/${wrong.dossierId}`);
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: 'Huỷ tiếp nhận nhầm' }).click();
  await dialog.getByLabel('Tiếp nhận nhầm thế nào').fill('Chọn nhầm thủ tục');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Huỷ hồ sơ' }).click();
  await expect(page.getByText('Đã huỷ (nhận nhầm)').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Việc khác' })).toBeHidden();
  expect((await client.dossier.get({ dossierId: wrong.dossierId })).state).toBe('voided');
});
