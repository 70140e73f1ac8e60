import { PASSWORD } from '../support/an-office.ts';
import { startHeadlessHost } from '../support/headless-host.ts';
import { expect, expectAccessible, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

const requestId = () => crypto.randomUUID() as never;

test('locks, counts wrong codes, asks for the password, and keeps the screen', async ({ page, counter }) => {
  const client = await counter.setUp();
  await client.session.setUnlockCode({
    requestId: requestId(),
    currentPassword: PASSWORD,
    unlockCode: '246810',
  });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('Alt+9');
  await expect(page.getByRole('heading', { name: 'Quản trị' })).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Màn hình đang khoá' })).toBeVisible();
  await expect(page.getByText('ngoclan')).toHaveCount(0);
  await expectAccessible(page);
  for (const left of [2, 1]) {
    await page.keyboard.type('1357');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(`Còn ${left} lần`);
  }
  await page.keyboard.type('1357');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Nhập mật khẩu để mở khoá');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Quản trị' })).toBeVisible();
  await page.keyboard.press('F8');
  await page.getByRole('heading', { name: 'Màn hình đang khoá' }).waitFor();
  await page.keyboard.type('246810');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Quản trị' })).toBeVisible();
});

test('adds a person, who must change the password and sees no more than a clerk may', async ({
  page,
  counter,
  browser,
}) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('Alt+9');
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Họ và tên').fill('Lê Thị Ngọc Lan');
  await dialog.getByLabel('Tên đăng nhập').fill('Ngọc Lan');
  await dialog.getByLabel('Mật khẩu ban đầu').fill('mat-khau-ban-dau');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByText('Chưa đúng dạng.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Tên đăng nhập').fill('ngoclan');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('cell', { name: 'Lê Thị Ngọc Lan', exact: true })).toBeVisible();
  await expect(page.getByText('Chờ đổi mật khẩu')).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await counter.open(other);
  await signIn(other, 'ngoclan', 'mat-khau-ban-dau');
  await expect(other.getByRole('heading', { name: 'Đổi mật khẩu' })).toBeVisible();
  await expectAccessible(other);
  await other.getByLabel('Mật khẩu hiện tại').fill('mat-khau-ban-dau');
  await other.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await other.getByLabel('Nhập lại mật khẩu').fill(PASSWORD);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  await other.keyboard.press('Alt+9');
  await expect(other.getByRole('tab', { name: 'Sức khoẻ hệ thống' })).toBeVisible();
  await expect(other.getByRole('tab', { name: 'Người dùng' })).toHaveCount(0);
});

test('shows in one window what another changed', async ({ page, counter }) => {
  const client = await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await expect(page.getByText('1 chưa gửi')).toBeVisible();
  await client.office.rename({
    requestId: requestId(),
    name: 'Trung tâm Phục vụ hành chính công xã Bình Minh',
  });
  await expect(page.getByText('Trung tâm Phục vụ hành chính công xã Bình Minh')).toBeVisible();
  await expect(page.getByText('2 chưa gửi')).toBeVisible();
});

test('keeps what is typed over the lock, and shows nothing of it while locked', async ({ page, counter }) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/users`);
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await page.getByRole('dialog').getByLabel('Họ và tên').fill('Lê Thị Ngọc Lan');
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Màn hình đang khoá' })).toBeVisible();
  expect(await page.content()).not.toContain('Ngọc Lan');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Họ và tên')).toHaveValue('Lê Thị Ngọc Lan');
});

test('says that the connection is lost, keeps what is typed, and sends it once it is back', async ({
  page,
  counter,
}) => {
  await counter.setUp();
  let cut: () => void = () => undefined;
  let reachable = true;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (!reachable) return void socket.close();
    const server = socket.connectToServer();
    cut = () => {
      void server.close();
      void socket.close();
    };
  });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/office`);
  await page.getByLabel('Tên mới').fill('Trung tâm Phục vụ hành chính công xã Bình Minh');
  reachable = false;
  cut();
  await expect(page.getByRole('status').first()).toContainText('Mất kết nối');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  reachable = true;
  await expect(page.getByText('Đã đổi tên; gói số 2 chờ gửi lên tỉnh.')).toBeVisible();
  await expect(page.getByText('Mất kết nối')).toHaveCount(0);
  await expect(page.getByText('2 chưa gửi')).toBeVisible();
});

test('finds a restarted host again once that host knows the window', async ({ page, counter }) => {
  await counter.setUp();
  const port = new URL(counter.host.address).port;
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/office`);
  await page.getByLabel('Tên mới').fill('Tên đang gõ dở');
  await counter.host.kill();
  await expect(page.getByRole('status').first()).toContainText('Mất kết nối');
  await expect(page.getByLabel('Tên mới')).toHaveValue('Tên đang gõ dở');
  const again = await startHeadlessHost(counter.host.dataDir, ['--port', port]);
  // A restarted host knows no cookie of the old one: its icon, opened again, admits this browser with all its windows.
  await expect(page.getByText('chưa nhận cửa sổ này')).toBeVisible();
  const opened = await page.context().newPage();
  await opened.goto(again.launch().url);
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await signIn(page);
  await expect(page.getByLabel('Tên mới')).toHaveValue('Tên đang gõ dở');
  await again.stop();
});

test('every screen is accessible in each look and needs no horizontal scroll', async ({ page, counter }) => {
  test.slow();
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  for (const path of [
    '/today',
    '/administration/users',
    '/administration/office',
    '/administration/catalogue',
    '/administration/devices',
    '/administration/health',
    '/administration/account',
  ]) {
    await page.goto(`${counter.host.address}/#${path}`);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    await expectAccessibleInEachScheme(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('doors, lock and dialogs are accessible in each look', async ({ page, counter }) => {
  test.slow();
  await counter.setUp();
  await counter.open(page);
  await page.getByText('Tối', { exact: true }).click();
  await expect(page.locator('html[data-mantine-color-scheme=dark]')).toHaveCount(1);
  await expectAccessibleInEachScheme(page);
  await signIn(page, 'quantri', 'sai-mat-khau');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.getByRole('button', { name: /^Tài khoản:/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Tài khoản của tôi' })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Phím tắt' })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Escape');
  await page.goto(`${counter.host.address}/#/administration/users`);
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await expect(page.getByRole('dialog', { name: 'Thêm người dùng' })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Màn hình đang khoá' })).toBeVisible();
  await expectAccessibleInEachScheme(page);
});

test('the largest text size still needs no horizontal scroll', async ({ page, counter }) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/account`);
  await page.getByText('130 %').click();
  for (const tab of ['account', 'users', 'office', 'devices', 'health']) {
    await page.goto(`${counter.host.address}/#/administration/${tab}`);
    await page.waitForLoadState('networkidle');
    const wider = await page.evaluate(() =>
      [document.documentElement, document.getElementById('main')].map((box) =>
        box === null ? 0 : box.scrollWidth - box.clientWidth,
      ),
    );
    expect(wider, tab).toEqual([0, 0]);
  }
});

test('speaks English completely: no text of the window is left outside the catalogue', async ({
  page,
  counter,
}) => {
  await counter.setUp();
  await page.goto(counter.host.launch().url);
  await page.goto(`${counter.host.address}/?pseudo`);
  const outside = () =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      let inside = 0;
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent ?? '';
        const parent = node.parentElement;
        if (parent === null || ['SCRIPT', 'STYLE', 'KBD', 'B'].includes(parent.tagName)) continue;
        inside += (text.match(/⟦/g) ?? []).length - (text.match(/⟧/g) ?? []).length;
        // A word of the catalogue may stand inside another text of it.
        let rest = text;
        for (let before = ''; before !== rest; ) {
          before = rest;
          rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
        }
        if (/\p{L}{2}/u.test(rest)) found.push(text);
      }
      return { found, inside };
    });
  await page.getByText('⟦Đăng nhập⟧').first().waitFor();
  const data = /xã Thử Nghiệm|quantri|Giám đốc|Trần Thị|Thứ|H61|Quầy|Máy quầy|tỉnh|Ấp/;
  expect((await outside()).found.filter((text) => !data.test(text))).toEqual([]);
  await page.getByLabel('⟦Tên đăng nhập⟧').fill('quantri');
  await page.getByLabel('⟦Mật khẩu⟧').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('⟦Chưa gửi lên tỉnh⟧').waitFor();
  for (const tab of ['users', 'office', 'devices', 'health', 'account']) {
    await page.goto(`${counter.host.address}/?pseudo#/administration/${tab}`);
    await page.waitForLoadState('networkidle');
    expect(
      (await outside()).found.filter((text) => !data.test(text)),
      tab,
    ).toEqual([]);
  }
});

test('English is one key away and stays after a reload', async ({ page, counter }) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.keyboard.press('Alt+L');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});

test('no shortcut swallows what an input tool sends into a field', async ({ page, counter }) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/office`);
  const field = page.getByLabel('Tên mới');
  await field.focus();
  // Telex as Unikey sends it: the letters, then a backspace and the composed letter.
  for (const step of [
    'T',
    'r',
    'u',
    'n',
    'g',
    ' ',
    't',
    'a',
    'a',
    'Backspace',
    'Backspace',
    'â',
    'm',
    ' ',
    'd',
    'd',
    'Backspace',
    'Backspace',
    'đ',
    'o',
  ]) {
    if (step.length > 1) await page.keyboard.press(step);
    else await page.keyboard.insertText(step);
  }
  await expect(field).toHaveValue('Trung tâm đo');
});

test('gives recovery shares once, and closes only when each is said to be kept', async ({
  page,
  counter,
}) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/health`);
  await page.getByRole('button', { name: 'Cấp mảnh khôi phục mới' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cấp mảnh khôi phục mới' }).click();
  await expect(dialog.locator('pre')).toHaveCount(3);
  await expectAccessible(page);
  const done = dialog.getByRole('button', { name: 'Đã cất giữ cả ba mảnh' });
  await expect(done).toBeDisabled();
  for (const number of [1, 2, 3]) await dialog.getByLabel(`Mảnh ${number} đã được cất giữ`).check();
  await done.click();
  await expect(page.getByText('Đã cấp mảnh khôi phục.')).toBeVisible();
});

test('a day is written day first, refused while it is none, and planned from there', async ({
  page,
  counter,
}) => {
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/office`);
  await page.getByLabel('Tên mới').fill('Trung tâm Phục vụ hành chính công xã Bình Minh');
  const day = page.getByLabel('Có hiệu lực từ ngày');
  await expect(day).toHaveValue(/^\d{2}\/\d{2}\/\d{4}$/);
  await day.fill('31/02/2030');
  await expect(page.getByText('Viết ngày/tháng/năm, ví dụ 24/11/2026.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Chưa có gì được ghi');
  await day.fill('1/3/2030');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: '01/03/2030' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '28/02/2030' })).toBeVisible();
});
