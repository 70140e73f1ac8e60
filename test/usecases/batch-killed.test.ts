import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { shippedCatalogue } from '../../shared/domain/catalogue/catalogue.ts';
import { batchFees } from '../../shared/domain/dossier/batch.ts';
import { BATCH_FORM } from '../../shared/forms/tables/batch-sheet.ts';
import { PENSION_PAPER } from '../support/a-filing.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { filledWorkbook } from '../tables/a-workbook.ts';

const ROWS = 30;
let host: HeadlessHost | undefined;
const folder = temporaryFolder();
afterEach(async () => {
  await host?.stop();
  removeFolder(folder);
});

async function signedIn(at: HeadlessHost, setUp = false) {
  const bearer = await takeBearer(at.launch());
  const client = httpClient(at.address, bearer);
  if (setUp) await client.setup.start(anOffice());
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  return { client, bearer };
}

it('a list goes on after the host was killed: every row is one dossier, no code is lost or given twice', async () => {
  host = await startHeadlessHost(folder);
  const first = await signedIn(host, true);
  await giveEveryRole(first.client);
  const [entry] = shippedCatalogue.listCases('1.014027');
  if (entry === undefined) throw new Error('no pension');
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    procedure: '1.014027',
    ownerName: 'Nguyễn Thị Thử',
    ownerNumber: `0860500${String(row).padStart(5, '0')}`,
    [`paper.${PENSION_PAPER}.original`]: '1',
  }));
  const bytes = await filledWorkbook({ batch: BATCH_FORM.of(entry, batchFees(entry)) }, { batch: rows });
  const given = await fetch(`${host.address}/blob`, {
    method: 'POST',
    body: new Blob([new Uint8Array(bytes)]),
    headers: { authorization: `Bearer ${first.bearer}`, 'content-type': 'application/octet-stream' },
  });
  const { sha256 } = (await given.json()) as { sha256: never };
  const opening = { requestId: requestId(), sha256, fileName: 'ap-3.xlsx', source: 'Trưởng ấp 3' };
  const { number } = await first.client.batch.open(opening);
  let { client } = first;
  const going = client.batch.receive({ requestId: requestId(), number, most: 20 }).catch(() => undefined);
  await sleep(300);
  await host.kill();
  await going;
  host = await startHeadlessHost(folder);
  ({ client } = await signedIn(host));
  const { dossiers } = await client.batch.get({ number });
  const left = (await client.batch.preview({ sha256 })).rows.filter(({ standing }) => standing === 'new');
  expect(left.length + dossiers).toBe(ROWS);
  for (let more = 1; more > 0; )
    more = (await client.batch.receive({ requestId: requestId(), number, most: 20 })).remaining;
  const { received } = await client.batch.get({ number });
  expect(received.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 2));
  const sequences = received.map(({ code }) => Number(code.slice(-4)));
  expect(sequences).toEqual(rows.map((_, index) => 3001 + index));
});
