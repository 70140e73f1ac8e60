import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { uuidv7 } from 'uuidv7';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';

/** A fresh host on a fresh folder per test. */
export interface Counter {
  host: HeadlessHost;
  /** Another program at the same host. */
  program(): Promise<CounterClient>;
  /** Opens another window. */
  open(page: Page): Promise<void>;
  /** Sets the office up without the wizard. */
  setUp(): Promise<CounterClient>;
}

export const test = base.extend<{ counter: Counter; toldOnFailure: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  counter: async ({}, use) => {
    const folder = temporaryFolder('qmc-e2e-');
    const host = await startHeadlessHost(folder);
    const program = async () => httpClient(host.address, await takeBearer(host.launch()));
    await use({
      host,
      program,
      open: async (page) => void (await page.goto(host.launch().url)),
      async setUp() {
        const client = await program();
        await client.setup.start(anOffice());
        await client.session.signIn({ requestId: uuidv7() as never, login: 'quantri', password: PASSWORD });
        return client;
      },
    });
    await host.stop();
    removeFolder(folder);
  },
  // What a run on another machine leaves is its printed lines alone: they say what the window showed.
  toldOnFailure: [
    async ({ page }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus || page.isClosed()) return;
      const shown = await page.locator('body').innerText({ timeout: 5_000 });
      process.stdout.write(`window of “${info.title}” at ${page.url()}:\n${shown.slice(0, MOST_TOLD)}\n`);
    },
    { auto: true },
  ],
});

/** Letters of a window that a failed test prints. */
const MOST_TOLD = 4_000;

/** Signs in on a window that shows the sign-in screen. */
export async function signIn(page: Page, login = 'quantri', password = PASSWORD): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** Shows the screen in each look, as another window of the same person would choose it: its colours in all, everything else in the last. */
export async function expectAccessibleInEachScheme(page: Page): Promise<void> {
  for (const scheme of ['dark', 'contrast', 'light']) {
    await page.evaluate((chosen) => {
      const key = 'qmc.preferences';
      const { state, version } = JSON.parse(localStorage.getItem(key) ?? '{"state":{},"version":0}');
      localStorage.setItem(key, JSON.stringify({ state: { ...state, scheme: chosen }, version }));
      window.dispatchEvent(new StorageEvent('storage', { key }));
    }, scheme);
    const root = page.locator(
      `html[data-mantine-color-scheme=${scheme === 'dark' ? 'dark' : 'light'}][data-qmc-contrast=${scheme === 'contrast'}]`,
    );
    await expect(root).toHaveCount(1);
    await test.step(scheme, () => expectAccessible(page, scheme === 'light' ? 'all' : 'colours'));
  }
}

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: Record<'all' | 'colours', RunOptions['runOnly']> = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** No violation of WCAG 2.2 A and AA that axe can see; `colours`: only of the rules that a look can break. */
export async function expectAccessible(page: Page, rules: 'all' | 'colours' = 'all'): Promise<void> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE_SOURCE);
  // What fades in or out has no contrast to judge; what turns for ever is not waited for.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );
  const { violations, passes } = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run({ runOnly }),
    RULES[rules],
  );
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
  expect(found).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
}

export { expect };
