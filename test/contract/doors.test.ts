import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOffice, PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { doors, type OpenDoor } from '../support/doors.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

describe.each(doors)('through the $name door', ({ open }) => {
  let door: OpenDoor;
  let admin: CounterClient;

  beforeAll(async () => {
    door = await open();
    admin = await door.connect();
  }, 60_000);
  afterAll(() => door.close());

  it('says what is missing before the first run and refuses everything else', async () => {
    expect(await admin.setup.status({})).toMatchObject({
      workspace: 'official',
      isSetUp: false,
      officeName: null,
    });
    expect(await refusalOf(admin.office.get({}))).toEqual({ code: 'SETUP_REQUIRED', data: {} });
  });

  it('sets the office up once', async () => {
    await setUpAndSignIn(admin);
    expect(await admin.setup.status({})).toMatchObject({ isSetUp: true, officeName: anOffice().office.name });
    expect(await refusalOf(admin.setup.start(anOffice()))).toEqual({ code: 'ALREADY_SET_UP', data: {} });
  });

  it('keeps the sessions of two windows apart', async () => {
    const other = await door.connect();
    expect((await other.session.get({})).state).toBe('signed-out');
    expect((await admin.session.get({})).state).toBe('signed-in');
    expect(await refusalOf(other.office.get({}))).toEqual({ code: 'NOT_SIGNED_IN', data: {} });
  });

  it('names the wrong field of a bad input and changes nothing', async () => {
    const before = await admin.office.get({});
    const refusal = await refusalOf(admin.office.rename({ requestId: requestId(), name: '  ' }));
    expect(refusal).toEqual({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'name', code: 'too_small' }] },
    });
    expect(
      await refusalOf(admin.office.rename({ requestId: 'không phải mã' as never, name: 'Tên mới' })),
    ).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'requestId' }] },
    });
    expect(await admin.office.get({})).toEqual(before);
  });

  it('renames the office, and answers a repeated request id as the first time', async () => {
    const command = { requestId: requestId(), name: 'Trung tâm Phục vụ hành chính công xã Bình Minh' };
    const first = await admin.office.rename(command);
    const second = await admin.office.rename(command);
    expect(second).toEqual(first);
    expect(first.packetSeq).toBe(2);
    expect((await admin.office.get({})).current.name).toBe(command.name);
  });

  it('answers two simultaneous calls with one request id once', async () => {
    const command = { requestId: requestId(), name: 'Trung tâm Phục vụ hành chính công xã Hoà Bình' };
    const [first, second] = await Promise.all([admin.office.rename(command), admin.office.rename(command)]);
    expect(second).toEqual(first);
    expect(first.packetSeq).toBe(3);
  });

  it('refuses a request id that comes again with another wish', async () => {
    const id = requestId();
    await admin.office.rename({ requestId: id, name: 'Trung tâm Phục vụ hành chính công xã An Lạc' });
    const refusal = await refusalOf(admin.office.rename({ requestId: id, name: 'Trung tâm khác' }));
    expect(refusal).toEqual({ code: 'REQUEST_ID_REUSED', data: { requestId: id } });
  });

  it('stores names in NFC whatever the keyboard sent', async () => {
    const typed = 'Trung tâm Phục vụ hành chính công xã Tân Thạnh'.normalize('NFD');
    const { name } = await admin.office.rename({ requestId: requestId(), name: `  ${typed}\t ` });
    expect(name).toBe(typed.normalize('NFC'));
  });

  it('pushes what one window changed to another', async () => {
    const watcher = await door.connect();
    const stream = await watcher.live.watch({});
    expect((await stream.next()).value).toEqual({ topic: 'connected' });
    await admin.office.rename({
      requestId: requestId(),
      name: 'Trung tâm Phục vụ hành chính công xã Phú Lộc',
    });
    const topics = [(await stream.next()).value, (await stream.next()).value];
    expect(topics).toContainEqual({ topic: 'office' });
    await stream.return?.();
  });

  it('makes a new person change the initial password, then gives no more than their roles', async () => {
    await admin.people.create({
      requestId: requestId(),
      login: 'ngoclan',
      displayName: 'Lê Thị Ngọc Lan',
      jobTitle: 'Công chức tư pháp - hộ tịch',
      initialPassword: 'mat-khau-ban-dau',
      grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
    });
    const clerk = await door.connect();
    await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: 'mat-khau-ban-dau' });
    expect(await refusalOf(clerk.today.get({}))).toEqual({ code: 'PASSWORD_CHANGE_REQUIRED', data: {} });
    await clerk.session.changePassword({
      requestId: requestId(),
      currentPassword: 'mat-khau-ban-dau',
      newPassword: PASSWORD,
    });
    expect((await clerk.today.get({})).lists.map(({ list }) => list)).toContain('unsent');
    const refusal = await refusalOf(clerk.office.rename({ requestId: requestId(), name: 'Tên của tôi' }));
    expect(refusal).toEqual({ code: 'NOT_PERMITTED', data: { permission: 'office:administer' } });
  });

  it('locks, counts wrong codes, and opens with the password', async () => {
    const clerk = await door.connect();
    await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
    await clerk.session.setUnlockCode({
      requestId: requestId(),
      currentPassword: PASSWORD,
      unlockCode: '2468',
    });
    expect((await clerk.session.lock({ requestId: requestId() })).state).toBe('locked');
    expect(await refusalOf(clerk.today.get({}))).toEqual({ code: 'SESSION_LOCKED', data: {} });
    const wrong = () => refusalOf(clerk.session.unlock({ requestId: requestId(), secret: '1357' }));
    expect(await wrong()).toEqual({ code: 'WRONG_UNLOCK', data: { triesLeft: 2 } });
    expect(await wrong()).toEqual({ code: 'WRONG_UNLOCK', data: { triesLeft: 1 } });
    expect(await wrong()).toEqual({ code: 'PASSWORD_REQUIRED', data: {} });
    expect((await clerk.session.unlock({ requestId: requestId(), secret: PASSWORD })).state).toBe(
      'signed-in',
    );
    await clerk.session.lock({ requestId: requestId() });
    expect((await clerk.session.unlock({ requestId: requestId(), secret: '2468' })).state).toBe('signed-in');
  });

  it('proves the audit chain over all of this', async () => {
    const report = await admin.health.verifyAudit({ requestId: requestId() });
    expect(report).toMatchObject({ intact: true, firstBrokenSeq: null });
    expect(report.entries).toBeGreaterThan(10);
  });

  it('goes to the practice folder and back without mixing them', async () => {
    const solo = await open();
    try {
      const client = await solo.connect();
      await setUpAndSignIn(client);
      expect(await client.workspace.switch({ requestId: requestId(), to: 'practice' })).toMatchObject({
        workspace: 'practice',
        isSetUp: false,
        otherWorkspaceIsSetUp: true,
      });
      expect((await client.session.get({})).state).toBe('signed-out');
      await client.setup.start(anOffice({ name: 'Văn phòng tập huấn', login: 'taphuan' }));
      expect((await client.setup.status({})).officeName).toBe('Văn phòng tập huấn');
      await client.workspace.switch({ requestId: requestId(), to: 'official' });
      expect((await client.setup.status({})).officeName).toBe(anOffice().office.name);
    } finally {
      await solo.close();
    }
  }, 60_000);
});
