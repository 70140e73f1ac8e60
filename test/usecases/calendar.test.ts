import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

let running: InProcessHost;
let client: CounterClient;
const STORM = {
  date: '2026-11-26',
  kind: 'holiday' as const,
  name: 'Nghỉ tránh bão',
  legal: 'Công văn thử 12/UBND',
};

beforeEach(async () => {
  running = await startInProcessHost();
  // Monday 2026-11-23, half past eight.
  running.clock.set('2026-11-23T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const change = (days: object[], after = 0) =>
  client.calendar.change({
    requestId: requestId(),
    after,
    content: { days, officeHours: [] } as never,
    basis: 'Công văn thử 12/UBND',
  });
const affected = async () => (await client.calendar.affected({})).rows;
const listed = async () => (await expectCountsRight(client))['promises'];

describe('a change of the calendar', () => {
  it('moves no printed appointment, and lists those that it would move, each with the days that make the difference', async () => {
    const { dossierId, dueAt, code } = await receiveOne(client, aPension());
    expect(dueAt).toBe('2026-12-08T01:30:00.000Z');
    expect([await affected(), await listed()]).toEqual([[], 0]);
    await at('2026-11-24T01:30:00.000Z');
    expect(await change([STORM])).toMatchObject({ number: 1, affected: 1 });
    expect((await client.dossier.get({ dossierId })).dueAt).toBe(dueAt);
    expect(await affected()).toMatchObject([
      {
        code,
        promisedAt: dueAt,
        reckonedAt: '2026-12-09T01:30:00.000Z',
        added: [{ kind: 'skipped-holiday', date: '2026-11-26', name: 'Nghỉ tránh bão' }],
        gone: [],
        holder: null,
      },
    ]);
    expect(await listed()).toBe(1);
    // What is received from now on is reckoned by it, and is not listed.
    // (that Tuesday is a holiday: it counts from Wednesday's opening.)
    expect((await receiveOne(client, aPension())).dueAt).toBe('2026-12-10T00:00:00.000Z');
    expect(await affected()).toHaveLength(1);
  });

  it('is decided dossier by dossier: kept with a reason, or moved by a lawful way', async () => {
    const first = await receiveOne(client, aPension());
    const second = await receiveOne(client, aPension());
    await at('2026-11-24T01:30:00.000Z');
    await change([STORM]);
    const keep = () =>
      client.calendar.keepPromise({
        requestId: requestId(),
        dossierId: first.dossierId,
        version: 1,
        reason: 'Làm thêm giờ để trả đúng hẹn',
      });
    await keep();
    expect((await affected()).map(({ dossierId }) => dossierId)).toEqual([second.dossierId]);
    expect((await refusalOf(keep())).code).toBe('PROMISE_NOT_AFFECTED');
    expect((await client.dossier.get({ dossierId: first.dossierId })).timeline[0]?.type ?? '').toMatch(/./u);
    await client.life.reappoint({
      requestId: requestId(),
      dossierId: second.dossierId,
      returnAt: '2026-12-09T02:00:00.000Z',
      reason: 'Nghỉ tránh bão',
    });
    expect([await affected(), await listed()]).toEqual([[], 0]);
    const [kept] = running.rows<{ promised: string; reckoned: string }>(
      'SELECT promised, reckoned FROM kept_promise',
    );
    expect([kept?.promised.slice(0, 10), kept?.reckoned.slice(0, 10)]).toEqual(['2026-12-08', '2026-12-09']);
    // Another change asks again for what it touches, and leaves what a person promised.
    await at('2026-11-25T01:30:00.000Z');
    await change([STORM, { ...STORM, date: '2026-11-27' }], 1);
    expect((await affected()).map(({ dossierId, version }) => [dossierId, version])).toEqual([
      [first.dossierId, 2],
    ]);
  });

  it('leaves what waits for the citizen: it is reckoned by the calendar of the day on which it goes on', async () => {
    const { dossierId } = await receiveOne(client, aPension());
    const items = [{ componentId: null, text: 'Giấy khai sinh', paperReason: null }];
    await client.life.askSupplement({
      requestId: requestId(),
      dossierId,
      items,
      reason: 'Thiếu',
      answerBy: null,
      ground: null,
    });
    await at('2026-11-25T01:30:00.000Z');
    await change([{ ...STORM, date: '2026-12-01' }]);
    expect(await affected()).toEqual([]);
    const resumed = await client.life.resume({
      requestId: requestId(),
      dossierId,
      brought: 'Giấy khai sinh',
    });
    expect(resumed.explanation).toContainEqual({
      kind: 'skipped-holiday',
      date: '2026-12-01',
      name: 'Nghỉ tránh bão',
    });
    expect(await affected()).toEqual([]);
  });

  it('is refused when somebody else changed it meanwhile, and where a day does not fit', async () => {
    await change([STORM]);
    expect((await refusalOf(change([]))).code).toBe('CALENDAR_CHANGED_MEANWHILE');
    expect((await refusalOf(change([STORM], 1))).code).toBe('CALENDAR_UNCHANGED');
    expect(await refusalOf(change([{ ...STORM, kind: 'working-weekend' }], 1))).toMatchObject({
      code: 'CALENDAR_DAY_WRONG',
      data: { date: '2026-11-26' },
    });
    const { versions, days } = await client.calendar.get({});
    expect(versions).toMatchObject([
      { number: 1, basis: 'Công văn thử 12/UBND', enteredBy: 'Trần Thị Bích Hạnh' },
    ]);
    expect(days.find(({ date }) => date === STORM.date)).toMatchObject({ ours: true, verified: false });
    expect(running.rows<{ kind: string }>('SELECT kind FROM packet ORDER BY seq').at(-1)?.kind).toBe(
      'office.calendar-changed',
    );
  });
});
