import { uuidv7 } from 'uuidv7';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

let province: RunningProvince;

test.beforeAll(async () => {
  province = await startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' });
});
test.afterAll(() => province.close());

test('an administrator connects to the province, an outage shows, and everything arrives after it', async ({
  page,
  counter,
}) => {
  const program = await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('Alt+7');
  await expect(page.getByText('Chưa nối với hệ thống của tỉnh.')).toBeVisible();
  await expect(page.getByText('1 chưa gửi')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Nối với tỉnh' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Địa chỉ hệ thống của tỉnh').fill('http://tinh.example');
  await dialog.getByLabel('Mã ghi danh').fill('sai');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('cần https');
  await dialog.getByLabel('Địa chỉ hệ thống của tỉnh').fill(province.url);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('mã ghi danh không đúng');
  await dialog.getByLabel('Mã ghi danh').fill(province.enrolmentCode);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đang gửi tới Tỉnh Vĩnh Long')).toBeVisible();
  await expect(page.getByText('Tỉnh đã nhận đủ')).toBeVisible();

  province.faults.add('packets', 'refuse');
  const rename = (name: string) => program.office.rename({ requestId: uuidv7() as never, name });
  await rename('Trung tâm Phục vụ hành chính công xã Bình Minh');
  await expect(page.getByText('Cần người xử lý', { exact: true })).toBeVisible();
  await expect(page.getByText('CONTENT_REFUSED')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Gửi lại gói dữ liệu số 2, kỳ 1' }).click();
  await expect(page.getByText('Tỉnh đã nhận đủ')).toBeVisible();

  province.faults.add('packets', '500');
  await rename('Trung tâm Phục vụ hành chính công xã Bình Minh mới');
  await expect(page.getByText('Hệ thống của tỉnh đang lỗi').first()).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText('Tỉnh đã nhận đủ')).toBeVisible();

  await page.getByRole('button', { name: 'Đối chiếu với tỉnh' }).click();
  await expect(page.getByText('Hai sổ bằng nhau: tại quầy 3, tại tỉnh 3')).toBeVisible();
  await expect(page.getByText('Bằng nhau', { exact: true })).toBeVisible();
  await expectAccessible(page);
});
