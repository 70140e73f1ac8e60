import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('a signature is received, numbered in its own book and seen there; the book is opened on the way', async ({
  page,
  counter,
}, info) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { users } = await client.people.list({});
  await client.book.addSigner({
    requestId: requestId(),
    userId: users[0]?.id as never,
    kind: 'deputy',
    office: '',
    ground: '',
    scope: ['copy', 'signature', 'translator', 'transaction'],
    compares: false,
    validFrom: '2026-01-01',
    validTo: null,
  });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/certify/book`);
  await page.getByLabel('Sổ', { exact: true }).selectOption('SCT/CK,ĐC');
  await page.getByRole('button', { name: 'Lập sổ này' }).click();
  await expect(page.getByText('Nơi này chưa có sổ')).toBeHidden();

  await page.goto(`${counter.host.address}/#/certify/act`);
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(aCitizen().card);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Tên bản chính 1' })).toBeFocused();
  await page.keyboard.type('uq');
  await page.keyboard.press('Enter');
  await page.getByLabel('Họ tên người cùng ký 1').fill('Võ Văn Mẫu');
  await page.getByLabel('Số giấy tờ của người cùng ký 1').fill('086190009999');
  await page.screenshot({ path: info.outputPath('act.png') });
  await expectAccessible(page);
  await page.keyboard.press('F9');
  await expect(page.getByText('Đã nhận, đã vào danh sách chờ ký')).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByText('Đã cấp số, đang ký và đóng dấu')).toBeVisible();
  await page.goto(`${counter.host.address}/#/certify/paper`);
  await expect(page.getByText(/số 01, quyển 01\/20\d\d-SCT\/CK,ĐC/u)).toBeVisible();
  await page.screenshot({ path: info.outputPath('tray.png') });
  await page.goto(`${counter.host.address}/#/certify/book`);
  await page.getByLabel('Sổ', { exact: true }).selectOption('SCT/CK,ĐC');
  await expect(page.getByText('086190009999')).toBeVisible();
  await page.getByRole('button', { name: /^Khoá sổ năm/u }).click();
  await page.screenshot({ path: info.outputPath('close.png') });
  await expectAccessible(page);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Khoá sổ năm/u })
    .click();
  await expect(page.getByText(/Sổ chưa khoá/u)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.screenshot({ path: info.outputPath('book.png') });
  await expectAccessible(page);
});
