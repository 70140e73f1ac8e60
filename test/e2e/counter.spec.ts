import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCitizen, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { requestId } from '../support/request-id.ts';
import {
  type Counter,
  expect,
  expectAccessible,
  expectAccessibleInEachScheme,
  signIn,
  test,
} from './counter.ts';

const MAI = aCitizen();
const STRANGER = aCitizen('086185004321', 'Trần Văn Lạ');
const CODE = /H61\.45-\d{6}-\d{4}/u;

async function atTheCounter(page: Page, counter: Counter): Promise<CounterClient> {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  return client;
}

/** What a reader does: the text at once, then Enter. */
async function readCard(page: Page, label: string, card: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(card);
  await page.getByLabel(label, { exact: true }).press('Enter');
}

test('receives from the card to the slip by keyboard alone', async ({ page, counter }) => {
  const client = await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(MAI.card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
  await page.keyboard.type('sydt');
  await page.getByRole('option', { name: /Chứng thực bản sao/u }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Trường hợp')).toHaveValue('electronic');
  await expect(page.getByText('Hẹn trả nếu nhận bây giờ')).toBeVisible();
  // Nothing was counted yet: refused, the row is marked and has the focus.
  await page.keyboard.press('F9');
  const count = page.getByLabel('Bản chính: Bản chính giấy tờ, văn bản');
  await expect(page.getByRole('alert')).toContainText('Còn thiếu: Bản chính giấy tờ');
  await expect(count).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('1');
  await page.keyboard.press('F9');
  const receipt = page.getByRole('region', { name: 'Đã tiếp nhận' });
  await expect(receipt).toContainText(CODE);
  await expect(receipt).toContainText('Giấy hẹn 2 bản đã mở để in.');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await expectAccessible(page);
  const { hits } = await client.dossier.search({ text: 'le thi thu' });
  expect(hits).toHaveLength(1);
  const { papers } = await client.dossier.get({ dossierId: hits[0]?.dossierId as never });
  expect(papers).toMatchObject([{ paper: 'A5', copies: 2, printed: 1 }]);
  // The last digit was typed just before F9: no late save brings the form back as a parked one.
  expect((await client.dossier.drafts({})).drafts).toEqual([]);
  // The same person has another matter: nothing is read again.
  await page.keyboard.press('Alt+T');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
});

test('takes the procedure that Enter meant though the list comes later', async ({ page, counter }) => {
  await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await page.getByLabel('Tìm thủ tục').focus();
  await page.keyboard.type('sydt');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Trường hợp')).toHaveValue('electronic');
});

test('makes one dossier of a press repeated while the answer is on its way, and its separators follow the slip where the office wants that', async ({
  page,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  const [device] = (await client.device.list({})).devices;
  if (device === undefined) throw new Error('no device');
  // No such printer is there: what is sent to it ends with its reason, and the papers stay.
  const printer = { deviceId: device.id, printerId: 'khay-2' };
  const sheets = { kind: 'separator', printer, tray: null, duplex: false, copies: 1, paper: 'A5' } as const;
  await client.print.choose({ requestId: requestId(), choice: { ...sheets, withSlip: true } });
  await page.keyboard.press('F2');
  await readCard(page, 'Thẻ của người nộp', MAI.card);
  await page.getByLabel('Tìm thủ tục').fill('sydt');
  await page.getByRole('option', { name: /Chứng thực bản sao/u }).click();
  const count = page.getByLabel('Bản chính: Bản chính giấy tờ, văn bản');
  await count.waitFor();
  await page.keyboard.press('Alt+d');
  await expect(count).toHaveValue('1');
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: 'Đã tiếp nhận' })).toContainText(CODE);
  const { hits } = await client.dossier.search({ text: '' });
  expect(hits).toHaveLength(1);
  const papers = async () =>
    (await client.dossier.get({ dossierId: hits[0]?.dossierId as never })).papers.map(({ formId }) => formId);
  await expect.poll(papers).toEqual(['tt-03-2025/mau-01', 'own/separator']);
});

test('keeps what is typed over a reload, parks it and takes it up again', async ({ page, counter }) => {
  await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await readCard(page, 'Thẻ của người nộp', MAI.card);
  await expect(page.getByText(/^Đã giữ nháp/u)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
  await page.keyboard.press('Alt+n');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await page.getByRole('button', { name: /^Lê Thị Thử/u }).click();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
});

test('tells who lacks papers everything once, on paper, by keyboard alone; the next in the queue goes on', async ({
  page,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(MAI.card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await page.keyboard.type('kh');
  await page
    .getByRole('option', { name: /kết hôn/iu })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Hướng dẫn Alt+H' })).toBeVisible();
  await page.keyboard.press('Alt+H');
  const dialog = page.getByRole('dialog', { name: 'Hướng dẫn bổ sung giấy tờ' });
  await expect(dialog.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
  await expect(dialog.getByRole('checkbox', { name: /^Tờ khai đăng ký kết hôn/u })).toBeChecked();
  await expect(dialog.getByLabel(/^Cần làm gì: Tờ khai/u)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('cả hai bên cùng ký');
  // An identity card was forgotten only: it is not asked for on paper. Nothing else is chosen then, and that is said.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await dialog.getByRole('checkbox', { name: /^Giấy tờ tùy thân/u }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Chọn ít nhất một giấy tờ')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^Tờ khai đăng ký kết hôn/u }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('cả hai bên cùng ký');
  await page.keyboard.press('Enter');
  const given = page.getByRole('region', { name: 'Đã lập phiếu hướng dẫn' });
  await expect(given).toContainText(/HD-\d{6}-001/u);
  await expect(given).toContainText('đang mở hộp in');
  await expect(given.getByRole('button', { name: 'Để tạm, mở hồ sơ mới' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Hồ sơ để tạm' })).toContainText('Lê Thị Thử');
  await expect(given).toBeHidden();
  // The same person comes again: what they were told stands there.
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(MAI.card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await page.keyboard.type('kh');
  await page
    .getByRole('option', { name: /kết hôn/iu })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const earlier = page.getByRole('region', { name: 'Người này đã được hướng dẫn về thủ tục này' });
  await expect(earlier).toContainText(/HD-\d{6}-001.*Tờ khai đăng ký kết hôn/su);
  await page.goto(page.url().replace(/#.*/u, '#/ho-so/list/guidance'));
  await page.getByLabel('Tìm theo số phiếu').fill('le thi thu');
  await expect(page.getByText('1 lượt hướng dẫn')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^In lại HD-/u }).press('Enter');
  await expect
    .poll(async () => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
      const { prints } = await client.print.log({ day: day as never });
      return prints.map(({ number, guidanceReference }) => [number, guidanceReference?.slice(-3)]);
    })
    .toEqual([
      [2, '001'],
      [1, '001'],
    ]);
  expect((await client.dossier.search({ text: '' })).hits).toEqual([]);
});

test('asks for a paper whose data a database holds only with a reason', async ({ page, counter }) => {
  const client = await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await page.getByLabel('Tìm thủ tục').fill('ks');
  await page
    .getByRole('option', { name: /Đăng ký khai sinh/u })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Hướng dẫn Alt+H' })).toBeVisible();
  await page.keyboard.press('Alt+H');
  const dialog = page.getByRole('dialog', { name: 'Hướng dẫn bổ sung giấy tờ' });
  await dialog.getByRole('button', { name: 'Thêm yêu cầu khác' }).press('Enter');
  await expect(dialog.getByLabel('Yêu cầu khác 1', { exact: true })).toBeFocused();
  await page.keyboard.type('Hỏi tên bé');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Dữ liệu của “Giấy chứng sinh');
  const reason = dialog.getByLabel(/^Có trong dữ liệu điện tử/u);
  await expect(reason).toBeFocused();
  await expectAccessible(page);
  await reason.selectOption('lookup-failed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Đã lập phiếu hướng dẫn' })).toContainText('-001');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const days = { from: today, to: today, text: '', skip: 0 };
  const [visit] = (await client.guidance.list(days as never)).visits;
  expect(visit).toMatchObject({ personName: '' });
  expect(visit?.items.at(-1)).toEqual({ name: 'Hỏi tên bé', lack: null, todo: '' });
});

test('takes the money after the reception and cancels the receipt, by keyboard alone', async ({
  page,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  await client.fee.setSetting({
    requestId: requestId(),
    setting: {
      by: 'here',
      taxCode: '0100109106-001',
      formSign: '01BLP-001',
      symbol: 'BT-26P',
      firstNumber: 1,
    },
  });
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(MAI.card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await page.keyboard.type('sydt');
  await page.getByRole('option', { name: /Chứng thực bản sao/u }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Trường hợp')).toHaveValue('electronic');
  await page.keyboard.press('F9');
  await expect(page.getByLabel('Bản chính: Bản chính giấy tờ, văn bản')).toBeFocused();
  await page.keyboard.type('1');
  await page.keyboard.press('F9');
  const received = page.getByRole('region', { name: 'Đã tiếp nhận' });
  await expect(received.getByRole('button', { name: 'Thu tiền, in biên lai' })).toBeVisible();
  await page.keyboard.press('Alt+M');
  const taking = page.getByRole('dialog', { name: 'Thu tiền, in biên lai' });
  await expect(taking.getByLabel('Người nộp tiền')).toBeFocused();
  await expect(taking.getByLabel('Người nộp tiền')).toHaveValue('Lê Thị Thử');
  await page.keyboard.press('Enter');
  await expect(taking).toBeHidden();
  await expect(received).toContainText('0000001');
  await received.getByRole('link', { name: 'Mở hồ sơ' }).press('Enter');
  await page.getByRole('button', { name: 'Huỷ', exact: true }).press('Enter');
  const cancelling = page.getByRole('dialog', { name: 'Huỷ biên lai số 0000001' });
  await expect(cancelling.getByLabel('Lý do huỷ')).toBeFocused();
  await page.keyboard.type('Ghi nhầm cách nộp');
  await page.keyboard.press('Enter');
  await expect(cancelling).toBeHidden();
  await expect(page.getByText('Đã huỷ', { exact: true })).toBeVisible();
  // The fee is to be paid again; Alt+M in the dossier takes it, under the next number.
  await page.keyboard.press('Alt+M');
  await expect(taking.getByLabel('Người nộp tiền')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('BT-26P · 0000002')).toBeVisible();
});

test('marks a card that is none and keeps the field for the next reading', async ({ page, counter }) => {
  await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await readCard(page, 'Thẻ của người nộp', 'https://example.vn/not-a-card');
  await expect(page.getByText(/không phải mã QR của thẻ/u)).toBeVisible();
  await expectAccessible(page);
  await readCard(page, 'Thẻ của người nộp', MAI.card);
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Thử');
});

test('takes a card wherever the focus is, and explains one with broken letters', async ({
  page,
  counter,
}) => {
  await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  const name = page.getByLabel('Họ và tên');
  const number = page.getByLabel('Số', { exact: true });
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  // A busy machine may be slower than any reader: then the letters are no burst, and it is scanned again.
  await expect(async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.type(MAI.card);
    await page.keyboard.press('Enter');
    await expect(name).toHaveValue('Lê Thị Thử', { timeout: 1000 });
  }).toPass();
  // A card of somebody else, scanned into the telephone field: the field keeps what it held.
  const phone = page.getByLabel('Điện thoại');
  await phone.fill('0900 000 001');
  await phone.focus();
  await page.keyboard.type(STRANGER.card);
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('Trần Văn Lạ');
  await expect(phone).toHaveValue('0900 000 001');
  await readCard(
    page,
    'Thẻ của người nộp',
    '086190001234|331122334|Le6 Thị Thu73|01021990|Nữ|Khóm 1|31042021',
  );
  const fields = page.getByRole('table', { name: 'Từng ô của thẻ' });
  await expect(fields).toContainText('bị lỗi chữ');
  await expect(fields).toContainText('là ngày không có');
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Điền các ô đọc được' }).click();
  await expect(number).toHaveValue('086190001234');
  await expect(page.getByText('Số cũ ghi trên thẻ: 331122334')).toBeVisible();
  await expect(name).toHaveValue('');
});

test('one window at a time has a form open; another takes it over, and the first says so', async ({
  page,
  browser,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  await page.keyboard.press('F2');
  await readCard(page, 'Thẻ của người nộp', MAI.card);
  await expect(page.getByText(/Đã giữ nháp/u)).toBeVisible();
  const context = await browser.newContext();
  const other = await context.newPage();
  await counter.open(other);
  await signIn(other);
  await other.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await other.keyboard.press('F2');
  const held = other.getByRole('button', { name: /đang mở ở cửa sổ khác/u });
  await expect(other.getByLabel('Họ và tên')).toHaveValue('');
  await held.click();
  await expect(other.getByLabel('Họ và tên')).toHaveValue(MAI.person.name);

  await expect(other.getByText(/Đã giữ nháp/u)).toBeVisible();
  await page.getByLabel('Họ và tên').fill('Lê Thị Thử Hai');
  await expect(page.getByRole('alert')).toContainText('đang mở ở cửa sổ khác');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mở phiếu mới' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  expect((await client.dossier.drafts({})).drafts).toHaveLength(1);
  await context.close();
});

test('finds a dossier by its code or a name without marks', async ({ page, counter }) => {
  const client = await atTheCounter(page, counter);
  const { code } = await receiveOne(client);
  for (const text of [code, 'le thi thu']) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(text);
    await page.getByRole('option', { name: new RegExp(code, 'u') }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Diễn biến')).toBeVisible();
    await expect(page.getByText(code, { exact: true })).toBeVisible();
    await page.keyboard.press('Alt+1');
  }
});

test('hands a result to the right person only, or to one whose paper is recorded', async ({
  page,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  const { code, dossierId } = await receiveOne(client);
  await recordResult(client, dossierId);
  await page.keyboard.press('F6');
  await expect(page.getByLabel('Trả kết quả của hồ sơ nào?')).toBeFocused();
  await page.keyboard.insertText(code);
  await page.keyboard.press('Enter');
  await readCard(page, 'Thẻ của người nhận', STRANGER.card);
  await expect(page.getByText(/^Người này không có tên trong hồ sơ/u)).toBeVisible();
  await expect(page.getByLabel('Giấy uỷ quyền nhận kết quả (nếu có)')).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByText(/^Người này không có tên trong hồ sơ/u)).toBeVisible();
  expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  await expectAccessible(page);
  await readCard(page, 'Thẻ của người nhận', MAI.card);
  await expect(page.getByText('Khớp: chủ hồ sơ')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('heading', { name: 'Đã trả kết quả cho Lê Thị Thử' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+P');
  await expect
    .poll(async () => (await client.dossier.get({ dossierId })).papers)
    .toMatchObject([{ formId: 'own/hand-over-receipt', paper: 'A5', copies: 2, printed: 1 }]);

  const second = await receiveOne(client);
  await recordResult(client, second.dossierId);
  await page.getByRole('link', { name: 'Trả hồ sơ khác' }).click();
  await page.getByRole('button', { name: new RegExp(second.code, 'u') }).click();
  await readCard(page, 'Thẻ của người nhận', STRANGER.card);
  await page.getByLabel('Giấy uỷ quyền nhận kết quả (nếu có)').fill('Giấy uỷ quyền 12/2026');
  await expect(page.getByText('Khớp: được uỷ quyền')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('heading', { name: 'Đã trả kết quả cho Trần Văn Lạ' })).toBeVisible();
  expect((await client.dossier.get({ dossierId: second.dossierId })).handOver).toMatchObject({
    basis: 'authorised',
    paper: 'Giấy uỷ quyền 12/2026',
  });
});

test('takes a page from a file, makes the digital copy, compares it and puts it up', async ({
  page,
  counter,
}) => {
  const client = await atTheCounter(page, counter);
  const { code, dossierId } = await receiveOne(client);
  await page.keyboard.press('F3');
  await expect(page.getByLabel('Quét giấy tờ của hồ sơ nào?')).toBeFocused();
  await page.keyboard.insertText(code);
  await page.keyboard.press('Enter');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bang.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })),
  });
  await expect(page.getByRole('img', { name: 'Trang 1/1' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByText('bản số hoá 1 trang')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'trong.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.alloc(0),
  });
  await expect(page.getByRole('alert')).toContainText('0 byte');

  const scans = mkdtempSync(join(tmpdir(), 'scans-'));
  await client.tray.watch({ requestId: requestId(), folder: scans });
  writeFileSync(join(scans, 'mat-sau.jpg'), await aPaperJpeg({ inkedShare: 0.2, dpi: 200 }));
  writeFileSync(join(scans, 'thu.docx'), 'no picture');
  const tray = page.getByRole('region', { name: 'Thư mục quét' });
  await expect(tray).toContainText('không phải ảnh hay PDF');
  await tray.getByRole('button', { name: /^mat-sau\.jpg/u }).click();
  await expectAccessible(page);
  await page.keyboard.press('F4');
  await expect(page.getByRole('img', { name: 'Trang 2/2' })).toBeVisible();
  await expect(tray).not.toContainText('mat-sau.jpg');
  await page.keyboard.press('F9');
  await expect(page.getByText('bản số hoá 2 trang')).toBeVisible();
  rmSync(scans, { recursive: true });
  await page.goto(`${counter.host.address}/#/certify/compare/${dossierId}`);
  await expect(page.getByRole('main').getByRole('button', { name: /Khớp trang này/u })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Bằng tốt nghiệp đại học');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Bằng tốt nghiệp đại học/u })).toBeVisible();
  await expectAccessible(page);
  const { copies } = await client.certify.queue({ states: ['compared'] });
  expect(copies).toMatchObject([{ title: 'Bằng tốt nghiệp đại học', pages: 2 }]);
});

test('the screens of the counter are accessible in each look without horizontal scroll', async ({
  page,
  counter,
}) => {
  test.slow();
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client);
  const other = await receiveOne(client, undefined);
  await recordResult(client, other.dossierId);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  for (const path of [
    '/today',
    '/receive',
    '/ho-so',
    '/ho-so/list/to-return',
    '/ho-so/list/due-soon',
    '/ho-so/list/to-call',
    '/ho-so/list/to-transfer',
    '/ho-so/list/originals',
    '/ho-so/list/guidance',
    '/ho-so/list/to-verify',
    `/ho-so/${dossierId}`,
    '/scan',
    `/scan/${dossierId}`,
    '/certify/compare',
    `/certify/compare/${dossierId}`,
    '/certify/sign',
    '/certify/seal',
    '/certify/done',
    '/hand-over',
    '/check',
    `/hand-over/${other.dossierId}`,
    '/administration/signing',
  ]) {
    await page.goto(`${counter.host.address}/#${path}`);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    await expectAccessibleInEachScheme(page);
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return Math.max(
        document.documentElement.scrollWidth - window.innerWidth,
        (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
      );
    });
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
