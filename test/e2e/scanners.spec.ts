import { createHash } from 'node:crypto';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { startEsclServer } from '../scanner/escl-server.ts';
import { scannerRecords, startMdnsResponder } from '../scanner/mdns-responder.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import { startHeadlessHost } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

const MDNS_PORT = 5353;

test('a scanner that announces itself is chosen by a person before it scans, and entered by the administrator', async ({
  page,
  counter,
}) => {
  const scanner = await startEsclServer({ sides: [await aPaperJpeg()] });
  const responder = await startMdnsResponder({
    port: MDNS_PORT,
    records: scannerRecords({
      name: 'Quầy số 1',
      port: scanner.port,
      texts: ['rs=eSCL', 'ty=Canon DR-C225'],
    }),
  });
  try {
    const client = await counter.setUp();
    await giveEveryRole(client);
    const { dossierId } = await receiveOne(client);
    await counter.open(page);
    await signIn(page);
    await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
    await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
    const choice = page.getByLabel('Máy quét', { exact: true });
    await expect(choice).toContainText('Canon DR-C225 (127.0.0.1, tự báo)');
    if (process.env['LOOK'] !== undefined)
      await page.screenshot({ path: `${process.env['LOOK']}/announced.png` });
    const own = page.getByRole('option', { name: 'Canon DR-C225 (127.0.0.1, tự báo)' });
    expect(scanner.asked).toEqual([]);
    await choice.selectOption(await own.getAttribute('value'));
    await page.keyboard.press('F3');
    await expect(page.getByText('Đã nhận 1 trang.')).toBeVisible();

    await page.goto(`${counter.host.address}/#/administration/devices`);
    await page.getByRole('button', { name: 'Ghi địa chỉ của Canon DR-C225' }).click();
    await expect(page.getByLabel('Địa chỉ máy quét')).toHaveValue(scanner.address);
    await expectAccessibleInEachScheme(page);
    await page
      .getByRole('region')
      .or(page.locator('section'))
      .getByRole('button', { name: 'Lưu' })
      .first()
      .click();
    await expect(page.getByText('Đã lưu 1 địa chỉ.')).toBeVisible();
  } finally {
    await Promise.all([responder.close(), scanner.close()]);
  }
});

test('a feeder that sees one side: fronts, a killed host, the turned stack, and backs that are not as many', async ({
  page,
  counter,
}) => {
  const sides = await Promise.all(
    Array.from({ length: 9 }, (_, index) => aPaperJpeg({ inkedShare: 0.1 + index / 20 })),
  );
  const side = (number: number) => sides[number - 1] as Buffer;
  const numbers = new Map(
    sides.map((bytes, index) => [createHash('sha256').update(bytes).digest('hex'), index + 1]),
  );
  const scanner = await startEsclServer({ sides: [side(1), side(3), side(5)] });
  const client = await counter.setUp();
  await giveEveryRole(client);
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  const { dossierId } = await receiveOne(client, aLinkedBirth());
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  await expect(page.getByLabel('Máy quét', { exact: true })).toContainText('Loopback & Sons S-200');
  await page.keyboard.press('Alt+H');
  await expect(page.getByText('Đã có 3 mặt trước.')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `${process.env['LOOK']}/turn.png` });

  const port = new URL(counter.host.address).port;
  await counter.host.kill();
  const host = await startHeadlessHost(counter.host.dataDir, ['--port', port]);
  const again = await page.context().newPage();
  await page.close();
  await again.goto(host.launch().url);
  await signIn(again);
  await again.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await again.goto(`${host.address}/#/scan/${dossierId}`);
  // The list opens at the first component without pages; the fronts lie in the one before.
  await expect(again.getByLabel('Máy quét', { exact: true })).toContainText('Loopback & Sons S-200');
  await again.keyboard.press('Alt+ArrowUp');
  await expect(again.getByText('Đã có 3 mặt trước.')).toBeVisible();
  const reader = httpClient(host.address, await takeBearer(host.launch()));
  await reader.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const order = async (component: number) => {
    const { components } = await reader.dossier.get({ dossierId });
    const { pages = [] } = components.filter(({ source }) => source === 'paper')[component] ?? {};
    return pages.map(({ sha256 }) => numbers.get(sha256)).join(' ');
  };
  scanner.load([side(6), side(4), side(2)]);
  await again.keyboard.press('Alt+H');
  await expect.poll(() => order(0)).toBe('1 2 3 4 5 6');
  await expect(again.getByText('Đã có 3 mặt trước.')).toBeHidden();
  await again.keyboard.press('Control+z');
  await expect.poll(() => order(0)).toBe('1 3 5 6 4 2');

  // The next paper has two sheets, of which one back did not come.
  await again.keyboard.press('Alt+ArrowDown');
  scanner.load([side(7), side(9)]);
  await again.keyboard.press('Alt+H');
  await expect(again.getByText('Đã có 2 mặt trước.')).toBeVisible();
  scanner.load([side(8)]);
  await again.keyboard.press('Alt+H');
  await expect(again.getByText('2 mặt trước mà có 1 mặt sau.')).toBeVisible();
  expect(await order(1)).toBe('7 9 8');
  await expectAccessibleInEachScheme(again);
  if (process.env['LOOK'] !== undefined)
    await again.screenshot({ path: `${process.env['LOOK']}/uneven.png` });
  await again.getByRole('button', { name: 'Xen, khớp ở tờ đầu' }).click();
  await expect.poll(() => order(1)).toBe('7 8 9');
  await host.stop();
  await scanner.close();
});

test('a driver that failed: the next one is offered, and F3 goes on with it', async ({ page, counter }) => {
  const broken = await startEsclServer({ sides: [await aPaperJpeg()] });
  const whole = await startEsclServer({ sides: [await aPaperJpeg()] });
  broken.misbehave({ kind: 'gone', after: 0 });
  const client = await counter.setUp();
  await giveEveryRole(client);
  const addresses = [broken.address, whole.address];
  await client.scan.setAddresses({ requestId: requestId(), addresses });
  const { dossierId } = await receiveOne(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/scan/${dossierId}`);
  await expect(page.getByLabel('Máy quét', { exact: true })).toContainText('Loopback & Sons S-200');
  await page.keyboard.press('F3');
  const next = page.getByRole('button', { name: 'Chuyển sang Loopback & Sons S-200 (mạng, eSCL), rồi F3' });
  await expect(next).toBeVisible();
  if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `${process.env['LOOK']}/next.png` });
  expect(whole.settings).toEqual([]);
  await next.click();
  await expect(next).toBeHidden();
  await page.keyboard.press('F3');
  await expect(page.getByText('Đã nhận 1 trang.')).toBeVisible();
  await Promise.all([broken.close(), whole.close()]);
});
