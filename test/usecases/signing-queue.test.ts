import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Locked, Signed, Stamped } from '../../electron/usecases/certify/signing-steps.ts';
import { aSigningService } from '../signing/a-signing-service.ts';
import { aComparedCopy } from '../support/a-compared-copy.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let keys: { officer: string; agency: string };
const copyIds: string[] = [];

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  keys = await demoKeys(client, running.folder, running.clock.now());
  for (let index = 0; index < 6; index += 1) copyIds.push((await aComparedCopy(running, client)).copyId);
});
afterAll(() => running.close());

/** Calls back when a run tells that so many copies are behind it. */
async function whenDone(count: number, then: () => void): Promise<void> {
  const { feed } = running.host;
  for await (const event of feed.watch(undefined))
    if (event.topic === 'signing-progress' && event.done === count) return then();
}

const states = () =>
  running
    .rows<{ state: string; number: number | null }>(
      'SELECT c.state, e.number FROM certified_copy c LEFT JOIN book_entry e ON e.id = c.entry_id ORDER BY e.number IS NULL, e.number',
    )
    .map(({ state, number }) => `${number ?? '-'} ${state}`);
const all = (state: string) => Array.from({ length: 6 }, (_, index) => `${index + 1} ${state}`);
const run = (
  step: 'sign' | 'seal',
  signal?: AbortSignal,
  keyId = step === 'sign' ? keys.officer : keys.agency,
) =>
  client.certify[step](
    {
      requestId: requestId(),
      copyIds: copyIds as never[],
      keyId: keyId as never,
      pin: DEMO_PIN,
      useLastTry: false,
    },
    signal === undefined ? {} : { signal },
  );

it('a program that signs files whole and refuses the first copy is not asked for the others, which keep no number', async () => {
  const service = await aSigningService({ officer: join(running.folder, 'officer.p12') }, DEMO_PIN);
  try {
    const { keyId } = await client.certify.addKey({
      requestId: requestId(),
      role: 'officer',
      label: 'Dịch vụ ký',
      deviceId: (await client.device.list({})).devices[0]?.id as never,
      source: { kind: 'service', address: service.address, operation: 'SignApproved' },
      pin: null,
      holderId: (await client.session.get({})).user?.id as never,
      nameSeen: true,
    });
    service.state.mode = 'pin-locked';
    const { outcomes } = await run('sign', undefined, keyId);
    expect(outcomes.map(({ refusal }) => refusal?.code)).toEqual([
      'SERVICE_REFUSED',
      ...Array.from({ length: 5 }, () => 'SIGNING_STOPPED'),
    ]);
    expect(states()).toEqual(['1 officer-prepared', ...Array.from({ length: 5 }, () => '- compared')]);
  } finally {
    await service.close();
  }
});

it('a queue that is stopped leaves what it did not reach without a number, and goes on where it stood', async () => {
  const stop = new AbortController();
  const stopping = whenDone(0, () => stop.abort());
  await run('sign', stop.signal).catch(() => undefined);
  await stopping;
  await vi.waitFor(() => expect(states()).toEqual([...all('officer-signed').slice(0, 5), '- compared']));

  const { outcomes } = await run('sign');
  expect(outcomes.map(({ ok, refusal }) => refusal?.code ?? ok).sort()).toEqual([
    ...Array.from({ length: 5 }, () => 'COPY_MOVED'),
    true,
  ]);
  expect(states()).toEqual(all('officer-signed'));
});

it('a key that goes away in the middle leaves what is sealed sealed, and the rest for the next time', async () => {
  const file = join(running.folder, 'agency.p12');
  const losing = whenDone(5, () => renameSync(file, `${file}.away`));
  const { outcomes } = await run('seal');
  await losing;
  renameSync(`${file}.away`, file);
  expect(outcomes.map(({ ok, refusal }) => refusal?.code ?? ok).sort()).toEqual([
    'KEY_FILE_UNREADABLE',
    ...Array.from({ length: 5 }, () => true),
  ]);
  expect(states().sort()).toEqual([...all('certified').slice(0, 5), '6 agency-prepared']);
  await run('seal');
  expect(states()).toEqual(all('certified'));
});

it('takes a hundred copies at once', async () => {
  const unknown = Array.from({ length: 100 }, () => randomUUID());
  const batch = { requestId: requestId(), copyIds: unknown as never[], keyId: keys.officer, pin: DEMO_PIN };
  const { outcomes } = await client.certify.sign({ ...batch, useLastTry: false });
  expect(outcomes.map(({ refusal }) => refusal?.code)).toEqual(unknown.map(() => 'COPY_UNKNOWN'));
});

it('steps in another order do not compile', () => {
  const wrong = (steps: {
    stamp(signed: Signed<'officer'>): Stamped<'officer'>;
    keep(stamped: Stamped<'officer'>): void;
    issue(stamped: Stamped<'agency'>): void;
    locked: Locked<'officer'>;
    signed: Signed<'officer'>;
  }) => {
    // @ts-expect-error: what the key has not signed is not stamped
    steps.stamp(steps.locked);
    // @ts-expect-error: time is asked for before the file is kept
    steps.keep(steps.signed);
    // @ts-expect-error: the officer's signature alone issues nothing
    steps.issue(steps.stamp(steps.signed));
    // @ts-expect-error: nobody names a step by hand
    steps.stamp({ copy: steps.signed.copy, pdf: new Uint8Array(), field: 'officer' });
  };
  expect(wrong).toBeTypeOf('function');
});
