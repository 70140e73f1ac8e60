import { expect, it } from 'vitest';
import { FIRST_COLUMNS, fitView, viewNameKey } from './list-view.ts';

const CLERK = '01936000-0000-7000-8000-000000000004';
const known = {
  procedureCode: (code: string) => code === '1.001193',
  receivedBy: (id: string) => id === CLERK,
};

it.each([
  [
    'a view as it was kept',
    ['code', 'phone'],
    { states: ['received'], procedureCode: '1.001193', receivedBy: CLERK, late: true, from: '2026-11-01' },
    {
      columns: ['code', 'phone'],
      filter: {
        states: ['received'],
        procedureCode: '1.001193',
        receivedBy: CLERK,
        late: true,
        from: '2026-11-01',
      },
      gone: [],
    },
  ],
  [
    'a column that a release dropped, and one twice',
    ['code', 'shelf', 'code', 'due'],
    {},
    { columns: ['code', 'due'], filter: {}, gone: ['column:shelf'] },
  ],
  [
    'no column that is left',
    ['shelf'],
    {},
    { columns: [...FIRST_COLUMNS], filter: {}, gone: ['column:shelf'] },
  ],
  [
    'one state of two that is gone',
    ['code'],
    { states: ['received', 'parked'] },
    { columns: ['code'], filter: { states: ['received'] }, gone: ['states:parked'] },
  ],
  [
    'every state gone: the filter goes, so that the list is not empty without a word',
    ['code'],
    { states: ['parked'] },
    { columns: ['code'], filter: {}, gone: ['states:parked'] },
  ],
  [
    'a procedure, a person, an owner and a filter that are gone',
    ['code'],
    {
      procedureCode: '9.9',
      receivedBy: '01936000-0000-7000-8000-00000000dead',
      processingOwner: 'moon',
      shelf: 3,
    },
    {
      columns: ['code'],
      filter: {},
      gone: [
        'procedureCode:9.9',
        'receivedBy:01936000-0000-7000-8000-00000000dead',
        'processingOwner:moon',
        'shelf:3',
      ],
    },
  ],
  ['what is no view at all', 'x', null, { columns: [...FIRST_COLUMNS], filter: {}, gone: [] }],
])('reads %s', (_what, columns, filter, wanted) => {
  expect(fitView(columns, filter, known)).toEqual(wanted);
});

it('takes names that differ in case and blanks for the same, and marks for a difference', () => {
  expect(viewNameKey('  Trễ  hạn ')).toBe(viewNameKey('TRỄ HẠN'));
  expect(viewNameKey('Trễ hạn'.normalize('NFD'))).toBe(viewNameKey('Trễ hạn'));
  expect(viewNameKey('Tre han')).not.toBe(viewNameKey('Trễ hạn'));
});
