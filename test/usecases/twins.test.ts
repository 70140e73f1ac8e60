import { afterEach, beforeEach, expect, it } from 'vitest';
import { aScan } from '../signing/a-signed-copy.ts';
import { aCitizen, aReceipt, giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { giveFile } from '../tables/a-workbook.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

it('names open dossiers of the same person that hold the very same file, and the one that is repeated', async () => {
  const first = await receiveOne(client);
  const second = await receiveOne(client, { ...aReceipt(), repeatReason: 'Xin thêm bản' });
  const stranger = await receiveOne(client, aReceipt(aCitizen('086190009999', 'Trần Khác').person));
  const sha256 = await giveFile(running, await aScan());
  for (const { dossierId } of [first, second, stranger])
    await client.scan.addFile({ requestId: requestId(), dossierId, componentId: ORIGINAL, sha256 } as never);
  const twin = await client.dossier.get({ dossierId: second.dossierId });
  expect(twin.sameFiles).toEqual([{ dossierId: first.dossierId, code: first.code, files: 1 }]);
  expect(twin.repeats).toMatchObject([{ code: first.code, reason: 'Xin thêm bản' }]);
  expect((await client.dossier.get({ dossierId: stranger.dossierId })).sameFiles).toEqual([]);
  const withdrawn = {
    requestId: requestId(),
    dossierId: first.dossierId,
    reason: 'Không cần nữa',
    givenBack: '',
  };
  await client.life.withdraw(withdrawn);
  expect((await client.dossier.get({ dossierId: second.dossierId })).sameFiles).toEqual([]);
});
