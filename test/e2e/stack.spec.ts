import { samplePages } from '../samples/make-samples.ts';
import { type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import { scansOf } from '../scanner/printed-sheets.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { requestId } from '../support/request-id.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';

let scanner: EsclServer;

test.beforeEach(async () => {
  scanner = await startEsclServer();
});
test.afterEach(() => scanner.close());

test('by keys alone: separators are printed, a stack fills the slots, pages in doubt are filed by one key, a signed slip files itself', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  const { dossierId, code } = await receiveOne(client, aLinkedBirth());
  const fileOf = async (sha256: string) =>
    Buffer.from(
      await page.evaluate(
        async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
        `/blob/${sha256}`,
      ),
    );
  const pictures = process.env['QMC_PICTURES'];
  const shot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };

  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${page.url().split('#')[0]}#/scan/${dossierId}`);
  await page.getByLabel('Máy quét').waitFor();
  await expect(page.getByRole('button', { name: 'Quét cả tập Alt+U' })).toBeEnabled();

  await test.step('separators', async () => {
    await page.keyboard.press('Alt+i');
    await expect
      .poll(async () => (await client.dossier.get({ dossierId })).papers.map(({ formId }) => formId))
      .toEqual(['own/separator']);
  });

  await test.step('the stack', async () => {
    const [paper] = (await client.dossier.get({ dossierId })).papers;
    const separators = await scansOf(await fileOf(paper?.sha256 ?? ''));
    const [declaration] = await samplePages('to-khai-khai-sinh');
    const [notice] = await samplePages('giay-chung-sinh');
    const [certificate] = await samplePages('giay-chung-nhan-ket-hon');
    scanner.load([notice, certificate, separators[0], declaration, separators[1], notice] as Buffer[]);
    await page.keyboard.press('Alt+u');
    await expect(page.getByText('Đã xếp 2 trang vào 2 thành phần.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('2 tờ phân cách và mặt trắng để riêng.')).toBeVisible();
    const waiting = page.getByRole('region', { name: 'Trang chờ xếp' });
    await expect(waiting.getByText('chưa có tờ phân cách phía trước')).toHaveCount(2);
    await expect(waiting.getByText('Tiêu đề đọc được: GIẤY CHỨNG SINH')).toBeVisible({ timeout: 30_000 });
    await shot('stack');
    await expectAccessible(page);
  });

  await test.step('the page whose title says where it goes', async () => {
    await page.keyboard.press('Alt+b');
    await expect(page.getByRole('heading', { name: 'Trang chờ xếp: 1' })).toBeVisible();
    const { components } = await client.dossier.get({ dossierId });
    expect(components.find(({ componentId }) => componentId === 'giay-chung-sinh')?.pages).toHaveLength(2);
  });

  await test.step('the page in doubt', async () => {
    await page.keyboard.press('Alt+z');
    await expect(page.getByRole('region', { name: 'Trang chờ xếp' })).toHaveCount(0);
    const { components } = await client.dossier.get({ dossierId });
    expect(components.flatMap(({ pages }) => pages)).toHaveLength(4);
  });

  await test.step('the signed slip, among the papers of the day', async () => {
    await page.goto(`${page.url().split('#')[0]}#/scan`);
    const missing = page.getByRole('region', { name: 'Giấy chưa có bản đã ký' });
    await expect(missing.getByRole('link', { name: code })).toBeVisible();
    await shot('day-stack');
    await expectAccessible(page);
    const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
    scanner.load(await scansOf(await fileOf(slip.sha256)));
    await expect(page.getByRole('button', { name: 'Quét tập Alt+U' })).toBeEnabled();
    await page.keyboard.press('Alt+u');
    await expect(page.getByText('Đã lưu 1 giấy đã ký.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Đủ giấy đã ký')).toBeVisible();
    await page.goto(`${page.url().split('#')[0]}#/ho-so/${dossierId}`);
    await expect(page.getByRole('link', { name: 'Giấy tiếp nhận và hẹn trả đã ký' })).toBeVisible();
  });
});
