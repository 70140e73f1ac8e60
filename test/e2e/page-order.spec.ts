import type { Page } from '@playwright/test';
import { scannedPage } from '../pages/scanned-page.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Counter, expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

/** Opens the scan screen of a dossier of two components with this many different pages in the first. */
async function openWithPages(page: Page, counter: Counter, count: number) {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client, aLinkedBirth());
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  const files = await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      name: `trang-${index + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await scannedPage(leaseContract(seededRandom(index))[0] as string, seededRandom(index), {
        skew: 0,
      }),
    })),
  );
  await page.locator('input[type=file]').setInputFiles(files);
  await expect(page.getByRole('listitem').filter({ has: page.locator('.qmc-thumb') })).toHaveCount(count);
  const pages = async (component = 0) =>
    (await client.dossier.get({ dossierId })).components
      .filter(({ source }) => source === 'paper')
      [component]?.pages.map(({ sha256 }) => sha256) ?? [];
  const before = await pages();
  const order = async (component = 0) =>
    (await pages(component)).map((sha256) => before.indexOf(sha256) + 1).join(' ');
  return { client, dossierId, order };
}

test('orders, splits, merges and sets pages aside by keys, and takes each back by Ctrl+Z', async ({
  page,
  counter,
}) => {
  const { order } = await openWithPages(page, counter, 4);
  const now = (component = 0) => expect.poll(() => order(component));
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  // The chosen page up and down, and back.
  await press('PageDown', 'Alt+PageDown');
  await now().toBe('1 3 2 4');
  await expect(page.getByText('Đã đổi chỗ 1 trang.')).toBeVisible();
  await press('Alt+PageUp');
  await now().toBe('1 2 3 4');
  await press('Alt+PageUp');
  await now().toBe('2 1 3 4');
  await press('Control+z');
  await now().toBe('1 2 3 4');

  // A range moves together.
  await press('Alt+Shift+PageDown');
  await expect(page.getByText('Đang chọn 2 trang.')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await press('Alt+PageDown');
  await now().toBe('1 4 2 3');
  await press('Alt+PageUp');
  await now().toBe('1 2 3 4');

  // Split: from page 3 on into the other component; then merge all back.
  await press('PageUp', 'PageDown', 'Alt+k');
  const dialog = page.getByRole('dialog', { name: 'Chuyển, tách, gộp trang' });
  await expect(dialog.getByRole('radio', { name: 'Trang đang chọn (1 trang)' })).toBeFocused();
  await expectAccessibleInEachScheme(page);
  await press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Tách: từ trang 3 đến hết (2 trang)' })).toBeChecked();
  await press('Enter');
  await now().toBe('1 2');
  await now(1).toBe('3 4');
  await expect(dialog).toBeHidden();
  await press('Alt+ArrowDown', 'Alt+k', 'ArrowDown', 'ArrowDown', 'Enter');
  await now().toBe('1 2 3 4');
  await expect(page.getByText('Đã chuyển 2 trang sang thành phần khác.')).toBeVisible();
  await press('Control+z');
  await now(1).toBe('3 4');
  await expect(page.getByText('Đã chuyển 2 trang sang thành phần khác.')).toBeVisible();
  await press('Control+z');
  await now().toBe('1 2 3 4');

  // A range aside, and back.
  await press('Alt+ArrowUp', 'PageDown', 'Alt+Shift+PageDown', 'Delete');
  await now().toBe('1 4');
  await expect(page.getByText('Đã bỏ 2 trang ra.')).toBeVisible();
  await press('Control+z');
  await now().toBe('1 2 3 4');

  // All of it is in the list of keys.
  await press('?');
  const keys = page.getByRole('dialog', { name: 'Phím' });
  for (const key of ['Alt+PageUp', 'Alt+PageDown', 'Alt+Shift+PageDown', 'Alt+K', 'Ctrl+Z', 'Alt+G'])
    await expect(keys.getByText(key, { exact: true })).toBeVisible();
});

test('drags pages to another place and into another component, and says that the copy is old', async ({
  page,
  counter,
}) => {
  const { client, dossierId, order } = await openWithPages(page, counter, 3);
  const now = (component = 0) => expect.poll(() => order(component));
  const [first] = (await client.dossier.get({ dossierId })).components;
  const place = { dossierId, componentId: first?.componentId ?? '' };
  await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  await expect(page.getByText('bản số hoá 3 trang')).toBeVisible();
  const thumb = (number: number) => page.locator('.qmc-thumb').nth(number - 1);
  await thumb(3).dragTo(thumb(1), { targetPosition: { x: 5, y: 30 } });
  await now().toBe('3 1 2');
  await expect(page.getByText('trang đã đổi, lập lại bản số hoá')).toBeVisible();
  await thumb(2).click();
  await thumb(3).click({ modifiers: ['Shift'] });
  await thumb(2).dragTo(page.locator('.qmc-slots .qmc-choice').nth(1));
  await now(1).toBe('1 2');
  await page.keyboard.press('Control+z');
  await now().toBe('3 1 2');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('bản số hoá 3 trang')).toBeVisible();
});
