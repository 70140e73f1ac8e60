import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let admin: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  admin = running.client();
  await setUpAndSignIn(admin);
});
afterEach(() => running.close());

async function aClerk(login = 'ngoclan'): Promise<string> {
  const { userId } = await admin.people.create({
    requestId: requestId(),
    login,
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: 'Công chức tư pháp',
    initialPassword: PASSWORD,
    grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
  });
  return userId;
}

it('refuses a sign-in name that somebody has, whatever its letters', async () => {
  await aClerk('ngoclan');
  const again = admin.people.create({
    requestId: requestId(),
    login: ' NgocLan ',
    displayName: 'Người khác',
    jobTitle: '',
    initialPassword: PASSWORD,
    grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
  });
  expect(await refusalOf(again)).toEqual({ code: 'LOGIN_TAKEN', data: { login: 'ngoclan' } });
});

it('makes a guesser wait longer and longer, through a restart of the session too', async () => {
  const guess = () =>
    refusalOf(
      running.client().session.signIn({ requestId: requestId(), login: 'quantri', password: 'sai mật khẩu' }),
    );
  for (let left = 4; left >= 1; left -= 1)
    expect(await guess()).toEqual({ code: 'WRONG_CREDENTIALS', data: { triesBeforeDelay: left } });
  expect(await guess()).toEqual({ code: 'SIGN_IN_DELAYED', data: { until: '2026-11-24T01:30:30.000Z' } });
  const right = () =>
    running.client().session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect(await refusalOf(right())).toEqual({
    code: 'SIGN_IN_DELAYED',
    data: { until: '2026-11-24T01:30:30.000Z' },
  });
  running.clock.advance(31);
  expect(await guess()).toEqual({ code: 'SIGN_IN_DELAYED', data: { until: '2026-11-24T01:31:31.000Z' } });
  running.clock.advance(61);
  expect((await right()).state).toBe('signed-in');
  expect(await guess()).toEqual({ code: 'WRONG_CREDENTIALS', data: { triesBeforeDelay: 4 } });
});

it('does not tell a name that nobody has from a wrong password', async () => {
  const refusal = await refusalOf(
    running.client().session.signIn({ requestId: requestId(), login: 'khongco', password: PASSWORD }),
  );
  expect(refusal).toEqual({ code: 'WRONG_CREDENTIALS', data: { triesBeforeDelay: 4 } });
});

it('keeps one administrator whose role has no end', async () => {
  const me = (await admin.session.get({})).user?.id as never;
  expect(
    await refusalOf(admin.people.setRoles({ requestId: requestId(), userId: me, grants: [] })),
  ).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  expect(
    await refusalOf(admin.people.end({ requestId: requestId(), userId: me, validTo: '2026-12-31' })),
  ).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
});

it('gives a role from its first day to its last and not beyond', async () => {
  const userId = (await aClerk()) as never;
  await admin.people.setRoles({
    requestId: requestId(),
    userId,
    grants: [
      { role: 'clerk', validFrom: '2026-01-01', validTo: null },
      { role: 'seal-keeper', validFrom: '2026-11-25', validTo: '2026-11-25' },
    ],
  });
  const rolesOn = async (instant: string) => {
    running.clock.set(instant);
    const client = running.client();
    return (await client.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD }))
      .user?.roles;
  };
  expect(await rolesOn('2026-11-24T16:59:00.000Z')).toEqual(['clerk']);
  expect(await rolesOn('2026-11-24T17:00:00.000Z')).toEqual(['clerk', 'seal-keeper']);
  expect(await rolesOn('2026-11-25T17:00:00.000Z')).toEqual(['clerk']);
});

it('ends the sessions of a person whose password was reset and asks for a new one', async () => {
  const userId = (await aClerk()) as never;
  const clerk = running.client();
  await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
  await admin.people.resetPassword({ requestId: requestId(), userId, initialPassword: 'mat-khau-tam-thoi' });
  expect((await clerk.session.get({})).state).toBe('signed-out');
  const view = await clerk.session.signIn({
    requestId: requestId(),
    login: 'ngoclan',
    password: 'mat-khau-tam-thoi',
  });
  expect(view.user?.mustChangePassword).toBe(true);
});

it('shuts a person out after their last day, also in a session that was open', async () => {
  const userId = (await aClerk()) as never;
  const clerk = running.client();
  await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
  await admin.people.end({ requestId: requestId(), userId, validTo: '2026-11-24' });
  expect((await clerk.session.get({})).state).toBe('signed-in');
  running.clock.set('2026-11-24T17:00:01.000Z');
  expect(await refusalOf(clerk.session.lock({ requestId: requestId() }))).toMatchObject({
    code: 'NOT_SIGNED_IN',
  });
  const again = running
    .client()
    .session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
  expect(await refusalOf(again)).toMatchObject({ code: 'USER_NOT_IN_FORCE' });
});

it('locks a window that was silent for longer than the office allows', async () => {
  running.clock.advance(10 * 60 + 1);
  expect((await admin.session.get({})).state).toBe('locked');
  expect(await refusalOf(admin.office.get({}))).toEqual({ code: 'SESSION_LOCKED', data: {} });
});

it('stores passwords and codes as argon2id only', async () => {
  await admin.session.setUnlockCode({
    requestId: requestId(),
    currentPassword: PASSWORD,
    unlockCode: '246810',
  });
  const [user] = running.rows<{ passwordHash: string; unlock: string }>(
    'SELECT password_hash AS passwordHash, unlock_code_hash AS unlock FROM app_user',
  );
  expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$/);
  expect(user?.unlock).toMatch(/^\$argon2id\$v=19\$/);
});
