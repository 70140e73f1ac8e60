import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client();
  await setUpAndSignIn(client);
});
afterEach(() => running.close());

it('finds birth registration by its abbreviation first', async () => {
  const { hits } = await client.catalogue.search({ text: 'ks' });
  expect(hits[0]).toMatchObject({ code: '1.001193', shortName: 'Đăng ký khai sinh' });
});

it('says what of a procedure no source confirms', async () => {
  const { hits } = await client.catalogue.search({ text: '', limit: 200 });
  expect(hits.length).toBeGreaterThan(50);
  expect(hits.some(({ unverified }) => unverified.length > 0)).toBe(true);
  expect(hits.some(({ unverified }) => unverified.length === 0)).toBe(true);
});

it('promises a same-day result today before 15:00 and on the next working day after it', async () => {
  const ask = (receivedAt: string) =>
    client.catalogue.appointment({ code: '2.000815', caseId: 'standard', receivedAt });
  expect((await ask('2026-11-25T02:00:00.000Z')).due).toContain('2026-11-25T17:00');
  const late = await ask('2026-11-27T08:30:00.000Z');
  expect(late.due).toContain('2026-11-30T17:00');
  expect(late.explanation.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['after-15h', 'skipped-weekend']),
  );
});

it('counts from now by the clock of the host, over the holiday of 24 November', async () => {
  const { due, explanation } = await client.catalogue.appointment({ code: '2.000815', caseId: 'standard' });
  expect(due).toContain('2026-11-25T17:00');
  expect(explanation[0]).toMatchObject({ kind: 'received-on-rest-day', date: '2026-11-24' });
});

it('refuses codes and cases that are not there', async () => {
  expect(await refusalOf(client.catalogue.get({ code: '9.999999' }))).toEqual({
    code: 'PROCEDURE_UNKNOWN',
    data: { code: '9.999999' },
  });
  const noCase = client.catalogue.appointment({ code: '1.001193', caseId: 'no-such-case' });
  expect(await refusalOf(noCase)).toEqual({ code: 'CASE_UNKNOWN', data: { caseId: 'no-such-case' } });
});

it('is open to every role and to nobody without one', async () => {
  await client.people.create({
    requestId: requestId(),
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: '',
    initialPassword: PASSWORD,
    grants: [{ role: 'clerk', validFrom: '2026-12-01', validTo: null }],
  });
  const clerk = running.client();
  await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: PASSWORD });
  await clerk.session.changePassword({
    requestId: requestId(),
    currentPassword: PASSWORD,
    newPassword: `${PASSWORD}-2`,
  });
  expect((await refusalOf(clerk.catalogue.search({ text: 'ks' }))).code).toBe('NOT_PERMITTED');
});
