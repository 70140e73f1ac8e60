import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../support/a-colleague.ts';
import {
  aMarriage,
  aPension,
  aReceipt,
  giveEveryRole,
  paper,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

let running: InProcessHost;
let desk: CounterClient;
let officer: CounterClient;
let leader: CounterClient;
let lan: never;
let minh: never;
let dossierId: never;

beforeEach(async () => {
  running = await startInProcessHost();
  // Monday 2026-11-23, half past eight.
  running.clock.set('2026-11-23T01:30:00.000Z');
  desk = running.client('desk');
  officer = running.client('officer');
  leader = running.client('leader');
  await setUpAndSignIn(desk);
  await giveEveryRole(desk);
  lan = await aColleague(desk, officer, {
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    roles: ['processing-officer'],
  });
  minh = await aColleague(desk, leader, {
    login: 'vanminh',
    displayName: 'Phạm Văn Minh',
    roles: ['approving-leader'],
  });
  dossierId = (await receiveOne(desk, aPension())).dossierId as never;
});
afterEach(() => running.close());

const view = () => desk.dossier.get({ dossierId });
const assign = (change: object = {}, by = desk) =>
  by.work.assign({
    requestId: requestId(),
    dossierId,
    after: 0,
    position: 0,
    holderId: lan,
    note: '',
    ...change,
  });
const handOn = (change: object = {}, by = officer) =>
  by.work.handOn({
    requestId: requestId(),
    dossierId,
    after: 1,
    position: 1,
    holderId: minh,
    note: 'Đã dự thảo',
    ...change,
  });
const kinds = () =>
  running.rows<{ kind: string }>('SELECT kind FROM packet ORDER BY seq').map(({ kind }) => kind);
const listed = async (list: string, by = desk) => (await expectCountsRight(by))[list];
async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  for (const [client, login] of [
    [desk, 'quantri'],
    [officer, 'ngoclan'],
    [leader, 'vanminh'],
  ] as const)
    await client.session.signIn({ requestId: requestId(), login, password: PASSWORD });
}

describe('the steps of the work', () => {
  it('go from the counter to a processor and a signer, each turn with who, when and until when', async () => {
    expect(await listed('unassigned', leader)).toBe(1);
    await assign();
    expect(await listed('unassigned', leader)).toBe(0);
    expect(await listed('mine', officer)).toBe(1);
    const { mine } = await officer.work.mine({});
    expect(mine).toMatchObject([{ dossierId, role: 'processor', late: false, waits: false }]);
    expect((await view()).actions).not.toContain('record-result');
    await handOn();
    await leader.work.approve({ requestId: requestId(), dossierId, after: 2, note: 'Đồng ý' });
    const { work, actions, state } = await view();
    expect(state).toBe('processing');
    expect(work.turns).toMatchObject([
      {
        number: 1,
        holder: 'Lê Thị Ngọc Lan',
        begunBy: 'Trần Thị Bích Hạnh',
        outcome: 'handed-on',
        endNote: 'Đã dự thảo',
      },
      {
        number: 2,
        holder: 'Phạm Văn Minh',
        role: 'signer',
        outcome: 'approved',
        endedBy: 'Phạm Văn Minh',
        endNote: 'Đồng ý',
      },
    ]);
    expect(actions).toContain('record-result');
    expect(kinds().slice(-3)).toEqual(['dossier.assigned', 'dossier.handed-on', 'dossier.approved']);
    await recordResult(desk, dossierId);
    expect((await view()).state).toBe('result-in');
  });

  it('tell the province a row of progress: who, what, from when until when', async () => {
    await assign();
    const [row] = running.rows<{ bytes: Buffer }>("SELECT bytes FROM packet WHERE kind = 'dossier.assigned'");
    const { snapshot } = JSON.parse(Buffer.from(row?.bytes ?? '').toString('utf8'));
    expect(snapshot).toMatchObject({
      status: 4,
      progress: {
        by: 'Trần Thị Bích Hạnh',
        holder: 'Lê Thị Ngọc Lan',
        holderTitle: 'Công chức',
        done: 'assign',
        startsAt: '2026-11-23T01:30:00.000Z',
      },
    });
    const events = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'dossier.assigned'",
    );
    expect(events[0]?.payload).not.toContain('Ngọc Lan');
  });

  it('have no result before the signer has approved, and are sent back with a reason', async () => {
    await assign();
    await handOn();
    expect((await refusalOf(recordResult(desk, dossierId))).code).toBe('ACTION_NOT_ALLOWED');
    const back = await leader.work.sendBack({
      requestId: requestId(),
      dossierId,
      after: 2,
      holderId: lan,
      reason: 'Sai ngày sinh của bên nữ',
    });
    expect(back.turn).toBe(3);
    expect((await view()).work.turns.at(-1)).toMatchObject({
      holder: 'Lê Thị Ngọc Lan',
      role: 'processor',
      note: 'Sai ngày sinh của bên nữ',
      outcome: null,
    });
    await handOn({ after: 3 });
    await leader.work.approve({ requestId: requestId(), dossierId, after: 4, note: '' });
    await recordResult(desk, dossierId);
  });

  it('begin anew when a wrong result came back: what was approved is not approved again', async () => {
    await assign();
    await handOn();
    await leader.work.approve({ requestId: requestId(), dossierId, after: 2, note: '' });
    await recordResult(desk, dossierId);
    running.clock.set('2026-11-23T01:40:00.000Z');
    await desk.life.sendResultBack({ requestId: requestId(), dossierId, reason: 'Sai họ' });
    expect((await view()).work.next).toBe(0);
    expect(await listed('unassigned', leader)).toBe(1);
    expect((await assign({ after: 2 })).turn).toBe(3);
    expect((await view()).actions).not.toContain('record-result');
  });
});

describe('two people at once', () => {
  it('the second assignment is refused and names who has it', async () => {
    const outcomes = await Promise.allSettled([assign(), assign({ holderId: minh }, leader)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(assign({}, leader))).toMatchObject({
      code: 'WORK_MOVED_ON',
      data: { holder: 'Lê Thị Ngọc Lan', by: 'Trần Thị Bích Hạnh' },
    });
    expect((await view()).work.turns).toHaveLength(1);
  });

  it('what was taken back in the meantime is not handed on', async () => {
    await assign();
    await desk.work.takeBack({ requestId: requestId(), dossierId, after: 1, reason: 'Chị Lan nghỉ ốm' });
    expect(await refusalOf(handOn())).toMatchObject({ code: 'WORK_MOVED_ON', data: { holder: '' } });
    expect((await view()).work).toMatchObject({
      next: 0,
      turns: [{ outcome: 'taken-back', endNote: 'Chị Lan nghỉ ốm' }],
    });
    expect((await assign({ after: 1, note: 'Làm thay' })).turn).toBe(2);
  });
});

describe('who may', () => {
  it('a processor neither assigns nor approves, and hands on only what they hold', async () => {
    expect((await refusalOf(assign({}, officer))).code).toBe('NOT_PERMITTED');
    await assign();
    expect(await refusalOf(handOn({}, leader))).toMatchObject({
      code: 'NOT_THE_HOLDER',
      data: { holder: 'Lê Thị Ngọc Lan' },
    });
    expect(
      (await refusalOf(officer.work.approve({ requestId: requestId(), dossierId, after: 1, note: '' }))).code,
    ).toBe('NOT_PERMITTED');
  });

  it('nobody holds a step that their roles do not allow, nor one that is not next', async () => {
    await assign();
    expect(await refusalOf(handOn({ holderId: lan }))).toMatchObject({
      code: 'PERSON_CANNOT_HOLD',
      data: { name: 'Lê Thị Ngọc Lan' },
    });
    expect((await refusalOf(handOn({ position: 2 }))).code).toBe('STEP_NOT_NEXT');
    expect((await refusalOf(handOn({ position: 0, holderId: lan }))).code).toBe('STEP_NOT_NEXT');
    const people = (await officer.work.people({})).people;
    expect(people.find(({ userId }) => userId === minh)?.roles).toEqual(['processor', 'signer']);
    expect(people.find(({ userId }) => userId === lan)).toMatchObject({ roles: ['processor'], holds: 1 });
  });

  it('the work of a person who left is listed for assignment', async () => {
    await assign();
    await desk.people.end({ requestId: requestId(), userId: lan, validTo: '2026-11-23' });
    running.clock.set('2026-11-25T01:30:00.000Z');
    await desk.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    expect((await desk.work.mine({})).unassigned).toMatchObject([{ dossierId, holder: 'Lê Thị Ngọc Lan' }]);
    await desk.work.takeBack({ requestId: requestId(), dossierId, after: 1, reason: 'Đã chuyển công tác' });
    expect((await refusalOf(assign({ after: 1 }))).code).toBe('PERSON_CANNOT_HOLD');
  });
});

describe('the clock of a step', () => {
  const birth = async () => {
    const receipt = {
      ...aReceipt(),
      procedureCode: '1.001193',
      caseId: 'standard',
      components: [paper('to-khai-dang-ky-khai-sinh'), paper('giay-chung-sinh'), paper('giay-to-tuy-than')],
      fees: [
        {
          feeId: 'le-phi-dang-ky-ho-tich',
          settlement: 'waived' as const,
          quantity: 1,
          councilAmountVnd: null,
          originals: [],
          waivedFor: 'đăng ký đúng hạn',
        },
      ],
    };
    return (await receiveOne(desk, receipt)).dossierId as never;
  };

  it('runs the hours that the catalogue names, stands while the citizen is waited for, and goes on', async () => {
    dossierId = await birth();
    // Four hours of work from 08:30: to 14:30 of the same day.
    expect((await assign()).dueAt).toBe('2026-11-23T07:30:00.000Z');
    await at('2026-11-23T03:30:00.000Z');
    await desk.life.askSupplement({
      requestId: requestId(),
      dossierId,
      items: [{ componentId: null, text: 'Giấy chứng sinh rõ ngày', paperReason: null }],
      reason: 'Giấy chứng sinh mờ',
      answerBy: null,
      ground: null,
    });
    await at('2026-11-25T01:30:00.000Z');
    expect((await officer.work.mine({})).mine).toMatchObject([{ late: false, waits: true }]);
    await desk.life.resume({ requestId: requestId(), dossierId, brought: 'Giấy chứng sinh' });
    // Two hours were left.
    const [turn] = (await view()).work.turns;
    expect(turn).toMatchObject({ dueAt: '2026-11-25T03:30:00.000Z', late: false });
    await at('2026-11-25T03:31:00.000Z');
    expect((await view()).work.turns[0]?.late).toBe(true);
    // Another person of the same step gets no new time.
    const passed = await handOn({ position: 0, holderId: minh });
    expect(passed.dueAt).toBe('2026-11-25T03:30:00.000Z');
  });

  it('ends with the dossier: nobody holds what was withdrawn', async () => {
    dossierId = (await receiveOne(desk, aMarriage())).dossierId as never;
    await assign();
    await desk.life.withdraw({ requestId: requestId(), dossierId, reason: 'Không cưới nữa', givenBack: '' });
    expect(await listed('mine', officer)).toBe(0);
    expect((await view()).work.turns[0]?.outcome).toBe('closed');
  });
});
