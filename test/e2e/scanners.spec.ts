import { aPaperJpeg } from '../pdf/a-scan.ts';
import { startEsclServer } from '../scanner/escl-server.ts';
import { scannerRecords, startMdnsResponder } from '../scanner/mdns-responder.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
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
