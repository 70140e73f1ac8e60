import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCitizen, aReceipt, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { anOffice, PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
});
afterEach(() => running.close());

const { person } = aCitizen();
const receive = (change: object = {}) =>
  client.dossier.receive({ requestId: requestId(), receipt: { ...aReceipt(), ...change } as never });
const dossiers = () => running.rows<{ n: number }>('SELECT count(*) AS n FROM dossier')[0]?.n;
const issuesOf = async (call: Promise<unknown>) => {
  const { code, data } = await refusalOf(call);
  return code === 'INVALID_INPUT' ? (data as { issues: { path: string; code: string }[] }).issues : code;
};

async function signInAgain() {
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}

describe('what is typed', () => {
  beforeEach(async () => {
    await setUpAndSignIn(client);
    await giveEveryRole(client);
  });

  it.each([
    ['ten megabytes', { request: 'x'.repeat(10_000_000) }, 'receipt.request'],
    ['emoji in a name', { owner: { ...person, name: 'Lê Thị 😀 Thử' } }, 'receipt.owner.name'],
    ['letters that no font here has', { owner: { ...person, name: '黎氏試' } }, 'receipt.owner.name'],
    ['pasted garbage', { owner: { ...person, name: 'Lê\u0000Thị\u202eThử' } }, 'receipt.owner.name'],
    ['blanks for a name', { owner: { ...person, name: ' \t\n ' } }, 'receipt.owner.name'],
    [
      'a birth before anybody who lived in these records',
      { owner: { ...person, birthDate: '0190-02-01' } },
      'receipt.owner.birthDate',
    ],
    ['a birthday that is none', { owner: { ...person, birthDate: '1990-02-30' } }, 'receipt.owner.birthDate'],
    ['a million sets', { sets: 1_000_000 }, 'receipt.sets'],
    [
      'a thousand papers',
      {
        otherPapers: Array.from({ length: 1000 }, () => ({
          name: 'x',
          counts: { original: 1, certified: 0, photocopy: 0 },
        })),
      },
      'receipt.otherPapers',
    ],
  ])('refuses %s by its field, and nothing is kept', async (_what, change, path) => {
    const issues = await issuesOf(receive(change));
    expect(issues).toContainEqual(expect.objectContaining({ path }));
    expect(dossiers()).toBe(0);
  });

  it('refuses a birth after today, which no schema can know', async () => {
    const born = { ...person, birthDate: '2026-11-25' };
    expect(await refusalOf(receive({ owner: born }))).toEqual({
      code: 'BORN_AFTER_TODAY',
      data: { role: 'owner' },
    });
    expect(dossiers()).toBe(0);
    expect(await receive({ owner: { ...person, birthDate: '2026-11-24' } })).toMatchObject({
      code: /3001$/u,
    });
  });

  it('keeps a name that came in parts as one letter each', async () => {
    const { dossierId } = await receiveOne(client, {
      ...aReceipt(),
      owner: { ...person, name: 'Lê Thị Thử'.normalize('NFD') },
    });
    const { parties } = await client.dossier.get({ dossierId });
    expect(new Set(parties.map(({ party }) => party.name))).toEqual(new Set(['Lê Thị Thử']));
  });
});

describe('what the day does', () => {
  beforeEach(async () => {
    await setUpAndSignIn(client);
    await giveEveryRole(client);
  });

  it('gives code, reception and appointment of one and the same day around midnight', async () => {
    running.clock.set('2026-11-24T16:59:59.999Z');
    await signInAgain();
    const before = await receive();
    running.clock.set('2026-11-24T17:00:00.000Z');
    const after = await receive();
    expect([before, after].map(({ code, receivedAt }) => [code, receivedAt])).toEqual([
      ['H61.45-261124-3001', '2026-11-24T16:59:59.999Z'],
      ['H61.45-261125-3001', '2026-11-24T17:00:00.000Z'],
    ]);
  });

  it('receives nothing while the clock is behind the last event', async () => {
    await receive();
    running.clock.advance(-30);
    expect((await refusalOf(receive())).code).toBe('CLOCK_BEHIND');
    expect(dossiers()).toBe(1);
    running.clock.advance(30);
    expect((await receive()).code).toMatch(/-3002$/u);
  });
});

it("refuses when the day's codes are used up, and goes on the next day", async () => {
  const office = anOffice();
  const installation = { ...office.installation, dailyCodes: { first: 3001, last: 3250 } };
  await client.setup.start({ ...office, installation });
  await signInAgain();
  await giveEveryRole(client);
  const all = await Promise.all(Array.from({ length: 250 }, () => receive()));
  expect(new Set(all.map(({ code }) => code)).size).toBe(250);
  expect(await refusalOf(receive())).toEqual({ code: 'CODES_USED_UP', data: { last: 3250 } });
  expect(dossiers()).toBe(250);
  running.clock.set('2026-11-25T01:30:00.000Z');
  await signInAgain();
  expect((await receive()).code).toBe('H61.45-261125-3001');
});
