import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Person } from '../../shared/domain/dossier/party.ts';
import { aCitizen, aReceipt, giveEveryRole, paper, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

const WIFE = aCitizen().person;
const HUSBAND = aCitizen('086088004321', 'Trần Văn Bình').person;

let running: InProcessHost;
let client: CounterClient;
beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

async function aMarriage(delivery = aReceipt().delivery) {
  const free = { feeId: 'le-phi-dang-ky-ket-hon', settlement: 'now' as const, quantity: 1 };
  const { dossierId } = await receiveOne(client, {
    ...aReceipt(),
    procedureCode: '1.000894',
    caseId: 'standard',
    owner: WIFE,
    request: 'Đăng ký kết hôn',
    components: [
      paper('to-khai-dang-ky-ket-hon'),
      {
        ...paper('giay-to-tuy-than'),
        source: 'database',
        counts: { original: 0, certified: 0, photocopy: 0 },
      },
    ],
    fees: [{ ...free, councilAmountVnd: null, originals: [], waivedFor: null }],
    delivery,
  });
  await recordResult(client, dossierId);
  return dossierId;
}
const give = (dossierId: string, receiver: Person, together: Person | null) =>
  client.dossier.handOver({
    requestId: requestId(),
    dossierId: dossierId as never,
    receiver,
    together,
    paper: null,
  });

it('hands a marriage to both parties, each with a number of their own, and to nobody else', async () => {
  const dossierId = await aMarriage();
  const nobody: Person = { ...HUSBAND, identity: { kind: 'none', reason: 'not-issued' } };
  for (const [together, code] of [
    [null, 'BOTH_PARTIES_NEEDED'],
    [WIFE, 'BOTH_PARTIES_NEEDED'],
    [nobody, 'OTHER_PARTY_UNIDENTIFIED'],
  ] as const)
    expect((await refusalOf(give(dossierId, WIFE, together))).code).toBe(code);
  expect((await client.dossier.get({ dossierId })).state).toBe('result-in');
  await give(dossierId, WIFE, HUSBAND);
  const { handOver, handedToBoth } = await client.dossier.get({ dossierId });
  expect(handedToBoth).toBe(true);
  expect(handOver).toMatchObject({ name: WIFE.name, together: 'Trần Văn Bình' });
  const sent = running.rows<{ bytes: Buffer }>('SELECT bytes FROM packet ORDER BY seq DESC LIMIT 1')[0];
  expect(sent?.bytes.toString()).toContain('"together":"Trần Văn Bình"');
});

it('sends no marriage by post', async () => {
  const dossierId = await aMarriage({ method: 'post', address: 'Khóm 1, xã Thử Nghiệm' });
  const sending = client.dossier.sendOut({
    requestId: requestId(),
    dossierId,
    way: 'post',
    carrier: 'Bưu điện Việt Nam',
    tracking: 'RR123456789VN',
  });
  expect((await refusalOf(sending)).code).toBe('BOTH_PARTIES_NEEDED');
});

it('records no other person where one suffices', async () => {
  const { dossierId } = await receiveOne(client);
  await recordResult(client, dossierId);
  await give(dossierId, WIFE, HUSBAND);
  expect((await client.dossier.get({ dossierId })).handOver?.together).toBeNull();
});
