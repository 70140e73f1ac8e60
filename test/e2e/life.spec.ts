import type { Page } from '@playwright/test';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { type Counter, expect, expectAccessible, signIn, test } from './counter.ts';

async function atADossier(page: Page, counter: Counter) {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/ho-so/${dossierId}`);
  await page.getByRole('button', { name: 'Việc khác' }).waitFor();
  return { client, dossierId };
}

const choose = async (page: Page, step: string) => {
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: step }).click();
};

test('asks for a supplement, waits, and takes the dossier up again with a new slip', async ({
  page,
  counter,
}) => {
  const { client, dossierId } = await atADossier(page, counter);
  await choose(page, 'Yêu cầu bổ sung hồ sơ');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ghi và in phiếu' }).click();
  // Nothing was written yet: refused where it is missing, and nothing is recorded.
  await expect(dialog.getByRole('alert')).toBeVisible();
  expect((await client.dossier.get({ dossierId })).state).toBe('received');
  await expectAccessible(page);
  await dialog.getByLabel('Nội dung dòng 1').fill('Bản chính bằng tốt nghiệp còn nguyên vẹn');
  await dialog.getByRole('button', { name: 'Thêm dòng' }).click();
  await dialog.getByLabel('Nội dung dòng 2').fill('Văn bản ủy quyền có chứng thực chữ ký');
  await dialog.getByLabel('Lý do', { exact: true }).fill('Bản chính bị rách, không đọc được số hiệu');
  await dialog.getByLabel('Hạn bổ sung (nếu có)').fill('31/12/2026');
  await dialog.getByRole('button', { name: 'Ghi và in phiếu' }).click();
  await expect(page.getByText('Yêu cầu bổ sung', { exact: true }).first()).toBeVisible();
  const steps = page.getByRole('row', { name: /Yêu cầu bổ sung hồ sơ/u });
  await expect(steps).toContainText('2. Văn bản ủy quyền có chứng thực chữ ký');
  await expect(page.getByText('Phiếu yêu cầu bổ sung, A4')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('link', { name: /Chờ công dân bổ sung, nộp tiền/u })).toContainText('1');
  await page.goBack();
  await page.keyboard.press('Alt+G');
  await dialog.getByLabel(/Công dân đã bổ sung/u).fill('Bản chính bằng tốt nghiệp');
  await page.keyboard.press('Enter');
  await expect(steps).toContainText(': Bản chính bằng tốt nghiệp');
  await expect(page.getByText('Giấy tiếp nhận và hẹn trả, A5, 2 liên')).toBeVisible();
  const { state, steps: kept } = await client.dossier.get({ dossierId });
  expect(state).toBe('processing');
  expect(kept).toMatchObject([{ brought: 'Bản chính bằng tốt nghiệp' }]);
});

test('ends a dossier by the citizen, and offers nothing more', async ({ page, counter }) => {
  const { client, dossierId } = await atADossier(page, counter);
  await choose(page, 'Công dân rút hồ sơ');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lý do', { exact: true }).fill('Công dân không còn nhu cầu');
  await dialog.getByLabel('Giấy tờ, phí, lệ phí trả lại').fill('Bản chính bằng tốt nghiệp, phí 2.000 đ');
  await dialog.getByRole('button', { name: 'Ghi và in phiếu' }).click();
  await expect(page.getByText('Thông báo dừng giải quyết, A4')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Việc khác' })).toBeHidden();
  expect((await client.dossier.get({ dossierId })).nationalStatus).toBe(7);
  await expectAccessible(page);
});

test('corrects a name that was typed wrong, but takes no other person', async ({ page, counter }) => {
  const { client, dossierId } = await atADossier(page, counter);
  await choose(page, 'Sửa thông tin ghi nhầm');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
  await expectAccessible(page);
  await dialog.getByLabel('Họ và tên').fill('Trần Văn Lạ');
  await dialog.getByLabel('Số', { exact: true }).fill('001099000001');
  await dialog.getByLabel('Lý do sửa').fill('Gõ nhầm họ tên so với thẻ căn cước');
  await dialog.getByRole('button', { name: 'Ghi và in lại giấy hẹn' }).click();
  await expect(dialog.getByRole('alert')).toContainText('đây là người khác');
  await dialog.getByLabel('Họ và tên').fill('Lê Thị Thu');
  await dialog.getByLabel('Số', { exact: true }).fill('086190001234');
  await dialog.getByRole('button', { name: 'Ghi và in lại giấy hẹn' }).click();
  await expect(page.getByRole('row', { name: /Chủ hồ sơ, người nộp/u })).toContainText('Lê Thị Thu');
  await expect(page.getByText('Giấy tiếp nhận và hẹn trả, A5, 2 liên')).toBeVisible();
  expect((await client.dossier.get({ dossierId })).parties.map(({ party }) => party.name)).toEqual(
    Array(3).fill('Lê Thị Thu'),
  );
});
