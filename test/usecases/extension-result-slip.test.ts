import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCitizen, aPension, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
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
  // Monday 2026-11-16, half past eight; ten working days end on Tuesday 2026-12-01.
  running.clock.set('2026-11-16T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  dossierId = (await receiveOne(client, aPension())).dossierId as never;
});
afterEach(() => running.close());

const view = () => client.dossier.get({ dossierId });
async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}

describe('an extension', () => {
  const extend = (article = 'Điều 5 của văn bản cho phép') =>
    client.life.extend({
      requestId: requestId(),
      dossierId,
      article,
      value: 3,
      unit: 'working-day',
      reason: 'Chờ xã khác trả lời xác minh',
    });

  it('counts on from the appointment, once for a ground, and is no lateness', async () => {
    const { due } = await view();
    const extended = await extend();
    expect(due).toMatch(/^2026-12-01/u);
    expect(extended.due).toMatch(/^2026-12-04/u);
    expect((await view()).steps).toMatchObject([{ dueBefore: due, dueAfter: extended.due, hasPaper: false }]);
    expect(await refusalOf(extend('điều 5 của VĂN BẢN cho phép'))).toMatchObject({
      code: 'EXTENDED_ALREADY',
    });
    await at('2026-12-03T01:30:00.000Z');
    expect((await view()).late).toBe(false);
  });

  it('is not given after the limit or after an apology', async () => {
    await at('2026-12-02T01:30:00.000Z');
    expect((await refusalOf(extend())).code).toBe('EXTENSION_AFTER_DUE');
    const reason = 'Hệ thống gián đoạn';
    await client.life.reappoint({
      requestId: requestId(),
      dossierId,
      reason,
      returnAt: '2026-12-04T02:00:00.000Z',
    });
    expect((await refusalOf(extend())).code).toBe('REAPPOINTED_ALREADY');
  });
});

describe('a result that is wrong', () => {
  it('goes back with its cause, stays in the records, and another takes its place', async () => {
    await recordResult(client, dossierId);
    const cause = { requestId: requestId(), dossierId, reason: 'Sai ngày sinh trên quyết định' };
    expect((await client.life.sendResultBack(cause)).state).toBe('processing');
    expect(await view()).toMatchObject({ result: null, nationalStatus: 4 });
    const again = { requestId: requestId(), dossierId, reason: 'Lần nữa' };
    expect((await refusalOf(client.life.sendResultBack(again))).code).toBe('ACTION_NOT_ALLOWED');
    await recordResult(client, dossierId);
    expect((await view()).result).not.toBeNull();
    expect(running.rows('SELECT sent_back_at FROM dossier_result')).toHaveLength(2);
    const kinds = running
      .rows<{ kind: string }>('SELECT kind FROM packet ORDER BY seq')
      .map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual([
      'dossier.result-recorded',
      'dossier.result-sent-back',
      'dossier.result-recorded',
    ]);
    const voided = { requestId: requestId(), dossierId, reason: 'Nhầm', givenBack: '', approval: null };
    expect((await refusalOf(client.life.void(voided))).code).toBe('ACTION_NOT_ALLOWED');
  });

  it('keeps its dossier from being made void even after it went back', async () => {
    await recordResult(client, dossierId);
    await client.life.sendResultBack({ requestId: requestId(), dossierId, reason: 'Sai ngày sinh' });
    const voided = { requestId: requestId(), dossierId, reason: 'Nhầm', givenBack: '', approval: null };
    expect((await refusalOf(client.life.void(voided))).code).toBe('VOID_AFTER_RESULT');
  });
});

describe('a lost slip', () => {
  const { person, card } = aCitizen();
  const handOver = (change: object = {}) =>
    client.dossier.handOver({ requestId: requestId(), dossierId, receiver: person, paper: null, ...change });

  it('leaves the result to a person of the dossier whose own card was read', async () => {
    await recordResult(client, dossierId);
    const said = { statedBy: 'Lê Thị Thử', reason: 'Rơi trên đường' };
    expect((await client.life.reportLostSlip({ requestId: requestId(), dossierId, ...said })).state).toBe(
      'result-in',
    );
    expect((await refusalOf(handOver())).code).toBe('SLIP_LOST_CARD_NEEDED');
    const other = aCitizen('001099000001', 'Trần Văn Lạ');
    expect((await refusalOf(handOver({ card: other.card }))).code).toBe('SLIP_LOST_CARD_NEEDED');
    const authorised = { receiver: other.person, card: other.card, paper: 'Giấy ủy quyền số 12' };
    expect(await refusalOf(handOver(authorised))).toMatchObject({
      code: 'SLIP_LOST_CARD_NEEDED',
      data: { mayReceive: ['Lê Thị Thử'] },
    });
    expect((await handOver({ card })).basis).toBe('owner');
    // What the reader read is compared, never kept.
    expect(JSON.stringify(running.rows('SELECT * FROM event'))).not.toContain('15052021');
  });
});
