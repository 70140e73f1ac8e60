import type { Locator, Page } from '@playwright/test';
import { scannedPage } from '../pages/scanned-page.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { startEsclServer } from '../scanner/escl-server.ts';
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
  await expect(dialog).toBeHidden();
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

test('shows a page large by keys: whole, to its dots, as scanned, side by side, turned, and the next one', async ({
  page,
  counter,
}) => {
  await openWithPages(page, counter, 2);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await expect(page.getByText('Trang 1 đạt.')).toBeVisible();
  await press('Alt+p');
  const large = page.getByRole('dialog', { name: /^Trang 1\/2 · / });
  const side = large.getByRole('region', { name: 'Trang 1 như trong bản số hoá' });
  const picture = side.getByRole('img');
  const widthOf = async () => (await picture.boundingBox())?.width ?? 0;
  await expect(side).toBeFocused();
  // The whole page is seen, and drawn from the scan itself.
  const fits = await side.evaluate((element) => element.scrollHeight <= element.clientHeight + 1);
  expect(fits).toBe(true);
  const whole = await widthOf();
  await press('+', '+');
  await expect.poll(widthOf).toBeCloseTo(whole * 1.44, 0);
  await press('-');
  await expect.poll(widthOf).toBeCloseTo(whole * 1.2, 0);
  await press('1');
  await expect.poll(widthOf).toBeCloseTo(1654, 0);
  await expect(large.getByRole('status', { name: 'Cỡ đang xem' })).toHaveText('100 %');
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1654);
  // The middle stays in the middle, and arrows move the page.
  const at = () => side.evaluate(({ scrollTop, scrollLeft }) => ({ scrollTop, scrollLeft }));
  const before = await at();
  expect(before.scrollTop).toBeGreaterThan(500);
  await press('ArrowDown', 'ArrowRight');
  await expect.poll(async () => (await at()).scrollTop).toBeGreaterThan(before.scrollTop);
  await expect.poll(async () => (await at()).scrollLeft).toBeGreaterThan(before.scrollLeft);
  // The mouse: Ctrl and the wheel change the size, holding moves.
  const box = (await side.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 300, box.y + 200);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(widthOf).toBeCloseTo(1654 * 1.2, 0);
  const held = await at();
  await page.mouse.down();
  await page.mouse.move(box.x + 250, box.y + 150, { steps: 3 });
  await page.mouse.up();
  await expect.poll(at).toEqual({ scrollTop: held.scrollTop + 50, scrollLeft: held.scrollLeft + 50 });

  await press('0', 'Alt+s');
  const scanned = large.getByRole('region', { name: 'Trang 1 như lúc quét' });
  await expect(scanned).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await press('1');
  await side.evaluate((element) => element.scrollTo(0, 700));
  await expect.poll(() => scanned.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(600);
  await press('Alt+r');
  await expect(picture).toHaveAttribute('style', /rotate\(90deg\)/u);
  await expect(scanned.getByRole('img')).not.toHaveAttribute('style', /rotate/u);
  await press('Alt+s', 'Alt+a');
  await expect(side).toBeHidden();
  await expect(scanned).toBeVisible();
  await press('Control+z', 'Alt+a', 'PageDown', '0');
  await expect(page.getByRole('dialog', { name: /^Trang 2\/2 · / })).toBeVisible();
  await expect(large.getByRole('img')).toHaveCount(0);
  await press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Trang 2/2' })).toBeVisible();
});

test('by keys alone: a paper with a stuck note comes through the feeder, is put in order and becomes a digital copy', async ({
  page,
  counter,
}) => {
  const scanner = await startEsclServer();
  const client = await counter.setUp();
  await giveEveryRole(client);
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  const { dossierId, code } = await receiveOne(client, aLinkedBirth());
  const sheets = await Promise.all(
    // The sheet with the note, the same without it, and one more.
    [1, 1, 2].map((seed, index) =>
      scannedPage(leaseContract(seededRandom(seed))[0] as string, seededRandom(index), { skew: 0, dpi: 300 }),
    ),
  );
  scanner.load(sheets);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (field: Locator) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached by Tab');
  };
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await press('Alt+4');
  await page.getByRole('heading', { name: 'Quét', exact: true }).waitFor();
  await tabTo(page.getByRole('textbox', { name: 'Quét giấy tờ của hồ sơ nào?' }));
  await page.keyboard.type(code);
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Quét cả tập Alt+U' })).toBeEnabled();
  await press('F3');
  await expect(page.getByText('Đã nhận 3 trang.')).toBeVisible({ timeout: 30_000 });
  const pages = async () => (await client.dossier.get({ dossierId })).components[0]?.pages ?? [];
  const notes = () => expect.poll(async () => (await pages()).map(({ note }) => note));
  const [first, , last] = (await pages()).map(({ pageId }) => pageId);

  await tabTo(page.getByLabel('Số trang của giấy'));
  await page.keyboard.type('2');
  await press('Tab', 'Alt+g');
  await notes().toEqual(['with', null, null]);
  await expect(page.getByRole('list', { name: 'Các trang' })).toContainText('Thiếu ảnh cặp');
  await press('F9');
  await expect(page.getByRole('alert')).toContainText('được ghi là 2 trang, đang có 3');
  // Page keys belong to a field while the focus is in one.
  await tabTo(page.locator('.qmc-thumb[aria-current]'));
  await press('PageDown', 'Alt+g');
  await notes().toEqual(['with', 'without', null]);
  await expect(page.getByText('Ảnh đã gỡ giấy dán của trang này.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Các trang' })).not.toContainText('Thiếu ảnh cặp');
  await expectAccessibleInEachScheme(page);
  // A pair that is torn apart is two lone halves; it is put together again.
  await press('Alt+PageDown');
  await expect(page.getByRole('list', { name: 'Các trang' })).toContainText('Thiếu ảnh cặp');
  await press('Control+z');
  await expect(page.getByRole('list', { name: 'Các trang' })).not.toContainText('Thiếu ảnh cặp');
  await press('PageDown', 'Alt+PageUp', 'Alt+PageUp');
  await expect.poll(async () => (await pages()).map(({ pageId }) => pageId).indexOf(last as string)).toBe(0);
  await press('Alt+p');
  await expect(page.getByRole('region', { name: 'Trang 1 như trong bản số hoá' })).toBeFocused();
  await press('PageDown', 'Escape');
  await expect(page.getByRole('img', { name: 'Trang 2/3' })).toBeVisible();
  await press('F9');
  await expect(page.getByText('bản số hoá 3 trang')).toBeVisible({ timeout: 60_000 });
  expect((await pages()).map(({ pageId }) => pageId).indexOf(first as string)).toBe(1);
  await scanner.close();
});

test('a page that was scanned into the wrong dossier goes into the right one by keys, and back by Ctrl+Z', async ({
  page,
  counter,
}) => {
  const { client, dossierId, order } = await openWithPages(page, counter, 2);
  const right = await receiveOne(client, aLinkedBirth());
  const there = async () =>
    (await client.dossier.get({ dossierId: right.dossierId })).components.map(({ pages }) => pages.length);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Alt+a');
  const dialog = page.getByRole('dialog', { name: 'Chuyển trang sang hồ sơ khác' });
  await expect(dialog.getByLabel('Hồ sơ nhận trang')).toBeFocused();
  await page.keyboard.type(right.code);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(`Hồ sơ ${right.code}`);
  await expect(dialog.getByRole('radio', { name: /Tờ khai/u })).toBeFocused();
  if (process.env['QMC_SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['QMC_SHOTS']}/move-to-dossier.png` });
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => order()).toBe('1');
  expect((await there())[0]).toBe(1);
  await expect(page.getByText('Đã chuyển 1 trang sang hồ sơ khác.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => order()).toBe('1 2');
  expect((await there())[0]).toBe(0);
  expect(dossierId).not.toBe(right.dossierId);
});
