import { scannedPage } from '../pages/scanned-page.ts';
import { aTextSheet } from '../pages/text-page.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('pages become small enough for the limit, or a person chooses: grey, black and white, or the larger file', async ({
  page,
  counter,
}) => {
  test.setTimeout(180_000);
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/devices`);
  const field = page.getByLabel('Tối đa (MB)');
  await expect(field).toHaveValue('10');
  await field.fill('1');
  const section = page.locator('section', { has: field });
  await section.getByRole('button', { name: 'Lưu' }).click();
  await expect(section).toContainText('Đã lưu: tối đa 1 MB.');
  await expectAccessibleInEachScheme(page);

  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  const usual = { svg: aTextSheet(71).svg, look: { dpi: 300, quality: 88 } };
  const dense = { svg: aTextSheet(72, { size: 8 }).svg, look: { dpi: 300, quality: 95, grain: 5 } };
  const give = async (sheets: (typeof usual)[]) =>
    await page.locator('input[type=file]').setInputFiles(
      await Promise.all(
        sheets.map(async ({ svg, look }, index) => ({
          name: `trang-${index + 1}.jpg`,
          mimeType: 'image/jpeg',
          buffer: await scannedPage(svg, seededRandom(index), look),
        })),
      ),
    );
  await give([usual, usual]);
  const thumbs = page.getByRole('list', { name: 'Các trang' });
  await expect(thumbs.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Chất lượng trang 1' })).toContainText('đạt');
  await page.keyboard.press('F9');
  await expect(page.getByText(/đã lập, 2 trang, 0,\d+ MB/u)).toBeVisible({ timeout: 60_000 });
  await page.getByText('Đã nén 2 trang cho vừa cỡ').click();
  await expect(page.getByText(/Trang 1: 300 dpi, chất lượng \d+, \S+ → 0,\d+ MB/u)).toBeVisible();
  await expectAccessibleInEachScheme(page);

  await give([dense, dense, dense, dense]);
  await expect(thumbs.getByRole('listitem')).toHaveCount(6);
  await page.keyboard.press('F9');
  await expect(page.getByText(/Đang nén trang cho vừa cỡ: \d+\/6/u)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Alt+X');
  await expect(page.getByText(/Đang nén trang/u)).toBeHidden();
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert')).toContainText('quá 1 MB mà cơ quan đặt', { timeout: 120_000 });
  await expect(page.getByRole('alert')).toContainText('Trang nặng nhất: ');
  await expectAccessibleInEachScheme(page);
  await page.getByRole('button', { name: 'Giữ tệp lớn' }).click();
  await expect(page.getByText('Lớn hơn 1 MB, đã chọn giữ nguyên')).toBeVisible({ timeout: 60_000 });

  // One page in grey, then all of them in black and white, by the same key; one step back takes all of them back.
  await page.keyboard.press('Alt+M');
  await expect(page.getByRole('button', { name: 'Xám Alt+M' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Giữ màu Alt+M' })).toBeVisible();
  await thumbs.getByRole('button').first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+M');
  await expect(page.getByRole('button', { name: 'Xám Alt+M' })).toBeVisible();
  await page.keyboard.press('Alt+M');
  await expect(page.getByRole('button', { name: 'Đen trắng Alt+M' })).toBeVisible();
  const tones = async () => {
    const { components } = await client.dossier.get({ dossierId: dossierId as never });
    return new Set(components.flatMap(({ pages }) => pages.map(({ quality }) => quality.cleanUp.tones)));
  };
  expect(await tones()).toEqual(new Set(['black-white']));
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Xám Alt+M' })).toBeVisible();
  expect(await tones()).toEqual(new Set(['grey']));
  await page.keyboard.press('Alt+M');
  await expect(page.getByRole('button', { name: 'Đen trắng Alt+M' })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText(/đã lập, 6 trang, 0,\d+ MB/u)).toBeVisible({ timeout: 60_000 });
});
