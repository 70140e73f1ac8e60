import { aPaperJpeg, scanPdf } from '../pdf/a-scan.ts';
import { startProvince } from '../province/province-server.ts';
import { connectTo } from '../support/a-delivery.ts';
import { aFiling, fileOnline } from '../support/a-filing.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { expect, expectAccessible, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('a filing of a citizen is looked at page by page and accepted; another is sent back', async ({
  page,
  counter,
}) => {
  test.slow();
  const province = await startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' });
  const client = await counter.setUp();
  await giveEveryRole(client);
  const paper = await aPaperJpeg();
  const files = [
    {
      bytes: await scanPdf([{ jpeg: paper }, { jpeg: paper }]),
      name: 'don-de-nghi.pdf',
      mediaType: 'application/pdf',
    },
    { bytes: paper, name: 'anh-the.jpg', mediaType: 'image/jpeg', componentId: null },
  ];
  const second = files.slice(0, 1);
  await fileOnline(province, aFiling(files), files);
  await fileOnline(
    province,
    aFiling(second, { code: 'G22.99-261124-150002', verifiedByVneid: false }),
    second,
  );
  await province.file('H61.45', {
    id: '01936000-0000-7000-8000-0000000000ff',
    revision: 1,
    text: 'xin chào',
  });
  await connectTo(client, province);
  await counter.open(page);
  await signIn(page);
  const today = page.getByRole('link', { name: /Hồ sơ trực tuyến chờ tiếp nhận/u });
  await expect(today).toContainText('2');
  await today.click();
  await expect(page.getByText('Nội dung không đúng mẫu', { exact: false })).toBeVisible();
  await expect(page.getByText('quá hạn', { exact: false }).first()).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await page.getByRole('link', { name: 'G22.99-261124-150001' }).click();
  const accept = page.getByRole('button', { name: 'Tiếp nhận', exact: true });
  await expect(accept).toBeDisabled();
  // The viewer of PDFs takes the keyboard; the review has a key of its own.
  for (const looked of ['1/3', '2/3', '3/3']) {
    await page
      .getByRole('main')
      .getByRole('button', { name: /Đã xem trang này/u })
      .press('Enter');
    await expect(page.getByText(`Đã xem ${looked} trang`)).toBeVisible();
  }
  await expectAccessibleInEachScheme(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await accept.click();
  await page.getByRole('link', { name: 'Mở hồ sơ, in giấy hẹn' }).click();
  await expect(page.getByText('G22.99-261124-150001')).toBeVisible();

  await page.goto(`${counter.host.address}/#/ho-so/list/online`);
  await page.getByRole('link', { name: 'G22.99-261124-150002' }).click();
  await page.getByRole('button', { name: 'Yêu cầu hoàn thiện…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Giấy tờ, thông tin thứ 1').fill('Đơn đề nghị');
  await dialog.getByRole('button', { name: 'Đóng' }).click();
  await page.getByRole('button', { name: 'Yêu cầu hoàn thiện…' }).click();
  await expect(dialog.getByLabel('Giấy tờ, thông tin thứ 1')).toHaveValue('Đơn đề nghị');
  await dialog.getByLabel('Lý do thứ 1').fill('Thiếu chữ ký của người đề nghị');
  await dialog.getByLabel('Hướng dẫn cách làm').fill('Ký vào đơn rồi chụp lại cả hai trang');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await expect(page.getByText('Đã yêu cầu hoàn thiện lúc', { exact: false })).toBeVisible();
  await expect(page.getByText('Chờ hoàn thiện (trực tuyến)')).toBeVisible();
  await expect(accept).toBeHidden();
  await province.close();
});
