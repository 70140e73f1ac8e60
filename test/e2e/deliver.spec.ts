import { aPaperJpeg } from '../pdf/a-scan.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

test('an electronic copy is given on a stick, read back and on record; a full stick is said and leaves nothing', async ({
  page,
  counter,
}, info) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  const keys = await demoKeys(client, counter.host.dataDir);
  const { dossierId } = await receiveOne(client);
  const place = { dossierId, componentId: ORIGINAL };
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  const jpeg = Array.from(await aPaperJpeg({ inkedShare: 0.4, dpi: 200 }));
  const file = await page.evaluate(async (bytes) => {
    const answer = await fetch('/blob', {
      method: 'POST',
      body: Uint8Array.from(bytes),
      headers: { 'content-type': 'image/jpeg' },
    });
    return (await answer.json()) as { sha256: string };
  }, jpeg);
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: file.sha256 as never });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const about = { ...place, title: 'Bằng tốt nghiệp', sha256: sha256 as never, pagesMatched: [1] };
  const { copyId } = await client.certify.compare({ requestId: requestId(), ...about });
  const given = { copyIds: [copyId], pin: DEMO_PIN };
  await client.certify.sign({ requestId: requestId(), ...given, keyId: keys.officer });
  await client.certify.seal({ requestId: requestId(), ...given, keyId: keys.agency });

  await page.goto(`${counter.host.address}/#/ho-so/${dossierId}`);
  await page.getByRole('button', { name: 'Giao cho dân', exact: true }).click();
  const write = page.getByRole('button', { name: 'Ghi vào USB, thư mục' });
  // The browser's own folder stands for a stick: the same handles, without the system's dialog.
  await page.evaluate(() => {
    const own = FileSystemFileHandle.prototype.createWritable;
    let tries = 0;
    const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    Object.assign(window, {
      showDirectoryPicker: async () => {
        tries += 1;
        FileSystemFileHandle.prototype.createWritable = tries === 1 ? full : own;
        return await (await navigator.storage.getDirectory()).getDirectoryHandle('USB', { create: true });
      },
    });
  });
  const filesOnStick = () =>
    page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('USB');
      const names: string[] = [];
      const keys = (folder as unknown as { keys(): AsyncIterable<string> }).keys();
      for await (const name of keys) names.push(name);
      return names.sort();
    });
  await write.click();
  await expect(page.getByRole('alert')).toContainText('USB không đủ chỗ');
  expect(await filesOnStick()).toEqual([]);
  expect((await client.certify.deliverable({ dossierId })).given).toEqual([]);
  await write.click();
  await expect(page.getByText('Đã ghi 2 tệp vào “USB” và đọc lại đúng từng tệp')).toBeVisible();
  expect(await filesOnStick()).toEqual([
    'ban-sao-so-01-01-2026-sctdt-bs-bang-tot-nghiep.pdf',
    'doc-truoc-cach-kiem-tra.txt',
  ]);
  await page.getByLabel('Thư điện tử của người nhận').fill('dan@example.vn');
  const saving = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Soạn thư điện tử' }).click({ timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: 'thư nháp' })).toBeVisible();
  expect((await saving).suggestedFilename()).toMatch(/\.eml$/u);
  await expect(page.getByLabel('Đã giao')).toContainText('Thư nháp: dan@example.vn');
  await page.screenshot({ path: info.outputPath('deliver.png') });
  await expectAccessible(page);
});
