import { aSignedFile, lineReplaced } from '../support/a-signed-file.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('a signed file is dropped: its verdict stands first, the page that was changed is shown, and a report is drawn', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  const { signed, root } = await aSignedFile({
    root: 'CA TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
    organisation: 'UBND xã Thử Nghiệm',
    signer: 'Phạm Minh Đức',
  });
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: root, fileName: 'goc.crt' });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.keyboard.press('F7');
  const chosen = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chosen).setFiles([
    { name: 'that.pdf', mimeType: 'application/pdf', buffer: signed },
    { name: 'bi-sua.pdf', mimeType: 'application/pdf', buffer: lineReplaced(signed) },
  ]);
  const verdict = page.locator('.qmc-file-verdict');
  await expect(verdict).toContainText('Hợp lệ: nội dung cả 3 trang không đổi từ khi Phạm Minh Đức ký lúc', {
    timeout: 30_000,
  });
  await expect(page.getByText('GỐC TRÌNH DIỄN: chữ ký này không có giá trị pháp lý')).toBeVisible();
  await expect(page.getByText(/Nhập từ tệp goc\.crt/u)).toBeVisible();
  await page.getByRole('button', { name: 'bi-sua.pdf' }).click();
  await expect(verdict).toContainText('Không tin được: trang 2 bị thay sau khi ký', { timeout: 30_000 });
  await expect(page.getByAltText('Trang 2 bây giờ')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'In tờ kết quả' }).click();
  await expect(page.getByRole('link', { name: 'Mở tờ kết quả (PDF)' })).toBeVisible({ timeout: 30_000 });
});
