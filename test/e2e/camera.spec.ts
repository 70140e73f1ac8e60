import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { photographed } from '../pages/photographed.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Counter, expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

// What the camera sees: a contract on a wooden desk, leaning.
const DESK = { width: 1600, height: 1200, desk: 'wood', turn: 7, tilt: 14, towards: 50, fill: 0.86 } as const;
const { jpeg, corners } = await photographed(
  leaseContract(seededRandom(1))[0] as string,
  seededRandom(11),
  DESK,
);
const film = join(mkdtempSync(join(tmpdir(), 'qmc-camera-')), 'desk.mjpeg');
writeFileSync(film, Buffer.concat([jpeg, jpeg, jpeg]));

test.use({
  launchOptions: {
    executablePath: process.env['QMC_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  },
});

/** The scan screen of a new dossier. */
async function atTheBench(page: Page, counter: Counter) {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const { dossierId } = await receiveOne(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  await page.getByText('Chụp bằng camera').first().waitFor();
  return { client, dossierId };
}

test('photographs papers by keys alone: seen live, taken, made flat, taken back, its corners placed by hand', async ({
  page,
  counter,
}) => {
  const { client, dossierId } = await atTheBench(page, counter);
  const firstPage = async () => {
    const { components } = await client.dossier.get({ dossierId });
    return components.flatMap(({ pages }) => pages)[0];
  };
  await page.keyboard.press('Alt+C');
  const panel = page.getByRole('dialog', { name: /Chụp giấy bằng camera/u });
  await expect(panel).toContainText('1600 × 1200');
  await expect(panel).toContainText('Đã thấy bốn mép giấy.');
  await expect(panel.locator('polygon')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  await panel.getByRole('region', { name: 'Hình trực tiếp của camera' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Đã chụp và lưu 1 trang.');
  await page.keyboard.press('Space');
  await expect(panel).toContainText('Đã chụp và lưu 2 trang.');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('PageUp');

  const verdict = page.getByRole('region', { name: 'Chất lượng trang 1' });
  await expect(verdict).toContainText('làm phẳng theo giấy A4');
  // A camera of two megapixels sees A4 with too few dots, and the page says so.
  await expect(verdict).toContainText('Dưới 200 dpi');
  const shown = page.getByRole('img', { name: 'Trang 1/2' });
  await expect(shown).toHaveAttribute('style', /matrix3d/u);
  const taken = await firstPage();
  for (const [at, { x, y }] of (taken?.quality.outline?.corners ?? []).entries()) {
    expect(Math.abs((x / 10_000) * 1600 - (corners[at]?.x ?? 0))).toBeLessThan(4);
    expect(Math.abs((y / 10_000) * 1200 - (corners[at]?.y ?? 0))).toBeLessThan(4);
  }
  await page.keyboard.press('Alt+W');
  await expect(verdict).toContainText('Ảnh chụp chưa được làm phẳng');
  await expect(shown).not.toHaveAttribute('style', /matrix3d/u);
  await page.keyboard.press('Control+z');
  await expect(verdict).toContainText('làm phẳng theo giấy A4');
  await expect(verdict).toContainText('Dưới 200 dpi');

  await page.keyboard.press('Alt+F');
  const placing = page.getByRole('dialog', { name: 'Bốn góc giấy của trang 1' });
  await expect(placing.getByRole('button', { name: 'Góc trên bên trái' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Tab');
  await expect(placing.getByRole('button', { name: 'Góc trên bên phải' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(placing).toBeHidden();
  const before = taken?.quality.outline?.corners[0] ?? { x: 0, y: 0 };
  await expect
    .poll(async () => (await firstPage())?.quality.cleanUp.flatten?.corners[0])
    .toEqual({ x: before.x + 10, y: before.y + 100 });
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await firstPage())?.quality.cleanUp.flatten?.corners[0]).toEqual(before);
});

test('says what to do where there is no camera, where it is forbidden, busy, or pulled out while it is live', async ({
  page,
  counter,
}) => {
  await page.addInitScript(() => {
    const media = navigator.mediaDevices;
    const own = media.getUserMedia.bind(media);
    media.getUserMedia = async (asked) => {
      const problem = sessionStorage.getItem('camera');
      if (problem !== null) throw new DOMException('as the browser says it', problem);
      const stream = await own(asked);
      Object.assign(window, { unplug: () => stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended')) });
      return stream;
    };
  });
  await atTheBench(page, counter);
  for (const [problem, words] of [
    ['NotFoundError', 'chưa thấy camera nào'],
    ['NotAllowedError', 'không cho dùng camera'],
    ['NotReadableError', 'chương trình khác đang dùng camera'],
  ] as const) {
    await page.evaluate((name) => sessionStorage.setItem('camera', name), problem);
    await page.keyboard.press('Alt+C');
    const panel = page.getByRole('dialog', { name: /Chụp giấy bằng camera/u });
    await expect(panel.getByRole('alert')).toContainText(words);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  }
  await page.evaluate(() => sessionStorage.removeItem('camera'));
  await page.keyboard.press('Alt+C');
  const panel = page.getByRole('dialog', { name: /Chụp giấy bằng camera/u });
  await expect(panel).toContainText('1600 × 1200');
  await page.evaluate(() => (window as unknown as { unplug: () => void }).unplug());
  await expect(panel.getByRole('alert')).toContainText('Camera đã bị rút ra');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('1600 × 1200');
});
