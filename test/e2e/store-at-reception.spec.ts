import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

const SHOTS = process.env['QMC_SHOTS'];
const CONFIRMATION = 'Giấy xác nhận khuyết tật';

/** Gives a file to the host as a window does. */
async function give(page: Page, bytes: Uint8Array): Promise<string> {
  const body = [...bytes];
  return await page.evaluate(async (numbers) => {
    const answer = await fetch('/blob', {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: new Uint8Array(numbers),
    });
    return ((await answer.json()) as { sha256: string }).sha256;
  }, body);
}

/** A dossier of the citizen in which a confirmation of this number was digitised and described. */
async function digitise(client: CounterClient, page: Page, number: string, issuedOn: string): Promise<void> {
  const otherPapers = [{ name: CONFIRMATION, counts: { original: 1, certified: 0, photocopy: 0 } }];
  const { dossierId } = await receiveOne(client, { ...aPension(), otherPapers });
  const where = { dossierId, componentId: 'other-1' };
  const sha256 = await give(page, await aPaperJpeg({ inkedShare: 0.4, dpi: 200 }));
  await client.scan.addFile({ requestId: requestId(), ...where, sha256: sha256 as never });
  await client.scan.makeDigitalCopy({ requestId: requestId(), ...where });
  const { components } = await client.dossier.get({ dossierId });
  const facts = {
    ...components.find(({ componentId }) => componentId === 'other-1')?.first,
    ...{ kind: 'disability', number, issuedOn, issuer: 'UBND xã Thử Nghiệm' },
    validity: { kind: 'until', on: '2090-03-04' },
  };
  await client.scan.sayFacts({ requestId: requestId(), ...where, facts: facts as never });
}

test('a demanded paper that lies in the store of the citizen is taken at the reception, by keyboard alone', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await page.setViewportSize({ width: 1366, height: 768 });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await digitise(client, page, '12/GXN', '2024-03-04');
  await digitise(client, page, '45/GXN', '2025-03-04');
  const shot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  await page.keyboard.press('F2');
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  await page.keyboard.insertText(aCitizen().card);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tìm thủ tục')).toBeFocused();
  await page.keyboard.type('1.001776');
  await page
    .getByRole('option', { name: /bảo trợ xã hội|Trợ cấp xã hội/u })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const composition = page.getByRole('region', { name: 'Thành phần hồ sơ' });
  await composition.getByLabel('Áp dụng: người khuyết tật', { exact: true }).focus();
  await page.keyboard.press('Space');
  const row = composition.getByRole('row', { name: /Giấy xác nhận khuyết tật/u });
  await expect(row.getByRole('img', { name: 'còn thiếu' })).toBeVisible();

  await page.keyboard.press('Alt+S');
  const offer = row.getByRole('checkbox', { name: /Có sẵn trong kho/u });
  await expect(offer).toBeFocused();
  await expect(row).toContainText('45/GXN · 04/03/2025 · còn hiệu lực đến 04/03/2090');
  await expect(row).toContainText('12/GXN · 04/03/2024');
  await expect(row).toContainText('Đã có bản mới hơn');
  await expect(composition.getByRole('status')).toContainText(
    'Đã tra kho của Lê Thị Thử: 1 thành phần có sẵn',
  );
  await shot('store-offered');
  await expectAccessibleInEachScheme(page);
  await page.keyboard.press('Space');
  await expect(row.getByRole('img', { name: 'đủ' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(row.getByRole('img', { name: 'còn thiếu' })).toBeVisible();
  await page.keyboard.press('Alt+S');
  await expect(offer).toBeChecked();
  await page.keyboard.press('Alt+D');
  await shot('store-taken');
  await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: 'Đã tiếp nhận' })).toContainText(
    'Giấy hẹn 2 bản đã mở để in.',
  );

  const { hits } = await client.dossier.search({ text: 'le thi thu' });
  const { components } = await client.dossier.get({ dossierId: hits[0]?.dossierId as never });
  expect(components.find(({ name }) => name === CONFIRMATION)).toMatchObject({
    source: 'store',
    facts: { number: '45/GXN' },
    digitalCopy: { pages: 1 },
  });
  const { looks } = await client.store.looks({});
  expect(looks).toMatchObject([{ holderNumber: '086190001234', found: 2 }]);
  expect(looks[0]?.reason).toBe('Tiếp nhận hồ sơ: Trợ cấp xã hội hằng tháng');
});
