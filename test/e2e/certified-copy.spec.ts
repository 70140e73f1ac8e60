import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import type { Role } from '../../shared/domain/people/permissions.ts';
import { samplePages } from '../samples/make-samples.ts';
import { type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import { pdfsig } from '../signing/signature-tools.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type Counter, expect, expectAccessible, signIn, test } from './counter.ts';

const VERIFY = join(import.meta.dirname, '../../electron/cli/verify.ts');
const TITLE = 'Hợp đồng thuê nhà';
const FIRST_PASSWORD = 'mat-khau-ban-dau';
const PEOPLE = [
  ['lantran', 'Trần Thị Ngọc Lan', 'Công chức tư pháp - hộ tịch', 'clerk'],
  ['ducpham', 'Phạm Minh Đức', 'Phó Chủ tịch', 'certifying-officer'],
  ['hoavo', 'Võ Thị Hoa', 'Văn thư', 'seal-keeper'],
] as const satisfies readonly (readonly [string, string, string, Role])[];

let scanner: EsclServer;

test.beforeEach(async () => {
  scanner = await startEsclServer();
});
test.afterEach(() => scanner.close());

/** People who each have one role, past the change of their first password. */
async function addPeople(admin: CounterClient, counter: Counter): Promise<void> {
  for (const [login, displayName, jobTitle, role] of PEOPLE) {
    const grants = [{ role, validFrom: '2026-01-01', validTo: null }];
    const person = { login, displayName, jobTitle, initialPassword: FIRST_PASSWORD, grants };
    await admin.people.create({ requestId: uuidv7() as never, ...person });
    const own = await counter.program();
    await own.session.signIn({ requestId: uuidv7() as never, login, password: FIRST_PASSWORD });
    const change = { currentPassword: FIRST_PASSWORD, newPassword: PASSWORD };
    await own.session.changePassword({ requestId: uuidv7() as never, ...change });
  }
}

/** Another person takes the chair: out through the menu, in at the door. */
async function changePerson(page: Page, login: string): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản:/u }).click();
  await page.getByRole('menuitem', { name: /Đăng xuất/u }).click();
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await signIn(page, login);
  await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
}

/** The file behind a link of the window, fetched by the window. */
async function bytesBehind(page: Page, name: string): Promise<Buffer> {
  const url = await page.getByRole('link', { name }).getAttribute('href');
  const base64 = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, url ?? '');
  return Buffer.from(base64, 'base64');
}

test('a paper is scanned, compared, signed and sealed by three people, and everybody finds it valid', async ({
  page,
  counter,
}, info) => {
  const admin = await counter.setUp();
  await giveEveryRole(admin);
  await addPeople(admin, counter);
  const { root } = await demoKeys(admin, counter.host.dataDir);
  const { code } = await receiveOne(admin);
  const sheets = await samplePages('hop-dong-thue-nha');
  const count = sheets.length;
  scanner.load(sheets);
  await counter.open(page);

  await test.step('the administrator writes down where the scanner is', async () => {
    await signIn(page);
    await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
    await page.goto(`${counter.host.address}/#/administration/devices`);
    const addresses = page.getByLabel('Địa chỉ máy quét');
    await addresses.fill(scanner.address);
    await addresses.locator('xpath=ancestor::section').getByRole('button', { name: 'Lưu' }).click();
    await expect(page.getByText('Đã lưu 1 địa chỉ')).toBeVisible();
  });

  await test.step('the clerk scans it, and the digital copy is made', async () => {
    await changePerson(page, 'lantran');
    await page.keyboard.press('F3');
    await page.getByLabel('Quét giấy tờ của hồ sơ nào?').fill(code);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Máy quét', { exact: true })).toContainText('Loopback & Sons');
    scanner.misbehave({ kind: 'stalled', after: 1 });
    await page.keyboard.press('F3');
    await expect(page.getByText(/^Đã vào 1 trang/u)).toBeVisible();
    await page.keyboard.press('Alt+x');
    await expect(page.getByRole('alert')).toContainText('Đã dừng quét');
    await expect(page.getByRole('img', { name: 'Trang 1/1' })).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(page.getByText('Chưa có trang nào')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('img', { name: 'Trang 1/1' })).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(page.getByText('Chưa có trang nào')).toBeVisible();
    await expect(page.getByText('Đã bỏ 1 trang ra.')).toBeVisible();
    scanner.misbehave(undefined);
    scanner.load(sheets);
    await page.keyboard.press('F3');
    await expect(page.getByText(`Đã nhận ${count} trang.`)).toBeVisible();
    await expect(page.getByRole('img', { name: `Trang 1/${count}` })).toBeVisible();
    await page.keyboard.press('F3');
    await expect(page.getByRole('alert')).toContainText('Khay');
    await expectAccessible(page);
    await page.keyboard.press('F9');
    await expect(page.getByText(`đã lập, ${count} trang`)).toBeVisible();
  });

  await test.step('compares it page by page and puts it up', async () => {
    await page.getByRole('link', { name: 'Đối chiếu' }).click();
    for (let number = 1; number <= count; number += 1) {
      await expect(page.getByRole('img', { name: `Trang ${number}/${count}` })).toBeVisible();
      await expect(page.getByRole('main').getByRole('button', { name: /Khớp trang này/u })).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(page.getByLabel('Tên giấy tờ')).toBeFocused();
    await page.keyboard.type(TITLE);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toContainText('Trần Thị Ngọc Lan');
    await expect(page.getByLabel('Mã PIN')).toHaveCount(0);
    await expect(page.getByText(/chờ người có thẩm quyền ký/u)).toBeVisible();
    await page.goBack();
    await expect(page.getByText(`Bản số hoá này đã được trình ký: ${TITLE}`)).toBeVisible();
  });

  await test.step('the officer mistypes the PIN, loses nothing, and signs', async () => {
    await changePerson(page, 'ducpham');
    await page.keyboard.press('F5');
    await expect(page.getByLabel('Mã PIN')).toBeFocused();
    await expect(page.getByRole('button', { name: /^Rút/u })).toHaveCount(0);
    await page.keyboard.type('sai-ma-pin');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Mã PIN chưa đúng');
    await expect(page.getByRole('alert')).not.toContainText(/null|còn\s+lần|\{/u);
    await expect(page.getByLabel('Mã PIN')).toBeFocused();
    await expect(page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toBeVisible();
    expect((await admin.certify.queue({ states: ['compared'] })).copies).toMatchObject([{ number: null }]);
    await expectAccessible(page);
    await page.keyboard.type(DEMO_PIN);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${TITLE}: xong, số 01`)).toBeVisible();
  });

  await test.step('the seal keeper seals', async () => {
    await changePerson(page, 'hoavo');
    await page.keyboard.press('F5');
    await expect(page.getByRole('tab', { name: 'Chờ đóng dấu' })).toHaveAttribute('aria-selected', 'true');
    await page.getByLabel('Mã PIN').fill(DEMO_PIN);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${TITLE}: xong, số 01`)).toBeVisible();
    await page.getByRole('link', { name: /mục Đã chứng thực/u }).click();
    await expect(page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toContainText('Hợp lệ');
    await expectAccessible(page);
  });

  await test.step('the bytes behind the link are valid for our verifier and for a foreign one', async () => {
    const bytes = await bytesBehind(page, TITLE);
    const [file, trust] = [info.outputPath('copy.pdf'), info.outputPath('root.crt')];
    await writeFile(file, bytes);
    await writeFile(trust, root);
    const { stdout } = await promisify(execFile)(process.execPath, [VERIFY, '--trust', trust, file]);
    const verdict = JSON.parse(stdout);
    expect(verdict.verdict).toBe('valid');
    expect(verdict.signatures).toHaveLength(2);
    const said = await pdfsig(bytes, root);
    expect(said.match(/Signature is Valid/gu)).toHaveLength(2);
    expect(said.match(/Certificate is Trusted/gu)).toHaveLength(2);
  });
});
