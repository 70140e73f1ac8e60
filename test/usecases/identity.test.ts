import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCitizen, aReceipt, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

const { person } = aCitizen();
const packets = (kind: string) =>
  running
    .rows<{ bytes: Buffer }>(`SELECT bytes FROM packet WHERE kind = '${kind}' ORDER BY seq`)
    .map(({ bytes }) => JSON.parse(bytes.toString('utf8')).snapshot);
const toVerify = async () => (await expectCountsRight(client))['to-verify'];
const events = (type: string) =>
  running
    .rows<{ payload: string }>(`SELECT payload FROM event WHERE type = '${type}'`)
    .map(({ payload }) => payload);

it('records how the submitter was authenticated, never as confirmed by VNeID', async () => {
  const { dossierId } = await receiveOne(client, { ...aReceipt(), submitterCheck: 'vneid' });
  const { identityChecks } = await client.dossier.get({ dossierId });
  expect(identityChecks).toMatchObject([
    { occasion: 'reception', role: 'submitter', method: 'vneid', name: person.name },
  ]);
  expect(identityChecks[0]?.by).not.toBe('');
  expect(packets('dossier.received')).toMatchObject([
    { identity: { role: 'submitter', method: 'vneid', TaiKhoanDuocXacThucVoiVNeID: false } },
  ]);
  expect(await toVerify()).toBe(0);
});

it('lists who was not authenticated until the later check, which is recorded once and keeps the first state', async () => {
  const { submitterCheck: _, ...unchecked } = aReceipt();
  const { dossierId, code } = await receiveOne(client, unchecked);
  expect(await toVerify()).toBe(1);
  const { checks } = await client.identity.unverified({});
  expect(checks).toMatchObject([{ code, method: 'none', name: person.name }]);
  const checkId = checks[0]?.checkId as string;
  const settle = () =>
    client.identity.recordCheck({ requestId: requestId(), checkId, method: 'chip', note: 'Mang thẻ đến' });
  await settle();
  expect(await toVerify()).toBe(0);
  expect((await refusalOf(settle())).code).toBe('CHECK_DONE');
  const { identityChecks } = await client.dossier.get({ dossierId });
  expect(identityChecks.map(({ occasion, method }) => [occasion, method])).toEqual([
    ['reception', 'none'],
    ['later', 'chip'],
  ]);
  const later = identityChecks[1]?.checkId as string;
  const again = client.identity.recordCheck({
    requestId: requestId(),
    checkId: later,
    method: 'chip',
    note: null,
  });
  expect((await refusalOf(again)).code).toBe('CHECK_NOT_NEEDED');
  expect(packets('dossier.identity-checked')).toMatchObject([
    { dossierCode: code, method: 'chip', occasion: 'reception' },
  ]);
  expect(events('dossier.identity-checked')[0]).not.toContain('Mang thẻ');
});

it('records how the receiver was authenticated at the hand-over', async () => {
  const { dossierId } = await receiveOne(client);
  await recordResult(client, dossierId);
  await client.dossier.handOver({ requestId: requestId(), dossierId, receiver: person, paper: null });
  const { checks } = await client.identity.unverified({});
  expect(checks).toMatchObject([{ occasion: 'hand-over', role: 'receiver', name: person.name }]);
});

it('links a number issued later in every role of the same person, once, and then finds the dossier by it', async () => {
  const newborn = {
    ...person,
    name: 'Nguyễn Bé',
    identity: { kind: 'none' as const, reason: 'newborn' as const },
  };
  const { dossierId } = await receiveOne(client, {
    ...aReceipt(),
    owner: newborn,
    submitter: {
      kind: 'other',
      party: person,
      authority: { basis: 'legal-representative', relation: 'Mẹ' },
    },
    receiver: { kind: 'submitter' },
  });
  const link = (role: 'owner' | 'submitter' | 'authoriser') =>
    client.identity.linkNumber({
      requestId: requestId(),
      dossierId,
      role,
      identity: { kind: 'citizen', number: '086326000111' },
      paper: 'Thông báo số định danh cá nhân',
    });
  expect((await refusalOf(link('submitter'))).code).toBe('NUMBER_KNOWN');
  expect((await refusalOf(link('authoriser'))).code).toBe('PARTY_UNKNOWN');
  expect(await link('owner')).toMatchObject({ roles: ['owner'] });
  expect((await refusalOf(link('owner'))).code).toBe('NUMBER_KNOWN');
  expect((await client.dossier.search({ text: '086326000111' })).hits).toHaveLength(1);
  expect(packets('dossier.number-linked')).toMatchObject([{ number: '086326000111', roles: ['owner'] }]);
  expect(events('dossier.number-linked')[0]).not.toContain('086326000111');
});

it('offers what an earlier dossier of this office knows of a number, also of the number before', async () => {
  expect(await client.identity.known({ number: '086190001234' })).toEqual({ known: null });
  const identity = { kind: 'citizen' as const, number: '086190001234', oldNumber: '331122334' };
  const { code } = await receiveOne(
    client,
    aReceipt({ ...person, identity: identity as never, phone: '0900' }),
  );
  for (const number of ['086190001234', '331122334'])
    expect(await client.identity.known({ number })).toMatchObject({
      known: { code, party: { name: person.name, phone: '0900' } },
    });
});

it('records beside which open dossier another of the same person was received, and why; it never blocks', async () => {
  const old = { ...person, identity: { kind: 'old-card' as const, number: '331122334' } };
  const first = await receiveOne(client, aReceipt(old as never));
  const identity = { kind: 'citizen' as const, number: '086190001234', oldNumber: '331122334' };
  const receipt = { ...aReceipt({ ...person, identity: identity as never }), repeatReason: 'Cho nơi khác' };
  const second = await receiveOne(client, receipt);
  const third = await receiveOne(client, aReceipt(person));
  const repeatsOf = async ({ dossierId }: { dossierId: never }) =>
    (await client.dossier.get({ dossierId })).repeats;
  expect(await repeatsOf(first as never)).toEqual([]);
  expect(await repeatsOf(second as never)).toMatchObject([{ code: first.code, reason: 'Cho nơi khác' }]);
  expect(await repeatsOf(third as never)).toMatchObject([{ code: second.code, reason: null }]);
});
