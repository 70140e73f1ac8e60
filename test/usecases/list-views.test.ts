import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIRST_COLUMNS, MOST_VIEWS } from '../../shared/domain/dossier/list-view.ts';
import { aColleague } from '../support/a-colleague.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let colleague: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  colleague = running.client('other desk');
  await aColleague(client, colleague, {
    login: 'hanh.tt',
    displayName: 'Trần Thị Bích Hạnh',
    roles: ['processing-officer'],
  });
});
afterAll(() => running.close());

type View = Omit<Parameters<CounterClient['lists']['saveView']>[0], 'requestId'>;
const view = (more: Partial<View> = {}): View => ({
  viewId: crypto.randomUUID(),
  name: 'Khai sinh trễ',
  shared: false,
  text: 'khai sinh',
  filter: { late: true, states: ['received'] },
  columns: ['code', 'due', 'phone'],
  ...more,
});
const save = (more: Partial<View> = {}, who = client) =>
  who.lists.saveView({ requestId: requestId(), ...view(more) });

it('keeps the columns of each person', async () => {
  expect((await client.lists.get({})).columns).toEqual(FIRST_COLUMNS);
  await client.lists.setColumns({ requestId: requestId(), columns: ['due', 'code'] });
  expect((await client.lists.get({})).columns).toEqual(['due', 'code']);
  expect((await colleague.lists.get({})).columns).toEqual(FIRST_COLUMNS);
  for (const wrong of [[], ['code', 'code'], ['shelf']])
    expect(
      (await refusalOf(client.lists.setColumns({ requestId: requestId(), columns: wrong as never }))).code,
    ).toBe('INVALID_INPUT');
});

it('keeps a view, changes it, refuses its name a second time, throws it away', async () => {
  const { viewId } = await save();
  const [kept] = (await client.lists.get({})).views;
  expect(kept).toMatchObject({ ...view(), viewId, mine: true, gone: [] });
  expect((await colleague.lists.get({})).views).toEqual([]);
  expect((await refusalOf(save({ name: 'KHAI  SINH TRỄ' }))).code).toBe('VIEW_NAME_TAKEN');
  await save({ viewId, name: 'Khai sinh TRỄ', shared: true });
  const [seen] = (await colleague.lists.get({})).views;
  expect(seen).toMatchObject({ name: 'Khai sinh TRỄ', mine: false });
  // Each person has their own names.
  await save({ name: 'Khai sinh trễ' }, colleague);
  expect((await refusalOf(save({ viewId }, colleague))).code).toBe('VIEW_OF_ANOTHER');
  expect((await refusalOf(colleague.lists.removeView({ requestId: requestId(), viewId }))).code).toBe(
    'VIEW_OF_ANOTHER',
  );
  await client.lists.removeView({ requestId: requestId(), viewId });
  expect((await refusalOf(client.lists.removeView({ requestId: requestId(), viewId }))).code).toBe(
    'VIEW_UNKNOWN',
  );
});

it.each([
  ['no name', { name: '  ' }],
  ['a name of a page', { name: 'a'.repeat(61) }],
  ['a name with a line feed hidden in it', { name: 'a\u0000b' }],
  ['words of 10 kB', { text: 'x'.repeat(10_240) }],
  ['a filter that is not one', { filter: { shelf: 3 } as never }],
  ['a state that is not one', { filter: { states: ['parked'] } as never }],
])('refuses %s', async (_what, wrong) => {
  expect((await refusalOf(save(wrong))).code).toBe('INVALID_INPUT');
});

it('opens a view without the column, the state, the procedure and the person that are gone, and names them', async () => {
  const { viewId } = await save({ name: 'Cũ' });
  running.host
    .active()
    .folder.write.prepare('UPDATE saved_view SET columns = ?, filter = ? WHERE id = ?')
    .run(
      '["code","shelf"]',
      JSON.stringify({
        late: true,
        states: ['received', 'parked'],
        procedureCode: '9.999999',
        receivedBy: '01936000-0000-7000-8000-00000000dead',
      }),
      viewId,
    );
  expect((await client.lists.get({})).views.find((each) => each.viewId === viewId)).toMatchObject({
    columns: ['code'],
    filter: { late: true, states: ['received'] },
    gone: [
      'column:shelf',
      'states:parked',
      'procedureCode:9.999999',
      'receivedBy:01936000-0000-7000-8000-00000000dead',
    ],
  });
});

it('keeps so many views of a person and no more', async () => {
  const { views } = await client.lists.get({});
  for (let index = views.length; index < MOST_VIEWS; index += 1) await save({ name: `Số ${index}` });
  expect(await refusalOf(save({ name: 'Một nữa' }))).toMatchObject({
    code: 'VIEWS_FULL',
    data: { most: MOST_VIEWS },
  });
});
