import { startProvince } from '../province/province-server.ts';
import { openProvinceStore } from '../province/province-store.ts';
import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { startHeadlessHost } from '../support/headless-host.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('work goes on while the province is away, survives a killed host, and arrives by itself', async ({
  page,
  counter,
}) => {
  const store = await openProvinceStore();
  const options = { mode: 'official', name: 'Tỉnh Vĩnh Long', store } as const;
  let province = await startProvince(options);
  const { port } = province;
  const admin = await counter.setUp();
  await giveEveryRole(admin);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();

  await test.step('the counter is connected and everything has arrived', async () => {
    await page.keyboard.press('Alt+7');
    await page.getByRole('button', { name: 'Nối với tỉnh' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Địa chỉ hệ thống của tỉnh').fill(province.url);
    await dialog.getByLabel('Mã ghi danh').fill(province.enrolmentCode);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Đang gửi tới Tỉnh Vĩnh Long')).toBeVisible();
    await expect(page.getByText('Tỉnh đã nhận đủ')).toBeVisible();
  });

  await province.close();
  let code = '';
  await test.step('the province is away: a dossier is received all the same', async () => {
    await page.keyboard.press('F2');
    await page.getByLabel('Thẻ của người nộp').fill(aCitizen().card);
    await page.keyboard.press('Enter');
    await page.getByLabel('Tìm thủ tục').fill('sydt');
    await page.getByRole('option', { name: /Chứng thực bản sao/u }).click();
    await page.getByLabel('Bản chính: Bản chính giấy tờ, văn bản').fill('1');
    await page.keyboard.press('F9');
    const receipt = page.getByRole('region', { name: 'Đã tiếp nhận' });
    code = /H61\.45-\d{6}-\d{4}/u.exec(await receipt.innerText())?.[0] ?? '';
    expect(code).not.toBe('');
    await expect(receipt).toContainText('Giấy hẹn 2 bản');
    await expect(page.getByRole('region', { name: 'Hồ sơ để tạm' })).toHaveCount(0);
  });

  await test.step('Today and Delivery say what waits and why', async () => {
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('link', { name: /Chưa gửi lên tỉnh/u })).toContainText('1');
    await expect(page.getByRole('link', { name: /Chưa gửi lên tỉnh/u })).toContainText(
      'Không liên lạc được với tỉnh',
    );
    await page.keyboard.press('Alt+7');
    await expect(page.getByText('Không liên lạc được với tỉnh').first()).toBeVisible();
    await expect(page.getByText('Chờ gửi', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('cell', { name: code })).toBeVisible();
    await expectAccessible(page);
  });

  const again = await test.step('the host dies and is started again on the same folder', async () => {
    const own = new URL(counter.host.address).port;
    await counter.host.kill();
    await expect(page.getByRole('status').first()).toContainText('Mất kết nối');
    const host = await startHeadlessHost(counter.host.dataDir, ['--port', own]);
    await expect(page.getByText('chưa nhận cửa sổ này')).toBeVisible();
    const opened = await page.context().newPage();
    await opened.goto(host.launch().url);
    await opened.close();
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'Gửi lên tỉnh' })).toBeVisible();
    await expect(page.getByText('1 chưa gửi')).toBeVisible();
    await expect(page.getByText('Không liên lạc được với tỉnh').first()).toBeVisible();
    return host;
  });

  await test.step('the province is back: everything arrives, and both ledgers are equal', async () => {
    province = await startProvince({ ...options, port });
    // The next try may be half a minute away by now.
    await expect(page.getByText('Tỉnh đã nhận đủ')).toBeVisible({ timeout: 60_000 });
    const lane = page.getByRole('row', { name: /^Gói dữ liệu Đã gửi hết/u });
    await expect(lane.getByRole('cell', { name: '0', exact: true })).toBeVisible();
    await expect(page.getByRole('banner').getByText('Đã gửi hết')).toBeVisible();
    await page.getByRole('button', { name: 'Đối chiếu với tỉnh' }).click();
    await expect(page.getByText(/^Hai sổ bằng nhau: tại quầy \d+, tại tỉnh \d+/u)).toBeVisible();
    await expectAccessible(page);
  });
  await again.stop();
  await province.close();
  await store.close();
});
