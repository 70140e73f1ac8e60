import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('assigns a dossier, hands it on to the signer, who approves it', async ({ page, counter }) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId, code } = await receiveOne(client, aPension());
  await counter.open(page);
  await signIn(page);
  const toAssign = page.getByRole('link', { name: /Chờ phân công/u });
  await expect(toAssign).toContainText('1');
  await toAssign.click();
  await expect(page.getByRole('heading', { name: 'Chờ phân công (1)' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('button', { name: 'Việc khác' }).waitFor();
  await page.keyboard.press('Alt+A');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Người nhận', { exact: true })).toHaveValue(/.+/u);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Phân công' }).click();
  const turns = page.getByRole('row', { name: /Trần Thị Bích Hạnh/u });
  await expect(turns.first()).toContainText('đang giữ');
  await expect(page.getByRole('button', { name: 'Ghi nhận kết quả' })).toBeHidden();
  await page.keyboard.press('Alt+H');
  await expect(dialog.getByLabel('Bước', { exact: true })).toHaveValue('1');
  await dialog.getByLabel('Ghi chú cho người nhận').fill('Đã dự thảo quyết định');
  await dialog.getByRole('button', { name: 'Chuyển tiếp' }).click();
  await expect(page.getByText('đã chuyển bước sau')).toBeVisible();
  await page.keyboard.press('Alt+3');
  await page.getByRole('tab', { name: 'Việc của tôi' }).click();
  await expect(page.getByRole('row', { name: new RegExp(code, 'u') })).toContainText('Xem xét, ký duyệt');
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('button', { name: 'Việc khác' }).waitFor();
  await page.keyboard.press('Alt+Y');
  await dialog.getByRole('button', { name: 'Duyệt' }).click();
  await expect(page.getByText('đã duyệt')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ghi nhận kết quả', exact: true })).toBeVisible();
  await expectAccessible(page);
  for (const paper of ['In phiếu kiểm soát', 'In quá trình xử lý'])
    await page.getByRole('button', { name: paper }).click();
  await expect
    .poll(async () =>
      (await client.dossier.get({ dossierId })).papers
        .map(({ formId, printed }) => `${formId} ${printed}`)
        .sort(),
    )
    .toEqual(['own/process-extract 1', 'tt-03-2025/mau-06 1']);
  const { work } = await client.dossier.get({ dossierId });
  expect(work.turns.map(({ outcome }) => outcome)).toEqual(['handed-on', 'approved']);
});
