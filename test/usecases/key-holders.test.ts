import { afterAll, beforeAll, expect, it } from 'vitest';
import { officeDay, startOfOfficeDay } from '../../shared/domain/time/office-time.ts';
import { aSigningService } from '../signing/a-signing-service.ts';
import { aColleague } from '../support/a-colleague.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let admin: CounterClient;
let officer: CounterClient;
let keys: { officer: string; agency: string };
let users: { admin: string; officer: string };

beforeAll(async () => {
  running = await startInProcessHost();
  admin = running.client('desk');
  await setUpAndSignIn(admin);
  await giveEveryRole(admin);
  const adminId = (await admin.session.get({})).user?.id ?? '';
  officer = running.client('officer');
  const officerId = await aColleague(admin, officer, {
    login: 'minhduc',
    displayName: 'Phạm Minh Đức',
    roles: ['certifying-officer'],
  });
  users = { admin: adminId, officer: officerId };
  keys = await demoKeys(admin, running.folder, running.clock.now());
});
afterAll(() => running.close());

const sign = (client: CounterClient) =>
  refusalOf(
    client.certify.sign({
      requestId: requestId(),
      copyIds: ['01936000-0000-7000-8000-0000000000e1' as never],
      keyId: keys.officer,
      pin: DEMO_PIN,
    }),
  );

it('lets nobody sign with another person’s certificate, and a key of nobody sign nothing until somebody says whose it is', async () => {
  expect(await sign(admin)).toMatchObject({ code: 'KEY_OF_ANOTHER', data: { holder: 'Phạm Minh Đức' } });
  const bind = (holderId: string, nameSeen = false) =>
    admin.certify.bindKey({
      requestId: requestId(),
      keyId: keys.officer,
      holderId: holderId as never,
      nameSeen,
    });
  expect((await refusalOf(bind(users.officer))).code).toBe('KEY_ALREADY_BOUND');
  // As a file of an earlier release has it.
  running.host.active().folder.write.exec('UPDATE signing_key SET holder_id = NULL');
  expect((await sign(officer)).code).toBe('KEY_UNBOUND');
  expect((await refusalOf(bind(users.admin))).data).toEqual({
    certificate: 'Phạm Minh Đức',
    holder: 'Trần Thị Bích Hạnh',
  });
  await bind(users.officer);
  const [key] = (await admin.certify.keys({})).keys;
  expect(key?.holder).toEqual({ userId: users.officer, name: 'Phạm Minh Đức' });
  expect((await sign(admin)).code).toBe('KEY_OF_ANOTHER');
  const source = { kind: 'pkcs12' as const, path: `${running.folder}/officer.p12` };
  const again = (role: 'officer' | 'agency', holderId: string | null) =>
    admin.certify.addKey({
      requestId: requestId(),
      role,
      label: 'khoá',
      deviceId: key?.deviceId as never,
      source,
      pin: DEMO_PIN,
      holderId: holderId as never,
      nameSeen: true,
    });
  expect((await refusalOf(again('officer', null))).code).toBe('KEY_HOLDER_MISSING');
  expect((await refusalOf(again('officer', users.admin))).code).toBe('KEY_HELD_BY_ANOTHER');
});

it('takes up a key behind a program that signs files whole, by a trial that shows whose certificate it is', async () => {
  const service = await aSigningService({ officer: `${running.folder}/officer.p12` }, DEMO_PIN);
  const deviceId = (await admin.device.list({})).devices[0]?.id as never;
  const add = (label: string, address = service.address) =>
    admin.certify.addKey({
      requestId: requestId(),
      role: 'officer',
      label,
      deviceId,
      source: { kind: 'service', address, operation: 'SignApproved' },
      pin: null,
      holderId: users.officer as never,
    });
  try {
    service.state.mode = 'pin-locked';
    expect((await refusalOf(add('a'))).data).toEqual({ status: '5', words: 'Thiết bị đã bị khoá mã PIN' });
    service.state.mode = 'changed-page';
    expect((await refusalOf(add('b'))).code).toBe('SIGNED_FILE_CHANGED');
    expect((await refusalOf(add('c', 'wss://10.1.1.1'))).code).toBe('SERVICE_NOT_LOCAL');
    service.state.mode = 'sound';
    expect(await add('Dịch vụ ký')).toMatchObject({ kind: 'service', subject: 'Phạm Minh Đức' });
    expect(service.state.asked.at(-1)).toBe('/SignApproved');
  } finally {
    await service.close();
  }
});

it('tells of certificates and rights that end soon: each their own, the seal keeper the agency’s, the administrator all, until a successor is there', async () => {
  const until = (await admin.certify.keys({})).keys.find(({ role }) => role === 'officer')?.notAfter ?? '';
  const day = (before: number) => startOfOfficeDay(officeDay(until), -before);
  const told = async (client: CounterClient) =>
    (await client.certify.expiries({})).expiries.map(({ kind, name, daysLeft }) => [kind, name, daysLeft]);
  const comeBackAt = async (before: number) => {
    running.clock.set(day(before));
    for (const [client, login] of [
      [admin, 'quantri'],
      [officer, 'minhduc'],
    ] as const)
      await client.session.signIn({ requestId: requestId(), login, password: PASSWORD });
  };
  await comeBackAt(40);
  expect(await told(admin)).toEqual([]);
  const [right] = (await admin.book.signers({})).signers.filter(({ userId }) => userId === users.officer);
  const lastDay = officeDay(day(39));
  await admin.book.endSigner({ requestId: requestId(), signerId: right?.signerId ?? '', lastDay });
  expect(await told(officer)).toEqual([['signer', 'Phạm Minh Đức', 1]]);
  await comeBackAt(7);
  expect(await told(officer)).toEqual([['key', 'Phạm Minh Đức', 7]]);
  expect(await told(admin)).toHaveLength(2);
});
