import { anEmptySheet, scannedPage } from '../pages/scanned-page.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('says what is wrong with each page, lets a person keep one with a reason, cleans up and takes it back', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  const contract = (seed: number) => leaseContract(seededRandom(seed))[0] as string;
  const sheets: [string, object][] = [
    [contract(1), { skew: 1.6, lid: 'dark', width: 222, height: 313, shift: { x: 6, y: 8 } }],
    [contract(2), { blur: 4 }],
    [anEmptySheet(), { specks: 40 }],
    [contract(3), { dpi: 150 }],
  ];
  const files = await Promise.all(
    sheets.map(async ([svg, look], index) => ({
      name: `trang-${index + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await scannedPage(svg, seededRandom(index), look),
    })),
  );
  await page.locator('input[type=file]').setInputFiles(files);
  const thumbs = page.getByRole('list', { name: 'Các trang' });
  await expect(thumbs).toContainText('Mờ');
  await expect(thumbs).toContainText('Trang trắng?');
  await expect(thumbs).toContainText('Dưới 200 dpi');

  const verdict = page.getByRole('region', { name: 'Chất lượng trang 1' });
  await expect(verdict).toContainText('Trang 1 đạt.');
  await expect(verdict).toContainText('chỉnh thẳng 1,6°');
  const shown = page.getByRole('img', { name: 'Trang 1/4' });
  await expect(shown).toHaveAttribute('style', /rotate\(-1\.\d+deg\)/u);
  await page.keyboard.press('Alt+W');
  await expect(shown).not.toHaveAttribute('style', /rotate/u);
  await page.keyboard.press('Alt+W');
  await expect(verdict).toContainText('chỉnh thẳng 1,6°');
  await page.keyboard.press('Alt+R');
  await expect(verdict).toContainText('xoay 90°');
  for (const by of [180, 270]) {
    await page.keyboard.press('Alt+R');
    await expect(verdict).toContainText(`xoay ${by}°`);
  }
  await page.keyboard.press('Alt+R');
  await expect(verdict).not.toContainText('xoay');

  await page.keyboard.press('F9');
  await expect(page.getByRole('alert')).toContainText('Trang 2, 4 chưa đạt');
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: 'Giữ trang này, ghi lý do…' }).click();
  await expectAccessibleInEachScheme(page);
  await page.getByLabel('Vì sao giữ trang này?').fill('Bản chính đã mờ từ trước');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Chất lượng trang 2' })).toContainText('giữ lại');
  await page.getByLabel('Số trang của giấy').fill('5');
  await page.keyboard.press('Tab');
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert')).toContainText('được ghi là 5 trang, đang có 4');
});
