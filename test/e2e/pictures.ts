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
import { practisedDay } from './practised-day.ts';

/**
 * Makes docs/images from the running app at 1366x768: every screen in Vietnamese and English, light and dark. `node test/e2e/pictures.ts`
 * after `npm test` (which builds the window).
 */
const OUT = fileURLToPath(new URL('../../docs/images/', import.meta.url));
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch(config.use?.launchOptions);
const LOOKS = [
  { language: 'vi', scheme: 'light' },
  { language: 'vi', scheme: 'dark' },
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
] as const;

async function aWindow(url: string, look: (typeof LOOKS)[number]): Promise<Page> {
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
    look,
  );
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** A picture once what is shown has come: the frame that a paper was printed from never falls idle, so images are asked themselves. */
const shot = async (page: Page, name: string, { language, scheme }: (typeof LOOKS)[number]) => {
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(OUT, `${name}-${language}-${scheme}.png`) });
};

async function wizard(look: (typeof LOOKS)[number]): Promise<void> {
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  const page = await aWindow(host.launch().url, look);
  const office = anOffice();
  await page.locator('form button').first().waitFor();
  await shot(page, 'setup-mode', look);
  await page.locator('[data-first]').click();
  const input = (index: number) => page.locator('form input:not([type=hidden])').nth(index);
  await input(0).fill('Trung tâm Phục vụ hành chính công phường An Hội');
  await input(1).fill('Ủy ban nhân dân phường An Hội');
  await input(2).fill('H61.45');
  await input(3).fill('my thanh an');
  await page.getByRole('option').first().waitFor();
  await shot(page, 'setup-office', look);
  await page.getByRole('option').first().click();
  const next = () => page.locator('button[type=submit]').click();
  await next();
  await shot(page, 'setup-installation', look);
  await next();
  await shot(page, 'setup-books', look);
  await next();
  await input(0).fill(office.administrator.login);
  await input(1).fill(office.administrator.displayName);
  await input(2).fill(office.administrator.jobTitle);
  await input(3).fill(PASSWORD);
  await input(4).fill(PASSWORD);
  await shot(page, 'setup-administrator', look);
  await next();
  await shot(page, 'setup-review', look);
  await next();
  await page.getByRole('dialog').locator('[data-autofocus]').waitFor();
  await shot(page, 'setup-recovery', look);
  await page.getByRole('dialog').locator('[data-autofocus]').click();
  await page.getByRole('dialog').locator('pre').nth(2).waitFor();
  await shot(page, 'recovery-shares', look);
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

async function program(look: (typeof LOOKS)[number]): Promise<void> {
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
  const page = await aWindow(host.launch().url, look);
  await page.locator('input').first().waitFor();
  await shot(page, 'sign-in', look);
  await page.locator('input').nth(0).fill('quantri');
  await page.locator('input').nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  await shot(page, 'today', look);
  if (look.language === 'vi' && look.scheme === 'light')
    await page.screenshot({ path: join(OUT, 'readme.png') });
  await page.goto(`${host.address}/#/delivery`);
  await page.locator('.qmc-bad').first().waitFor();
  await shot(page, 'delivery', look);
  for (const tab of ['users', 'office', 'devices', 'health', 'account']) {
    await page.goto(`${host.address}/#/administration/${tab}`);
    await shot(page, `administration-${tab}`, look);
  }
  await page.goto(`${host.address}/#/administration/catalogue`);
  await page.locator('#main input').first().fill('ks');
  await page.locator('.qmc-choice').first().click();
  await page.locator('.qmc-split table').waitFor();
  await shot(page, 'administration-catalogue', look);
  await page.goto(`${host.address}/#/administration/users`);
  await page.locator('#main [role=tabpanel] button').first().click();
  await page.getByRole('dialog').waitFor();
  await shot(page, 'add-user', look);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await shot(page, 'keys', look);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.locator('input').first().waitFor();
  await shot(page, 'lock', look);
  await page.locator('.qmc-text-button').click();
  await page.locator('input').nth(1).waitFor();
  await page.locator('.qmc-text-button').click();
  await page.locator('[data-first]').waitFor();
  await page.locator('[data-first]').click();
  await shot(page, 'practice', look);
  await page.context().close();
  await host.stop();
  await province.close();
  removeFolder(folder);
}

async function counter(look: (typeof LOOKS)[number]): Promise<void> {
  const folder = temporaryFolder('qmc-pictures-');
  const host = await startHeadlessHost(folder);
  await httpClient(host.address, await takeBearer(host.launch())).setup.start(anOffice());
  const day = await practisedDay(host);
  const page = await aWindow(host.launch().url, look);
  await page.locator('input').first().waitFor();
  await counterPictures(page, host.address, day, (name) => shot(page, name, look));
  await page.context().close();
  await host.stop();
  removeFolder(folder);
}

// `node test/e2e/pictures.ts counter vi light` makes a part of them.
const [part, language, scheme] = process.argv.slice(2);
const PARTS = { wizard, program, counter };
for (const look of LOOKS) {
  if ((language ?? look.language) !== look.language || (scheme ?? look.scheme) !== look.scheme) continue;
  for (const [name, take] of Object.entries(PARTS)) if (part === undefined || part === name) await take(look);
}
await browser.close();
