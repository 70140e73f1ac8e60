import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPension, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let dossierId: never;

beforeEach(async () => {
  running = await startInProcessHost();
  running.clock.set('2026-11-16T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const address = 'Ấp 3, xã Thử Nghiệm, tỉnh Vĩnh Long';
  const byPost = { ...aPension(), delivery: { method: 'post' as const, address } };
  dossierId = (await receiveOne(client, byPost as never)).dossierId as never;
});
afterEach(() => running.close());

const send = (change: object = {}) =>
  client.dossier.sendOut({
    requestId: requestId(),
    dossierId,
    way: 'post',
    carrier: 'Bưu điện',
    tracking: 'EB123456789VN',
    ...change,
  });
const acknowledge = (on: string) =>
  client.dossier.acknowledge({
    requestId: requestId(),
    dossierId,
    on,
    acknowledgement: 'Giấy báo phát có chữ ký',
  });

describe('a result that is sent', () => {
  it('goes in the way that was registered, with its carrier and number, after the result is there', async () => {
    expect((await refusalOf(send())).code).toBe('ACTION_NOT_ALLOWED');
    await recordResult(client, dossierId);
    expect(await refusalOf(send({ way: 'electronic', carrier: null }))).toMatchObject({
      code: 'WAY_NOT_REGISTERED',
      data: { registered: 'post' },
    });
    expect((await refusalOf(send({ carrier: null }))).code).toBe('CARRIER_MISSING');
    await send();
    expect(await client.dossier.get({ dossierId })).toMatchObject({
      state: 'returned',
      nationalStatus: 10,
      handOver: {
        way: 'post',
        carrier: 'Bưu điện',
        tracking: 'EB123456789VN',
        name: 'Lê Thị Thử',
        acknowledgedOn: null,
      },
    });
    const [packet] = running.rows<{ kind: string; bytes: Buffer }>(
      'SELECT kind, bytes FROM packet ORDER BY seq DESC LIMIT 1',
    );
    expect(packet?.kind).toBe('dossier.handed-over');
    expect(String(packet?.bytes)).toContain('EB123456789VN');
  });

  it('is acknowledged later, once, on a day between its sending and today', async () => {
    expect((await refusalOf(acknowledge('2026-11-16'))).code).toBe('NOT_SENT_OUT');
    await recordResult(client, dossierId);
    await send();
    for (const day of ['2026-11-15', '2026-11-17'])
      expect((await refusalOf(acknowledge(day))).code).toBe('ACKNOWLEDGED_ON_WRONG_DAY');
    await acknowledge('2026-11-16');
    expect((await refusalOf(acknowledge('2026-11-16'))).code).toBe('ACKNOWLEDGED_ALREADY');
    expect((await client.dossier.get({ dossierId })).handOver).toMatchObject({
      acknowledgedOn: '2026-11-16',
      acknowledgement: 'Giấy báo phát có chữ ký',
    });
  });
});

it('is listed after five working days without an acknowledgement, until there is one', async () => {
  await recordResult(client, dossierId);
  await send();
  const listed = async (instant: string) => {
    running.clock.set(instant);
    await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    const { unacknowledged } = await client.life.watch({});
    const figure = (await client.today.get({})).lists.find(({ list }) => list === 'unacknowledged');
    expect(figure?.count).toBe(unacknowledged.length);
    return unacknowledged;
  };
  // Sent on Monday the 16th.
  expect(await listed('2026-11-20T08:00:00.000Z')).toEqual([]);
  expect(await listed('2026-11-23T01:30:00.000Z')).toMatchObject([
    {
      dossierId,
      way: 'post',
      carrier: 'Bưu điện',
      tracking: 'EB123456789VN',
      name: 'Lê Thị Thử',
      receipted: false,
    },
  ]);
  await acknowledge('2026-11-18');
  expect(await listed('2026-11-23T02:00:00.000Z')).toEqual([]);
});
