import { expect } from 'vitest';
import type { WorkListName } from '../../shared/contract/today.ts';
import { awaits, COPY_STATES } from '../../shared/domain/certification/copy-state.ts';
import type { ListFilter } from '../../shared/domain/dossier/list-view.ts';
import type { CounterClient } from './contract-clients.ts';

async function found(client: CounterClient, filter: ListFilter): Promise<number> {
  let rows = 0;
  let after: number | null = null;
  do {
    const page: { hits: unknown[]; next: number | null } = await client.dossier.search({
      text: '',
      ...filter,
      limit: 200,
      ...(after === null ? {} : { after }),
    });
    rows += page.hits.length;
    after = page.next;
  } while (after !== null);
  return rows;
}

async function copies(client: CounterClient, whose: 'officer' | 'agency'): Promise<number> {
  const states = COPY_STATES.filter((state) => awaits(state) === whose);
  return (await client.certify.queue({ states })).copies.length;
}

/** How many rows each work list has, by the query of the screen that it leads to. */
const ROWS: Record<WorkListName, (client: CounterClient) => Promise<number>> = {
  overdue: (client) => found(client, { late: true }),
  'due-today': (client) => found(client, { dueToday: true }),
  asked: (client) => found(client, { states: ['supplement-asked', 'payment-asked'] }),
  'to-return': (client) => found(client, { states: ['result-in'] }),
  mine: async (client) => (await client.work.mine({})).mine.length,
  unassigned: async (client) => (await client.work.mine({})).unassigned.length,
  online: async (client) =>
    (await client.online.list({})).submissions.filter(({ state }) => state === 'registered').length,
  'to-sign': (client) => copies(client, 'officer'),
  'to-seal': (client) => copies(client, 'agency'),
  'to-sign-files': async (client) => (await client.certify.unsigned({})).copies.length,
  'to-seal-results': async (client) => (await client.certify.unsigned({})).results.length,
  'paper-to-sign': async (client) =>
    (await client.paperCopy.queue({ states: ['compared'] })).paperCopies.length,
  'paper-to-tick': async (client) =>
    (await client.paperCopy.queue({ states: ['numbered'] })).paperCopies.length,
  'paper-to-return': async (client) =>
    (await client.paperCopy.visits({})).visits.filter(({ signed }) => signed).length,
  'due-soon': async (client) => (await client.life.watch({})).soon.length,
  'to-call': async (client) => (await client.life.watch({})).calls.length,
  unacknowledged: async (client) => (await client.life.watch({})).unacknowledged.length,
  drafts: async (client) => (await client.dossier.drafts({})).drafts.length,
  promises: async (client) => (await client.calendar.affected({})).rows.length,
  'to-transfer': async (client) =>
    (await client.transfer.waiting({})).files.filter(({ late }) => late).length +
    (await client.transfer.list({})).transfers.reduce((sum, { late }) => sum + late, 0),
  awaited: async (client) => (await client.life.awaited({})).dossiers.filter(({ tooLong }) => tooLong).length,
  'copies-lacking': async (client) => (await client.scan.lacking({})).copies.length,
  codeless: async (client) => (await client.dossier.codeless({})).dossiers.length,
  differences: async (client) => (await client.delivery.progress({})).open.length,
  'to-verify': async (client) => (await client.identity.unverified({})).checks.length,
  originals: async (client) => (await client.custody.list({})).originals.length,
  unsent: async (client) => (await client.delivery.list({ limit: 500 })).packets.length,
};

/** Asserts that every figure of Today is the number of rows of its list; answers the figures. */
export async function expectCountsRight(client: CounterClient): Promise<Record<string, number>> {
  const { lists } = await client.today.get({});
  const figures = Object.fromEntries(lists.map(({ list, count }) => [list, count]));
  const rows: Record<string, number> = {};
  for (const { list } of lists) rows[list] = await ROWS[list](client);
  expect(figures).toEqual(rows);
  return figures;
}
