import type { Page } from '@playwright/test';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import type { RunningProvince } from '../province/province-server.ts';
import { connectTo } from '../support/a-delivery.ts';
import { aFiling, fileOnline } from '../support/a-filing.ts';
import { aCitizen, aPension, aReceipt, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import type { HeadlessHost } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { aPublication, workbookOf } from '../tables/a-publication.ts';

const OFFICE = 'xã Ba Tri, tỉnh Vĩnh Long';

/** What a day has of others: filings from the portal, a dossier for another commune and its steps, codes that a central service gives. */
interface OthersDay {
  submission: string;
  withoutCode: string;
  told: string;
}

/** Makes that day through the contract and the wire. */
export async function othersDay(host: HeadlessHost, province: RunningProvince): Promise<OthersDay> {
  const bearer = await takeBearer(host.launch());
  const client = httpClient(host.address, bearer);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await giveEveryRole(client);
  const withoutCode = await underProvisionalNumber(host, bearer);
  const competent = { kind: 'named', office: OFFICE, reach: 'province' } as const;
  const [told] = [
    await receiveOne(client, { ...aPension(), competent }),
    await receiveOne(client, {
      ...aPension(),
      owner: aCitizen('083185002345', 'Trần Văn Bình').person,
      competent,
    }),
  ];
  const paper = await aPaperJpeg();
  const files = [{ bytes: paper, name: 'don-de-nghi.jpg', mediaType: 'image/jpeg' }];
  const filing = aFiling(files);
  await fileOnline(province, filing, files);
  await fileOnline(province, aFiling(files, { code: 'G22.99-261124-150002', verifiedByVneid: false }), files);
  await connectTo(client, province);
  const { code, receivedAt } = told;
  const step = { at: receivedAt, unit: OFFICE };
  await province.backOffice.tell(code, { ...step, status: 2, receivedAt, step: 'Nhận hồ sơ' });
  await province.backOffice.tell(code, { ...step, status: 4, step: 'Thẩm tra hồ sơ' });
  await province.backOffice.tell(code, { ...step, status: 10, step: 'Đã trả cho công dân' });
  await client.delivery.sendNow({ requestId: requestId() });
  while ((await client.online.list({})).submissions.length < 2)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await client.session.signOut({ requestId: requestId() });
  return { submission: filing.submissionId, withoutCode, told: told.dossierId };
}

async function underProvisionalNumber(host: HeadlessHost, bearer: string): Promise<string> {
  const client = httpClient(host.address, bearer);
  const { date } = await client.today.get({});
  const sheets = aPublication(date.split('-').reverse().join('/'));
  const more = {
    shortName: 'Cấp bản sao trích lục',
    name: 'Cấp bản sao trích lục từ hệ thống dùng chung',
    codeGiver: 'Hệ thống dùng chung cấp',
    codeSystem: 'Hệ thống hộ tịch dùng chung',
    codeBasis: 'Thông tư 04/2025/TT-VPCP',
  };
  const procedures = sheets.procedures.map((row) => ({ ...row, ...more }));
  const answer = await fetch(`${host.address}/blob`, {
    method: 'POST',
    body: new Uint8Array(await workbookOf({ ...sheets, procedures })),
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/octet-stream' },
  });
  const { sha256 } = (await answer.json()) as { sha256: never };
  await client.catalogue.publish({ requestId: requestId(), sha256, fileName: 'danh-muc.xlsx', number: 1 });
  const [entry] = (await client.catalogue.get({ code: '1.999001' })).procedure.cases;
  const paper = (index: number, source: 'paper' | 'database') => ({
    componentId: entry?.components[index]?.id ?? '',
    source,
    counts: { original: source === 'paper' ? 1 : 0, certified: 0, photocopy: 0 },
    applies: true,
    paperReason: null,
  });
  const { dossierId } = await receiveOne(client, {
    ...aReceipt(aCitizen('086199003456', 'Lê Hoàng Phúc').person),
    procedureCode: '1.999001',
    caseId: entry?.id ?? '',
    request: 'Cấp bản sao trích lục khai sinh',
    components: [paper(0, 'paper'), paper(1, 'database')],
    fees: [
      {
        feeId: entry?.fees[0]?.id ?? '',
        settlement: 'now',
        quantity: 1,
        councilAmountVnd: null,
        originals: [],
        waivedFor: null,
      },
    ],
  });
  return dossierId;
}

/** The screens of what comes from others and goes to them, at a window that shows the sign-in screen. */
export async function othersPictures(
  page: Page,
  address: string,
  day: OthersDay,
  shot: (name: string) => Promise<void>,
): Promise<void> {
  await page.locator('input').nth(0).fill('quantri');
  await page.locator('input').nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  const go = async (path: string, awaited: string) => {
    await page.goto(`${address}/#${path}`);
    await page.locator(`#main ${awaited}`).first().waitFor();
  };
  for (const list of ['online', 'awaited', 'codeless'] as const) {
    await go(`/ho-so/list/${list}`, 'table');
    await shot(`others-${list}`);
  }
  await page.locator('#main table button').first().click();
  await page.getByRole('dialog').locator('input').first().fill('G22-99-HT-9');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('input[type=checkbox]').waitFor();
  await shot('others-note-code');
  await page.keyboard.press('Escape');
  await go('/ho-so/list/awaited', 'table');
  await page.locator('#main table button').first().click();
  await page.getByRole('dialog').locator('input').first().waitFor();
  await shot('others-arrival');
  await page.keyboard.press('Escape');
  await go(`/ho-so/${day.withoutCode}`, '.qmc-timeline');
  await shot('others-without-code');
  await go(`/ho-so/${day.told}`, '.qmc-timeline');
  await shot('others-told');
  await go(`/ho-so/online/${day.submission}`, 'img');
  await shot('others-review');
  await go('/delivery', 'table');
  await page.locator('#main button').last().scrollIntoViewIfNeeded();
  await shot('others-progress');
  await go('/administration/calendar', 'button');
  await shot('administration-calendar');
}
