import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let head: CounterClient;
let clerk: CounterClient;
let dossierId: never;
let code: string;
const CLERK_PASSWORD = 'mat-khau-cua-lan-2026';

async function aClerk(): Promise<CounterClient> {
  const initialPassword = 'mat-khau-ban-dau';
  await head.people.create({
    requestId: requestId(),
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: 'Công chức tư pháp - hộ tịch',
    initialPassword,
    grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
  });
  const client = running.client('clerk');
  await client.session.signIn({ requestId: requestId(), login: 'ngoclan', password: initialPassword });
  const change = { currentPassword: initialPassword, newPassword: CLERK_PASSWORD };
  await client.session.changePassword({ requestId: requestId(), ...change });
  return client;
}

beforeEach(async () => {
  running = await startInProcessHost();
  running.clock.set('2026-11-23T01:30:00.000Z');
  head = running.client('head');
  await setUpAndSignIn(head);
  await giveEveryRole(head);
  clerk = await aClerk();
  const received = await receiveOne(clerk);
  dossierId = received.dossierId as never;
  code = received.code;
});
afterEach(() => running.close());

const makeVoid = (change: object = {}, by = clerk) =>
  by.life.void({
    requestId: requestId(),
    dossierId,
    reason: 'Chọn nhầm thủ tục',
    givenBack: 'Bản chính bằng tốt nghiệp, phí 2.000 đ',
    approval: { login: 'quantri', password: PASSWORD },
    ...change,
  });
const view = () => head.dossier.get({ dossierId });

describe('a wrong intake', () => {
  it('is made void with the head’s password at the clerk’s window; number, reason and approver stay', async () => {
    expect((await makeVoid()).state).toBe('voided');
    const { nationalStatus, actions, steps, timeline, late } = await view();
    expect({ nationalStatus, actions, late }).toEqual({ nationalStatus: 8, actions: [], late: false });
    expect(steps).toMatchObject([
      { details: { kind: 'void', approver: 'Trần Thị Bích Hạnh' }, hasPaper: false },
    ]);
    expect(timeline.at(-1)).toMatchObject({ type: 'dossier.voided', by: 'Lê Thị Ngọc Lan' });
    expect((await head.dossier.search({ text: code })).hits).toMatchObject([
      { state: 'voided', voidedFor: 'Chọn nhầm thủ tục' },
    ]);
    const [packet] = running.rows<{ kind: string; bytes: Buffer }>(
      'SELECT kind, bytes FROM packet ORDER BY seq DESC LIMIT 1',
    );
    expect(packet?.kind).toBe('dossier.voided');
    expect(String(packet?.bytes)).toContain('Chọn nhầm thủ tục');
    const next = await receiveOne(clerk);
    expect(next.code).not.toBe(code);
  });

  it('opens no session with the head’s password and keeps it nowhere', async () => {
    await makeVoid();
    expect((await clerk.session.get({})).user?.displayName).toBe('Lê Thị Ngọc Lan');
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'dossier.voided'",
    );
    expect(event?.payload).toContain('approverId');
    expect(event?.payload).not.toContain('Chọn nhầm');
    expect(JSON.stringify(running.rows('SELECT * FROM request_answer'))).not.toContain(PASSWORD);
  });

  it('is made void by the head in their own session without a password', async () => {
    expect((await makeVoid({ approval: null }, head)).state).toBe('voided');
  });

  it('is not made void by a clerk alone, by a colleague, or by a wrong password, which is counted', async () => {
    expect((await refusalOf(makeVoid({ approval: null }))).code).toBe('HEAD_APPROVAL_NEEDED');
    const colleague = { login: 'ngoclan', password: CLERK_PASSWORD };
    expect((await refusalOf(makeVoid({ approval: colleague }))).code).toBe('APPROVER_IS_NOT_HEAD');
    const wrong = { login: 'quantri', password: 'sai-mat-khau' };
    expect(await refusalOf(makeVoid({ approval: wrong }))).toMatchObject({
      code: 'WRONG_CREDENTIALS',
      data: { triesBeforeDelay: 4 },
    });
    const nobody = { login: 'khong-co', password: 'sai-mat-khau' };
    expect((await refusalOf(makeVoid({ approval: nobody }))).code).toBe('WRONG_CREDENTIALS');
    expect((await view()).state).toBe('received');
  });

  it('stays when the day is over or a result was recorded', async () => {
    await recordResult(head, dossierId);
    expect((await refusalOf(makeVoid())).code).toBe('ACTION_NOT_ALLOWED');
    dossierId = (await receiveOne(clerk)).dossierId as never;
    running.clock.set('2026-11-24T01:30:00.000Z');
    await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: CLERK_PASSWORD });
    expect(await refusalOf(makeVoid())).toMatchObject({
      code: 'VOID_ANOTHER_DAY',
      data: { receivedOn: '2026-11-23' },
    });
  });

  it('gets no step, page or paper any more', async () => {
    await makeVoid();
    const of = { requestId: requestId(), dossierId };
    expect((await refusalOf(clerk.life.withdraw({ ...of, reason: 'Rút', givenBack: '' }))).code).toBe(
      'ACTION_NOT_ALLOWED',
    );
    const slip = { requestId: requestId(), dossierId, paper: 'A5', copies: 2 } as const;
    expect((await refusalOf(clerk.dossier.drawSlip(slip))).code).toBe('DOSSIER_VOIDED');
    expect((await refusalOf(makeVoid())).code).toBe('ACTION_NOT_ALLOWED');
    expect(
      (await clerk.dossier.openOf({ identityNumber: '086190001234', procedureCode: '2.000815' })).hits,
    ).toEqual([]);
  });
});
