import { chromium } from '@playwright/test';
import config from '../../playwright.config.ts';
import { signIn } from '../e2e/counter.ts';
import { addOfficer, expressVisit, MOST_KEYS } from '../e2e/express-visit.ts';
import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import { removeFolder, startHeadlessHost, temporaryFolder } from '../support/headless-host.ts';
import { report, summarise, timed } from './measure.ts';

/**
 * Visits of three originals with five copies of each through Chromium, from the card to the hand-over: keys against the 25 that an office may need, and the time that
 * the program takes of it when nobody waits to type. `longestBlock` is the longest time in which the window took no key, which may be 100 ms.
 */
const N = 12;
const WARM = 2;
const LONGEST_BLOCK_MS = 100;

const folder = temporaryFolder('qmc-bench-');
const host = await startHeadlessHost(folder);
const client = httpClient(host.address, await takeBearer(host.launch()));
await setUpAndSignIn(client);
await giveEveryRole(client);
await addOfficer(client);
const {
  launchOptions,
  viewport = null,
  locale = 'vi-VN',
  timezoneId = 'Asia/Ho_Chi_Minh',
} = config.use ?? {};
const browser = await chromium.launch(launchOptions);
const page = await (await browser.newContext({ viewport, locale, timezoneId })).newPage();
await page.goto(host.launch().url);
await signIn(page);
await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
await page.evaluate(() => {
  const blocks: number[] = [];
  new PerformanceObserver((list) =>
    blocks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: 'longtask',
  });
  Object.assign(window, { blocks });
});
const times: number[] = [];
const blocks: number[] = [];
let keys = 0;
for (let visit = -WARM; visit < N; visit += 1) {
  await page.evaluate(() => {
    location.hash = '#/today';
  });
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.evaluate(() => {
    (window as unknown as { blocks: number[] }).blocks.length = 0;
    location.hash = '#/certify/visit';
  });
  const { card } = aCitizen(`0861900${10_100 + visit}`);
  const time = await timed(async () => {
    keys = await expressVisit(page, card);
  });
  if (visit < 0) continue;
  times.push(time);
  blocks.push(...(await page.evaluate(() => (window as unknown as { blocks: number[] }).blocks)));
}
await browser.close();
await host.stop();
removeFolder(folder);
const { p50, p99 } = summarise(times);
const longestBlock = Math.max(0, ...blocks);
report({
  bench: 'express',
  ours: keys,
  peer: MOST_KEYS,
  target: 1,
  peerName: 'the most keys that a visit of 3 originals x 5 copies may take',
  holds: longestBlock <= LONGEST_BLOCK_MS,
  figures: { msP50: p50, msP99: p99, longestBlock, longestBlockLimit: LONGEST_BLOCK_MS, n: N, unit: 'keys' },
});
