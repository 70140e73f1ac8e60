import { afterEach, beforeEach, expect, it } from 'vitest';
import { aReceipt, giveEveryRole } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

const DRAFT = '01936000-0000-7000-8000-00000000000d';

let running: InProcessHost;
let here: CounterClient;
let there: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  here = running.client('here');
  there = running.client('there');
  await setUpAndSignIn(here);
  await giveEveryRole(here);
  await there.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
});
afterEach(() => running.close());

const save = (client: CounterClient, typed: string) =>
  client.dossier.saveDraft({ requestId: requestId(), draftId: DRAFT, value: { typed } });
const take = (client: CounterClient) => client.dossier.takeDraft({ requestId: requestId(), draftId: DRAFT });
const receive = (client: CounterClient) =>
  client.dossier.receive({ requestId: requestId(), receipt: aReceipt(), draftId: DRAFT });
const kept = async (client: CounterClient) => (await client.dossier.drafts({})).drafts;

it('a draft is open in one window; another may take it over, and then the first saves nothing more', async () => {
  await save(here, 'one');
  const since = running.clock.now();
  expect(await kept(here)).toMatchObject([{ heldSince: null }]);
  expect(await kept(there)).toMatchObject([{ heldSince: since, value: { typed: 'one' } }]);
  expect(await refusalOf(save(there, 'two'))).toEqual({ code: 'DRAFT_OPEN_ELSEWHERE', data: { since } });

  expect(await take(there)).toMatchObject({ value: { typed: 'one' } });
  await save(there, 'two');
  expect((await refusalOf(save(here, 'lost'))).code).toBe('DRAFT_OPEN_ELSEWHERE');
  expect((await refusalOf(receive(here))).code).toBe('DRAFT_OPEN_ELSEWHERE');
  expect(await take(here)).toMatchObject({ value: { typed: 'two' } });
  await save(here, 'three');
});

it('a draft becomes one dossier, whichever window asks again', async () => {
  await save(here, 'one');
  await take(there);
  const { code } = await receive(there);
  for (const call of [receive(here), save(here, 'more'), take(here), receive(there)])
    expect(await refusalOf(call)).toEqual({ code: 'DRAFT_RECEIVED', data: { code } });
  expect(running.rows('SELECT id FROM dossier')).toHaveLength(1);
  expect(await kept(here)).toEqual([]);
});

it('the window that signed out, or a thrown away draft, keeps nobody out', async () => {
  await save(here, 'one');
  await here.session.signOut({ requestId: requestId() });
  await save(there, 'two');
  await there.dossier.discardDraft({ requestId: requestId(), draftId: DRAFT });
  expect((await refusalOf(take(there))).code).toBe('DRAFT_GONE');
});
