import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { requestId } from '../support/request-id.ts';
import { pageCodes } from '../support/slip-codes.ts';
import { expect, expectAccessible, signIn, test } from './counter.ts';
import { addOfficer, expressVisit, MOST_KEYS } from './express-visit.ts';

test('three originals five times each: received, numbered, signed, handed over or ticked off, and in the book, by keyboard alone', async ({
  page,
  counter,
}, info) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await addOfficer(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/certify/visit`);

  await test.step('the visit takes at most 25 keys from the card until all copies are handed over', async () => {
    const keys = await expressVisit(page, aCitizen().card, {
      async filled() {
        await page.screenshot({ path: info.outputPath('visit.png') });
        await expectAccessible(page);
      },
      numbered: async () => void (await page.screenshot({ path: info.outputPath('visit-numbered.png') })),
    });
    expect((await client.dossier.search({ text: '', states: ['returned'], limit: 5 })).hits).toHaveLength(1);
    info.annotations.push({ type: 'keys', description: String(keys) });
    expect(keys).toBeLessThanOrEqual(MOST_KEYS);
  });

  await test.step('the clerk numbers the list, prints statements and covers, and ticks the covers off', async () => {
    await client.paperCopy.receive({
      requestId: requestId(),
      requester: aCitizen().person,
      check: 'card-qr',
      originals: ['Giấy khai sinh', 'Học bạ', 'Bảng điểm học tập'].map((title) => ({
        title,
        pages: 1,
        copies: 5,
      })),
      compared: true,
      settlement: 'now',
      waivedFor: null,
    });
    await page.goto(`${counter.host.address}/#/certify/paper`);
    await expect(page.getByText('Bảng điểm học tập')).toBeVisible();
    await page.keyboard.press('F9');
    await expect(page.getByText('Số 1248, quyển 01/2026-SCT/BS')).toBeVisible();
    await page.keyboard.press('Alt+i');
    await page.screenshot({ path: info.outputPath('tray.png') });
    await expectAccessible(page);
    const { paperCopies } = await client.paperCopy.queue({ states: ['numbered'] });
    expect(paperCopies.map(({ number }) => number)).toEqual(['1246', '1247', '1248']);
    const dossierId = paperCopies[0]?.dossierId as never;
    await expect
      .poll(async () => (await client.dossier.get({ dossierId })).papers.map(({ formId }) => formId).sort())
      .toEqual(['nd-23-2015/copy-statement', 'own/copy-cover']);
    const covers = (await client.dossier.get({ dossierId })).papers.find(
      ({ formId }) => formId === 'own/copy-cover',
    );
    const bytes = await page.evaluate(async (url) => {
      const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
      return Array.from(file);
    }, `/blob/${covers?.sha256}`);
    const codes = await pageCodes(Uint8Array.from(bytes));
    const field = page.getByLabel('Quét mã trên phiếu trình ký');
    await field.fill('8934567890123');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toContainText('không phải của phiếu trình ký');
    for (const code of codes) {
      await field.fill(code);
      await field.press('Enter');
      await expect(field).toHaveValue('');
    }
    await expect(page.getByText('Không có bản giấy nào chờ ký')).toBeVisible();
    expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  });

  await test.step('the book shows every number, and the officer makes one void', async () => {
    await page.goto(`${counter.host.address}/#/certify/book`);
    await expect(page.getByText(/6 số, 6 đã chứng thực, 0 đang ký, 0 đã huỷ; 30 bản/u)).toBeVisible();
    await page.getByRole('button', { name: 'Huỷ số 1244' }).click();
    await page.keyboard.type('Ghi nhầm tên');
    await page.getByRole('button', { name: 'Huỷ số này' }).click();
    await expect(page.getByText('Huỷ: Ghi nhầm tên')).toBeVisible();
    await page.screenshot({ path: info.outputPath('book.png') });
    await expectAccessible(page);
  });
});

test('what the officer gives back waits for the clerk with its reason, and is put up again with one press', async ({
  page,
  counter,
}) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await client.paperCopy.receive({
    requestId: requestId(),
    requester: aCitizen().person,
    check: 'card-qr',
    originals: [{ title: 'Giấy khai sinh', pages: 1, copies: 2 }],
    compared: true,
    settlement: 'now',
    waivedFor: null,
  });
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/certify/paper`);
  await page.getByRole('button', { name: 'Trả lại Giấy khai sinh' }).click();
  await page.keyboard.type('Bản sao mờ');
  await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(page.getByText('Không có bản giấy nào chờ ký')).toBeVisible();
  await page.goto(`${counter.host.address}/#/certify/compare`);
  await expect(page.getByText('Bản sao mờ')).toBeVisible();
  await page.getByRole('button', { name: 'Trình lại Giấy khai sinh' }).click();
  await expect(page.getByText('Bản sao mờ')).toBeHidden();
  await page.goto(`${counter.host.address}/#/certify/paper`);
  await expect(page.getByText('1 trang × 2 bản')).toBeVisible();
});

test('an administrator records who may sign, by what right and for which days', async ({
  page,
  counter,
}, info) => {
  const client = await counter.setUp();
  await giveEveryRole(client);
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/signing`);
  await page.getByRole('button', { name: 'Thêm người ký' }).click();
  await page.getByLabel('Tư cách').selectOption('authorised');
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('alert')).toContainText('phải có chức danh');
  await page.getByLabel('Chức danh ghi dưới chữ TUQ.').fill('Công chức Tư pháp - Hộ tịch');
  await page.getByLabel('Văn bản uỷ quyền').fill('12/UQ-UBND ngày 02/01/2026');
  await page.screenshot({ path: info.outputPath('signer-dialog.png') });
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('TUQ. CHỦ TỊCH · CÔNG CHỨC TƯ PHÁP - HỘ TỊCH')).toBeVisible();
  await page.screenshot({ path: info.outputPath('signers.png') });
  await page.getByRole('button', { name: /^Kết thúc thẩm quyền/u }).click();
  await expect(page.getByText(/^từ .* đến /u)).toBeVisible();
});
