import type { Page } from '@playwright/test';
import { aCitizen } from '../support/a-receipt.ts';
import { PASSWORD } from '../support/an-office.ts';
import type { PractisedDay } from './practised-day.ts';

/** Takes a picture under a name. */
type Shot = (name: string) => Promise<void>;

const first = (page: Page, selector: string) => page.locator(`#main ${selector}`).first();

/** The counter's screens on a practised day, at a window that shows the sign-in screen. Labels are found by place, so that any language does. */
export async function counterPictures(
  page: Page,
  address: string,
  day: PractisedDay,
  shot: Shot,
): Promise<void> {
  await page.locator('input').nth(0).fill('quantri');
  await page.locator('input').nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  const go = async (path: string, awaited: string) => {
    await page.goto(`${address}/#${path}`);
    await first(page, awaited).waitFor();
  };
  await shot('counter-today');
  await go('/receive', '.qmc-receive');
  await receive(page, shot);
  await go('/ho-so', '[role=table]');
  await shot('counter-dossiers');
  for (const [path, keys, name] of [
    ['/ho-so', 'Alt+s', 'counter-register'],
    ['/ho-so/list/to-return', 'Alt+g', 'counter-results-list'],
  ] as const) {
    await go(path, '[role=table]');
    await page.keyboard.press(keys);
    await page.getByRole('dialog').waitFor();
    await shot(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await go('/ho-so/list/guidance', 'table');
  await shot('counter-guidance-list');
  await go('/ho-so/list/receipts', 'table');
  await shot('counter-receipts');
  await go(`/ho-so/${day.received}`, '.qmc-timeline');
  await page.keyboard.press('Alt+m');
  await page.getByRole('dialog').waitFor();
  await shot('counter-take-fee');
  await page.keyboard.press('Escape');
  await go(`/ho-so/${day.resultIn}`, '.qmc-timeline');
  await shot('counter-dossier');
  await go(`/ho-so/${day.linked}`, '.qmc-timeline');
  await shot('counter-linked');
  for (const list of ['mine', 'originals', 'to-transfer', 'to-verify'] as const) {
    await go(`/ho-so/list/${list}`, 'table');
    await shot(`counter-${list}`);
  }
  await go(`/ho-so/transfer/${day.transfer}`, 'table');
  await shot('counter-transfer');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('minh');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await shot('counter-search');
  await page.keyboard.press('Escape');
  await go('/scan', '.qmc-hit');
  await shot('counter-scan-choose');
  await go(`/scan/${day.scanned}`, '.qmc-page-image img');
  await first(page, '.qmc-tray-file').waitFor();
  await shot('counter-scan');
  await page.keyboard.press('Alt+p');
  await page.locator('.qmc-large-page img').waitFor();
  await page.keyboard.press('Alt+s');
  await shot('counter-page-large');
  await page.keyboard.press('Escape');
  await go(`/scan/${day.stacked}`, '.qmc-page-image img');
  await first(page, '.qmc-tray-file').waitFor();
  await shot('counter-stack');
  await go(`/scan/${day.toCompare}`, '.qmc-page-image img');
  await page.keyboard.press('Alt+v');
  await page.getByRole('dialog').locator('select').first().waitFor();
  await shot('counter-facts');
  await page.keyboard.press('Escape');
  await go('/store', 'form');
  await first(page, 'form input').fill('086199008901');
  await first(page, 'form input').press('Enter');
  await page.keyboard.type('Người dân hỏi giấy tờ đã nộp');
  await page.keyboard.press('Enter');
  await first(page, '.qmc-good').waitFor();
  await shot('counter-store');
  await go(`/certify/compare/${day.toCompare}`, '.qmc-page-image img');
  await shot('counter-compare');
  for (const [tab, name] of [
    ['sign', 'counter-sign'],
    ['seal', 'counter-seal'],
    ['done', 'counter-certified'],
    ['paper', 'counter-paper-copies'],
    ['book', 'counter-book'],
  ] as const) {
    await go(`/certify/${tab}`, 'table');
    await shot(name);
  }
  await go('/certify/visit', 'form');
  await first(page, 'form input').fill(aCitizen('086190009012', 'Nguyễn Thị Hồng Nhung').card);
  await first(page, 'form input').press('Enter');
  for (const [row, letters, pages] of [
    [0, 'thpt', '1'],
    [1, 'ks', '2'],
  ] as const) {
    await page.locator(`#qmc-original-${row}`).fill(letters);
    await page.keyboard.press('Enter');
    await page.locator(`#qmc-pages-${row}`).fill(pages);
  }
  await shot('counter-paper-visit');
  await go(`/hand-over/${day.resultIn}`, 'form');
  await first(page, 'form input').fill(aCitizen('086185004321', 'Trần Văn Lạ').card);
  await first(page, 'form input').press('Enter');
  await first(page, '.qmc-bad').waitFor();
  await shot('counter-hand-over');
  await go(`/check/${day.proof}`, '.qmc-verdict');
  await shot('counter-check');
  await go('/check', '.qmc-drop');
  for (const { name, buffer, picture } of day.brought) {
    await first(page, 'input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await page.locator('section').getByText(name).waitFor({ timeout: 60_000 });
    await page.locator('.qmc-file-verdict').waitFor({ timeout: 60_000 });
    await shot(picture);
  }
  await go('/receive/list', 'input');
  await shot('counter-batch');
  await go('/receive/assisted', 'input');
  await shot('counter-assist');
  await go('/administration/signing', 'table');
  await shot('administration-signing');
}

async function receive(page: Page, shot: Shot): Promise<void> {
  const input = (index: number) => page.locator('.qmc-receive input').nth(index);
  await input(0).fill(aCitizen('083190001234', 'Nguyễn Thị Mai').card);
  await input(0).press('Enter');
  await page.locator('.qmc-receive .qmc-good').first().waitFor();
  await page.keyboard.type('ks');
  await page.locator('.mantine-Combobox-option').first().waitFor();
  await shot('counter-procedure');
  await page.keyboard.press('Enter');
  await page.locator('.qmc-checklist').waitFor();
  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog').waitFor();
  await shot('counter-guidance');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+d');
  await shot('counter-receive');
  await shot('readme');
  await page.keyboard.press('F9');
  await page.getByRole('alert').waitFor();
  await shot('counter-refused');
  await page.keyboard.type('mẹ');
  await page.keyboard.press('F9');
  await page.locator('.qmc-receipt').waitFor();
  await page.locator('.qmc-receipt a[href^="/blob/"]').waitFor();
  await shot('counter-received');
}
