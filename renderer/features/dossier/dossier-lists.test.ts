import { expect, it } from 'vitest';
import { conditionsOf, isDossierList, presetOf } from './dossier-lists.ts';

const CLERK = '01936000-0000-7000-8000-000000000004';
const names = {
  t: (key: string, values: object = {}) => [key, ...Object.values(values)].join(' '),
  showDate: (day: string) => day,
  procedure: (code: string) => `procedure ${code}`,
  clerk: () => 'Hồng',
} as never;

it('begins each list of Today with its own filter', () => {
  expect(presetOf('overdue')).toEqual({ late: true });
  expect(presetOf('to-return')).toEqual({ states: ['result-in'] });
  expect(presetOf('all')).toEqual({});
  expect(isDossierList('mine')).toBe(false);
  expect(isDossierList('constructor')).toBe(false);
});

it('says a filter as conditions, each of which can be taken away alone', () => {
  const filter = {
    late: true,
    states: ['received', 'processing'],
    receivedBy: CLERK,
    from: '2026-11-01',
  } as const;
  const conditions = conditionsOf({ ...filter, states: [...filter.states] }, names);
  expect(conditions.map(({ id, words }) => [id, words])).toEqual([
    ['late', 'dossiers.list.overdue'],
    ['state-received', 'dossier.state.received'],
    ['state-processing', 'dossier.state.processing'],
    ['receivedBy', 'filter.isReceivedBy Hồng'],
    ['from', 'filter.isFrom 2026-11-01'],
  ]);
  const without = (id: string) => conditions.find((each) => each.id === id)?.without;
  expect(without('late')).toEqual({
    states: ['received', 'processing'],
    receivedBy: CLERK,
    from: '2026-11-01',
  });
  expect(without('state-received')?.states).toEqual(['processing']);
  expect(conditionsOf({ states: ['returned'] }, names)[0]?.without).toEqual({});
});
