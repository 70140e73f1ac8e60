import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import config from '../../playwright.config.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import { removeFolder, startHeadlessHost, temporaryFolder } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { counterPictures } from './counter-pictures.ts';
import { othersDay, othersPictures } from './others-pictures.ts';
import { practisedDay } from './practised-day.ts';

/**
 * Makes docs/images from the running app at 1366x768: every screen in Vietnamese, light. `node test/e2e/pictures.ts` after `npm test` (which
 * builds the window). `node test/e2e/pictures.ts counter en dark` makes a part of them in another look, to be looked at and not kept.
 */
const OUT = fileURLToPath(new URL('../../docs/images/', import.meta.url));
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch(config.use?.launchOptions);
const [part, language = 'vi', scheme = 'light'] = process.argv.slice(2);

async function aWindow(url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    timezoneId: 'Asia/Ho_Chi_Minh',
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    (state) =>
      localStorage.setItem(
        'qmc.preferences',
        JSON.stringify({ state: { ...state, textSize: 100 }, version: 0 }),
      ),
    { language, scheme },
  );
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** A picture once what is shown has come: the frame that a paper was printed from never falls idle, so images are asked themselves. */
const shot = async (page: Page, name: string) => {
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
  await page.waitForTimeout(600);
  await page.screenshot({
    path: join(OUT, `${name === 'readme' ? name : `${name}-${language}-${scheme}`}.png`),
  });
};

async function wizard(): Promise<void> {
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  const page = await aWindow(host.launch().url);
  const office = anOffice();
  await page.locator('form button').first().waitFor();
  await shot(page, 'setup-mode');
  await page.locator('[data-first]').click();
  const input = (index: number) => page.locator('form input:not([type=hidden])').nth(index);
  await input(0).fill('Trung tâm Phục vụ hành chính công phường An Hội');
  await input(1).fill('Ủy ban nhân dân phường An Hội');
  await input(2).fill('H61.45');
  await input(3).fill('my thanh an');
  await page.getByRole('option').first().waitFor();
  await shot(page, 'setup-office');
  await page.getByRole('option').first().click();
  const next = () => page.locator('button[type=submit]').click();
  await next();
  await shot(page, 'setup-installation');
  await next();
  await shot(page, 'setup-books');
  await next();
  await input(0).fill(office.administrator.login);
  await input(1).fill(office.administrator.displayName);
  await input(2).fill(office.administrator.jobTitle);
  await input(3).fill(PASSWORD);
  await input(4).fill(PASSWORD);
  await shot(page, 'setup-administrator');
  await next();
  await shot(page, 'setup-review');
  await next();
  await page.getByRole('dialog').locator('[data-autofocus]').waitFor();
  await shot(page, 'setup-recovery');
  await page.getByRole('dialog').locator('[data-autofocus]').click();
  await page.getByRole('dialog').locator('pre').nth(2).waitFor();
  await shot(page, 'recovery-shares');
  await page.context().close();
  await host.stop();
  removeFolder(folder);
}

/** Has the province take the first packet and refuse the next. */
async function connect(client: CounterClient, province: RunningProvince) {
  const { url, enrolmentCode } = province;
  await client.delivery.connect({ requestId: uuidv7() as never, url, enrolmentCode });
  while ((await client.delivery.list({})).total > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  province.faults.add('packets', 'refuse');
}

async function program(): Promise<void> {
  // First, because its database takes seconds to start, in which the host would give a kept connection up.
  const province = await startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' });
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  const client = httpClient(host.address, await takeBearer(host.launch()));
  await client.setup.start(anOffice());
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const people = [
    ['ngoclan', 'Lê Thị Ngọc Lan', 'Công chức tư pháp - hộ tịch', 'clerk'],
    ['minhduc', 'Phạm Minh Đức', 'Phó Chủ tịch UBND xã', 'certifying-officer'],
    ['thuhuong', 'Nguyễn Thu Hường', 'Văn thư', 'seal-keeper'],
    ['quocbao', 'Đặng Quốc Bảo', 'Công chức địa chính', 'processing-officer'],
  ] as const;
  for (const [login, displayName, jobTitle, role] of people) {
    await client.people.create({
      requestId: requestId(),
      login,
      displayName,
      jobTitle,
      initialPassword: PASSWORD,
      grants: [{ role, validFrom: '2026-07-01', validTo: null }],
    });
  }
  await connect(client, province);
  await client.office.rename({
    requestId: requestId(),
    name: 'Trung tâm Phục vụ hành chính công xã Thử Nghiệm Mới',
    validFrom: '2027-01-01',
  });
  await client.health.verifyAudit({ requestId: requestId() });
  // Nobody else may be signed in when the window goes to practice.
  await client.session.signOut({ requestId: requestId() });
  const page = await aWindow(host.launch().url);
  await page.locator('input').first().waitFor();
  await shot(page, 'sign-in');
  await page.goto(`${host.address}/#/cong-khai`);
  await page.locator('.qmc-public-list button').first().click();
  await page.locator('.qmc-public-name').waitFor();
  await shot(page, 'public-view');
  await page.goto(`${host.address}/#/today`);
  await page.locator('input').nth(0).fill('quantri');
  await page.locator('input').nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  await shot(page, 'today');
  await page.goto(`${host.address}/#/delivery`);
  await page.locator('.qmc-bad').first().waitFor();
  await shot(page, 'delivery');
  for (const tab of ['users', 'office', 'forms', 'going-live', 'devices', 'health', 'account']) {
    await page.goto(`${host.address}/#/administration/${tab}`);
    await shot(page, `administration-${tab}`);
  }
  await page.goto(`${host.address}/#/administration/catalogue`);
  await page.locator('#main input:visible').first().fill('ks');
  await page.locator('.qmc-choice').first().click();
  await page.locator('.qmc-split table').waitFor();
  await shot(page, 'administration-catalogue');
  await page.goto(`${host.address}/#/administration/users`);
  await page.locator('#main [role=tabpanel] button').first().click();
  await page.getByRole('dialog').waitFor();
  await shot(page, 'add-user');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await shot(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.locator('input').first().waitFor();
  await shot(page, 'lock');
  await page.locator('.qmc-text-button').click();
  await page.locator('input').nth(1).waitFor();
  await page.locator('.qmc-text-button').click();
  await page.locator('[data-first]').waitFor();
  await page.locator('[data-first]').click();
  await shot(page, 'practice');
  await page.context().close();
  await host.stop();
  await province.close();
  removeFolder(folder);
}

async function counter(): Promise<void> {
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  await httpClient(host.address, await takeBearer(host.launch())).setup.start(anOffice());
  const day = await practisedDay(host);
  const page = await aWindow(host.launch().url);
  await page.locator('input').first().waitFor();
  await counterPictures(page, host.address, day, (name) => shot(page, name));
  await page.context().close();
  await host.stop();
  removeFolder(day.scans);
  removeFolder(folder);
}

async function others(): Promise<void> {
  const province = await startProvince({ mode: 'official', name: 'Tỉnh Vĩnh Long' });
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  await httpClient(host.address, await takeBearer(host.launch())).setup.start(anOffice());
  const day = await othersDay(host, province);
  const page = await aWindow(host.launch().url);
  await page.locator('input').first().waitFor();
  await othersPictures(page, host.address, day, (name) => shot(page, name));
  await page.context().close();
  await host.stop();
  await province.close();
  removeFolder(folder);
}

const PARTS = { wizard, program, counter, others };
for (const [name, take] of Object.entries(PARTS)) if (part === undefined || part === name) await take();
await browser.close();
