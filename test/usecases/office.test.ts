import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anOffice, setUpAndSignIn } from '../support/an-office.ts';
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

it('writes fact, event, audit entry, packet and first answer of a renaming in one transaction', async () => {
  const id = requestId();
  await admin.office.rename({ requestId: id, name: 'Trung tâm Phục vụ hành chính công xã Bình Minh' });
  const of = (table: string) =>
    running.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE request_id = '${id}'`)[0]?.n;
  expect([of('event'), of('audit'), of('request_answer')]).toEqual([1, 1, 1]);
  const [packet] = running.rows<{ kind: string; eventRequest: string }>(`
    SELECT p.kind, e.request_id AS eventRequest FROM packet p JOIN event e ON e.seq = p.event_seq ORDER BY p.seq DESC LIMIT 1`);
  expect(packet).toEqual({ kind: 'office.renamed', eventRequest: id });
});

it('signs each packet over its exact bytes, with a key an outsider can check', async () => {
  await admin.office.rename({
    requestId: requestId(),
    name: 'Trung tâm Phục vụ hành chính công xã Bình Minh',
  });
  const packets = running.rows<{ bytes: Buffer; signature: Buffer; publicKey: Buffer; seq: number }>(`
    SELECT p.bytes, p.signature, p.seq, k.public_key AS publicKey FROM packet p JOIN packet_key k ON k.id = p.key_id ORDER BY p.seq`);
  expect(packets.map(({ seq }) => seq)).toEqual([1, 2]);
  for (const { bytes, signature, publicKey } of packets) {
    const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
    expect(verify(null, bytes, key, signature)).toBe(true);
    const changed = Buffer.from(bytes);
    changed[changed.length - 2] = (changed[changed.length - 2] ?? 0) ^ 1;
    expect(verify(null, changed, key, signature)).toBe(false);
  }
});

it('keeps the name of each day', async () => {
  await admin.office.rename({ requestId: requestId(), name: 'Tên mới của xã', validFrom: '2026-12-01' });
  const before = await admin.office.get({});
  expect(before.current.name).toBe(anOffice().office.name);
  expect(before.history.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
    ['Tên mới của xã', '2026-12-01', null],
    [anOffice().office.name, '2026-11-24', '2026-11-30'],
  ]);
  running.clock.set('2026-11-30T17:00:00.000Z');
  await admin.session.signIn({
    requestId: requestId(),
    login: 'quantri',
    password: 'mot-cua-2026-thu-nghiem',
  });
  expect((await admin.office.get({})).current.name).toBe('Tên mới của xã');
});

it('records nothing when the clock was turned back behind the last event', async () => {
  running.clock.advance(-3600);
  const before = running.rows<{ n: number }>('SELECT count(*) AS n FROM audit')[0]?.n;
  const refusal = await refusalOf(admin.office.rename({ requestId: requestId(), name: 'Tên mới của xã' }));
  expect(refusal).toEqual({
    code: 'CLOCK_BEHIND',
    data: { now: '2026-11-24T00:30:00.000Z', lastEventAt: '2026-11-24T01:30:00.000Z' },
  });
  expect(running.rows<{ n: number }>('SELECT count(*) AS n FROM audit')[0]?.n).toBe(before);
});

it('audits who was refused what, and leaves no other trace of it', async () => {
  const events = running.rows<{ n: number }>('SELECT count(*) AS n FROM event')[0]?.n;
  await refusalOf(admin.office.rename({ requestId: requestId(), name: anOffice().office.name }));
  const [entry] = running.rows<{ action: string; outcome: string; detail: string }>(
    'SELECT action, outcome, detail FROM audit ORDER BY seq DESC LIMIT 1',
  );
  expect(entry).toEqual({ action: 'office.rename', outcome: 'refused', detail: '{"code":"NAME_UNCHANGED"}' });
  expect(running.rows<{ n: number }>('SELECT count(*) AS n FROM event')[0]?.n).toBe(events);
});

it('writes no personal value into any payload of event, audit or first answer', async () => {
  await admin.people.create({
    requestId: requestId(),
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: 'Công chức tư pháp',
    initialPassword: 'mat-khau-ban-dau',
    grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
  });
  const texts = running
    .rows<{ text: string }>(
      'SELECT payload AS text FROM event UNION ALL SELECT detail FROM audit UNION ALL SELECT answer FROM request_answer',
    )
    .map(({ text }) => text)
    .join('\n');
  expect(texts).not.toContain('Ngọc Lan');
  expect(texts).not.toContain('ngoclan');
  const [value] = running.rows<{ value: string }>(
    "SELECT value FROM personal_value WHERE field = 'displayName' AND value LIKE 'Lê%'",
  );
  expect(value?.value).toBe('Lê Thị Ngọc Lan');
});

it('keeps no fast hash of a password: the same request with another one still gives the first answer', async () => {
  const id = requestId();
  const person = {
    requestId: id,
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: '',
    grants: [{ role: 'clerk' as const, validFrom: '2026-01-01', validTo: null }],
  };
  const first = await admin.people.create({ ...person, initialPassword: 'mat-khau-ban-dau' });
  expect(await admin.people.create({ ...person, initialPassword: 'mat-khau-khac-han' })).toEqual(first);
  const again = refusalOf(
    admin.people.create({ ...person, displayName: 'Người khác', initialPassword: 'mat-khau-ban-dau' }),
  );
  expect((await again).code).toBe('REQUEST_ID_REUSED');
});
