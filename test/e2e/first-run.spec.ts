import { PASSWORD } from '../support/an-office.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('first run to Today by keyboard alone', async ({ page, counter }) => {
  test.slow();
  await counter.open(page);
  const { keyboard } = page;
  const type = async (text: string) => {
    await keyboard.type(text);
    await keyboard.press('Tab');
  };
  await expect(page.getByRole('heading', { name: 'Máy này sẽ dùng để làm gì?' })).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Cơ quan' })).toBeVisible();
  await type('Trung tâm Phục vụ hành chính công phường An Hội');
  await type('Ủy ban nhân dân phường An Hội');
  await type('h61.45');
  await keyboard.type('my thanh an');
  await expect(page.getByRole('option').first()).toContainText('An Hội');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Xã, phường, đặc khu')).toHaveValue(/phường An Hội/);
  await expectAccessible(page);
  await keyboard.press('Enter');

  await expect(page.getByText('H61.45-').first()).toContainText('-3001');
  await expectAccessible(page);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sổ chứng thực' })).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Người quản trị đầu tiên' })).toBeVisible();
  await type('quantri');
  await type('Trần Thị Bích Hạnh');
  await type('Giám đốc Trung tâm');
  await type(PASSWORD);
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await expectAccessible(page);
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Xem lại và hoàn tất' })).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');

  const offer = page.getByRole('dialog', { name: 'Cất mảnh khôi phục trước khi làm việc' });
  await expect(offer.getByRole('button', { name: 'Cấp mảnh khôi phục mới' })).toBeFocused();
  await expectAccessible(page);
  await keyboard.press('Enter');
  await expect(offer.locator('pre')).toHaveCount(3);
  await expectAccessible(page);
  for (const number of [1, 2, 3]) {
    if (number > 1) {
      await keyboard.press('Tab');
      await keyboard.press('Tab');
    }
    await expect(offer.getByLabel(`Mảnh ${number} đã được cất giữ`)).toBeFocused();
    await keyboard.press('Space');
  }
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(offer.getByRole('button', { name: 'Đã cất giữ cả ba mảnh' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(offer).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  await expect(page.getByText('Trung tâm Phục vụ hành chính công phường An Hội')).toBeVisible();
  await expect(page.getByText('1 chưa gửi')).toBeVisible();
});

test('a wizard that is reloaded half-way has kept what was typed, but no password', async ({
  page,
  counter,
}) => {
  await counter.open(page);
  await page.getByRole('heading', { name: 'Máy này sẽ dùng để làm gì?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Tên cơ quan').fill('Trung tâm đang nhập dở');
  await page.reload();
  await expect(page.getByLabel('Tên cơ quan')).toHaveValue('Trung tâm đang nhập dở');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('assword');
});

test('a wizard marks every wrong field, and the first of them has the focus', async ({ page, counter }) => {
  await counter.open(page);
  await page.getByRole('heading', { name: 'Máy này sẽ dùng để làm gì?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('button[type=submit]').click();
  await expect(page.getByText('Chưa đủ dài hoặc chưa nhập.').first()).toBeVisible();
  await expect(page.getByText('Chọn một xã, phường trong bảng hoặc tự nhập.')).toBeVisible();
  await expect(page.getByLabel('Tên cơ quan')).toBeFocused();
  await expectAccessible(page);

  await page.getByLabel('Tên cơ quan').fill('Trung tâm Phục vụ hành chính công xã Thử Nghiệm');
  await page.getByLabel('Cơ quan chủ quản').fill('Ủy ban nhân dân xã Thử Nghiệm');
  await page.getByLabel('Mã định danh cơ quan').fill('H61 45');
  await page.getByRole('button', { name: 'Không có trong bảng: tự nhập' }).click();
  await page.getByLabel('Tên xã, phường, đặc khu').fill('Thử Nghiệm');
  await page.getByLabel('Tỉnh, thành phố').fill('Vĩnh Long');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Chưa đúng dạng.')).toBeVisible();
  await expect(page.getByLabel('Mã định danh cơ quan')).toBeFocused();
  await page.getByLabel('Mã định danh cơ quan').fill('H61.45');
  await page.keyboard.press('Enter');

  await page.getByLabel('đến số').fill('3100');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Dải chỉ có 100 số')).toBeVisible();
  await expect(page.getByLabel('đến số')).toBeFocused();
});

test('does not leave for practice while another window is signed in', async ({ page, counter }) => {
  await counter.setUp();
  await (await counter.program()).session.get({});
  await counter.open(page);
  await page.getByRole('button', { name: 'Mở phần tập huấn' }).click();
  // The program that set the office up is still signed in, so the folder may not be left under it.
  await expect(page.getByRole('alert')).toContainText('1 cửa sổ khác');
});

test('practice has its own first run, filled in with a made-up office, its band, and the way back', async ({
  page,
  counter,
}) => {
  test.slow();
  await counter.open(page);
  await page.getByRole('button', { name: /Tập huấn/ }).click();
  await expect(page.getByRole('note')).toContainText('TẬP HUẤN');
  await expect(page.getByRole('heading', { name: 'Cơ quan' })).toBeVisible();
  await expectAccessible(page);
  expect(await (await counter.program()).setup.status({})).toMatchObject({
    workspace: 'practice',
    isSetUp: false,
  });
  await expect(page.getByLabel('Tên cơ quan')).toHaveValue(/xã Thử Nghiệm/);
  for (const heading of ['Máy và dải mã hồ sơ', 'Sổ chứng thực', 'Người quản trị đầu tiên']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
  }
  await page.getByLabel('Mật khẩu').first().fill(PASSWORD);
  await page.getByLabel('Nhập lại mật khẩu').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Xem lại và hoàn tất' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  await expect(page.getByRole('note')).toContainText('TẬP HUẤN');
  await expectAccessible(page);
  await page.keyboard.press('Alt+q');
  await page.getByRole('button', { name: 'Về cơ quan chính thức' }).click();
  await expect(page.getByRole('heading', { name: 'Máy này sẽ dùng để làm gì?' })).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tên cơ quan')).toHaveValue('');
});

test('wrong passwords are counted and then delayed, in words', async ({ page, counter }) => {
  const client = await counter.setUp();
  await client.session.signOut({ requestId: crypto.randomUUID() as never });
  await counter.open(page);
  await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
  await expectAccessible(page);
  await signIn(page, 'quantri', 'sai-mat-khau');
  await expect(page.getByRole('alert')).toContainText('Còn 4 lần');
  for (const left of [3, 2, 1]) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(`Còn ${left} lần`);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Sai nhiều lần liên tiếp. Chờ đến');
});
