import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORK_LISTS } from '../../shared/contract/today.ts';
import { ROLES, type Role } from '../../shared/domain/people/permissions.ts';
import { simulate } from '../simulation/simulate.ts';
import { aColleague } from '../support/a-colleague.ts';
import {
  aCitizen,
  aMarriage,
  aPension,
  giveEveryRole,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { temporaryFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

/** Whose work each list is, written by hand: an official can read it and a change of a permission must change it too. */
const COUNTER: readonly Role[] = ['clerk', 'head'];
const PROCESSING: readonly Role[] = ['clerk', 'processing-officer', 'approving-leader', 'head'];
const WHOSE: Record<(typeof WORK_LISTS)[number], readonly Role[]> = {
  overdue: PROCESSING,
  'due-today': PROCESSING,
  mine: PROCESSING,
  online: COUNTER,
  'to-sign': ['certifying-officer'],
  'to-seal': ['seal-keeper'],
  'to-sign-files': COUNTER,
  'to-seal-results': ['seal-keeper'],
  'paper-to-sign': COUNTER,
  'paper-to-tick': ['clerk', 'seal-keeper', 'head'],
  'due-soon': PROCESSING,
  drafts: COUNTER,
  'to-call': COUNTER,
  unassigned: ['clerk', 'approving-leader', 'head'],
  promises: PROCESSING,
  'to-transfer': COUNTER,
  awaited: PROCESSING,
  unacknowledged: COUNTER,
  'copies-lacking': COUNTER,
  codeless: COUNTER,
  differences: PROCESSING,
  'to-verify': COUNTER,
  'to-return': COUNTER,
  'paper-to-return': COUNTER,
  asked: PROCESSING,
  originals: COUNTER,
  unsent: ['clerk', 'head', 'administrator'],
};
/** Lists that only those are told of whose work they are: they are a person's own, or cannot be opened by others. */
const OWN = new Set(['mine', 'drafts', 'unassigned']);

let running: InProcessHost;
const people = {} as Record<Role, CounterClient>;
const ids = {} as Record<Role, never>;

async function hire(administrator: CounterClient, host: InProcessHost) {
  for (const role of ROLES) {
    people[role] = host.client(role);
    const who = { login: role, displayName: `Người ${role}`, roles: [role] };
    ids[role] = await aColleague(administrator, people[role], who);
  }
}

describe('a practised day', () => {
  let desk: CounterClient;
  const dossiers = {} as Record<string, never>;
  const on = (name: string) => ({ requestId: requestId(), dossierId: dossiers[name] as never });
  const take = async (name: string, number: string, change: object = {}) => {
    const owner = { ...aCitizen(number, name).person, phone: '0912 345 678' };
    dossiers[name] = (await receiveOne(desk, { ...aPension(), owner, ...change } as never))
      .dossierId as never;
  };
  const at = async (instant: string) => {
    running.clock.set(instant);
    await desk.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    for (const role of ROLES)
      await people[role].session.signIn({ requestId: requestId(), login: role, password: PASSWORD });
  };

  beforeAll(async () => {
    running = await startInProcessHost();
    // Monday 2026-11-16, half past eight.
    running.clock.set('2026-11-16T01:30:00.000Z');
    desk = running.client('desk');
    await setUpAndSignIn(desk);
    await giveEveryRole(desk);
    await hire(desk, running);
    const post = { delivery: { method: 'post', address: 'Ấp 3, xã Thử Nghiệm, tỉnh Vĩnh Long' } };
    const elsewhere = { kind: 'named', office: 'xã Ba Tri, tỉnh Vĩnh Long', reach: 'province' };
    await take('Nguyễn Thị Chờ', '086190000001');
    await take('Trần Văn Giữ', '086190000002');
    await take('Lê Thị Bổ Sung', '086190000003');
    await take('Phạm Văn Gửi', '086190000004', post);
    await take('Võ Thị Xong', '086190000005', { submitterCheck: 'none' });
    await take('Huỳnh Văn Xa', '086190000006', { competent: elsewhere });
    await take('Đặng Thị Giấy', '086190000007');
    await desk.work.assign({
      ...on('Trần Văn Giữ'),
      after: 0,
      position: 0,
      holderId: ids['processing-officer'],
      note: '',
    });
    const items = [{ componentId: null, text: 'Bản sao giấy khai sinh', paperReason: null }];
    await desk.life.askSupplement({
      ...on('Lê Thị Bổ Sung'),
      items,
      reason: 'Thiếu giấy',
      answerBy: '2026-11-25',
      ground: null,
    });
    await recordResult(desk, dossiers['Phạm Văn Gửi'] as never);
    await desk.dossier.sendOut({
      ...on('Phạm Văn Gửi'),
      way: 'post',
      carrier: 'Bưu điện',
      tracking: 'EB123456789VN',
    });
    await recordResult(desk, dossiers['Võ Thị Xong'] as never);
    const kept = {
      componentId: null,
      name: 'Sổ hộ khẩu cũ',
      count: 1,
      place: 'Tủ 2',
      holder: 'Trần Thị Bích Hạnh',
      purpose: 'Đối chiếu',
    };
    await desk.custody.keep({ ...on('Nguyễn Thị Chờ'), ...kept });
    await desk.transfer.prepare({
      requestId: requestId(),
      unit: 'Phòng Văn hóa',
      dossierIds: [dossiers['Đặng Thị Giấy'] as never],
    });
    const draftId = requestId();
    await people.clerk.dossier.saveDraft({ requestId: requestId(), draftId, value: { parked: true } });
    // Wednesday; the day before is the day of culture.
    await at('2026-11-25T01:30:00.000Z');
    await receiveOne(desk, aMarriage());
  });
  afterAll(() => running.close());

  it.each(ROLES)('tells %s of the lists that are theirs, those of the office, and no other', async (role) => {
    const { lists } = await people[role].today.get({});
    const told = WORK_LISTS.filter((list) => !OWN.has(list) || WHOSE[list].includes(role));
    expect(lists.map(({ list }) => list)).toEqual(told);
    expect(lists.filter(({ mine }) => mine).map(({ list }) => list)).toEqual(
      WORK_LISTS.filter((list) => WHOSE[list].includes(role)),
    );
  });

  it.each(ROLES)('counts for %s what the lists themselves have', async (role) => {
    const figures = await expectCountsRight(people[role]);
    if (role !== 'clerk') return;
    expect(Object.fromEntries(Object.entries(figures).filter(([, count]) => count > 0))).toMatchObject({
      'due-today': 1,
      drafts: 1,
      'to-call': 1,
      unassigned: 2,
      'to-transfer': 5,
      awaited: 1,
      unacknowledged: 1,
      'to-verify': 1,
      'to-return': 1,
      asked: 1,
      originals: 1,
    });
  });

  const round = async (role: Role) => {
    const passed: string[] = [];
    const tasks: string[] = [];
    for (;;) {
      const { task, again } = await people[role].today.next({ passed });
      if (task === null || again) return { tasks, passed, task };
      expect(WHOSE[task.list]).toContain(role);
      passed.push(task.key);
      tasks.push(`${task.list} ${task.opens}`);
    }
  };
  const task = (list: string, name: string) => `${list} ${dossiers[name]}`;

  it('leads from one thing to do to the next, each once, and begins anew when all were passed over', async () => {
    const { tasks, passed, task: first } = await round('clerk');
    const [today] = (await people.clerk.dossier.search({ text: '', dueToday: true })).hits;
    const [draft] = (await people.clerk.dossier.drafts({})).drafts;
    expect(tasks).toEqual([
      `due-today ${today?.dossierId}`,
      `drafts ${draft?.draftId}`,
      task('to-call', 'Lê Thị Bổ Sung'),
      task('unassigned', 'Nguyễn Thị Chờ'),
      task('unassigned', 'Đặng Thị Giấy'),
      task('to-transfer', 'Trần Văn Giữ'),
      task('to-transfer', 'Huỳnh Văn Xa'),
      task('unacknowledged', 'Phạm Văn Gửi'),
      task('to-verify', 'Võ Thị Xong'),
    ]);
    expect(first?.key).toBe(passed[0]);
  });

  it('gives an officer what they hold, and nobody what another person holds', async () => {
    await at('2026-12-02T01:30:00.000Z');
    expect((await people.clerk.dossier.count({ text: '', late: true })).count).toBe(4);
    const held = task('overdue', 'Trần Văn Giữ');
    expect((await round('processing-officer')).tasks).toContain(held);
    expect((await round('clerk')).tasks).not.toContain(held);
    expect((await round('seal-keeper')).tasks).toEqual([]);
    expect(await people['seal-keeper'].today.next({})).toEqual({ task: null, again: false });
  });

  it('gives the draft of one clerk to no other', async () => {
    expect((await round('head')).tasks.filter((each) => each.startsWith('drafts'))).toEqual([]);
  });
});

describe('a simulated office', () => {
  const folder = join(temporaryFolder(), 'simulated');
  let office: InProcessHost;

  beforeAll(async () => {
    await simulate({ dossiers: 300, seed: 3, until: '2026-11-20', folder, way: 'bulk' });
    office = await startInProcessHost({ folder });
    // The Monday after its last day.
    office.clock.set('2026-11-23T02:00:00.000Z');
    const administrator = office.client();
    await administrator.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    await hire(administrator, office);
  }, 60_000);
  afterAll(async () => {
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(ROLES)('counts for %s what the lists themselves have', async (role) => {
    const figures = await expectCountsRight(people[role]);
    expect(figures['due-soon']).toBeGreaterThan(10);
    expect(figures['to-transfer']).toBeGreaterThan(10);
    expect(figures['to-return']).toBeGreaterThan(10);
  });
});
