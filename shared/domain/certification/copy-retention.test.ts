import { expect, it } from 'vitest';
import { type Retention, type RetentionFacts, retentionOf } from './copy-retention.ts';

const GIVEN: RetentionFacts = {
  state: 'returned',
  unfinished: 0,
  undelivered: 0,
  proving: 0,
  forgery: false,
  lastAt: '2026-11-24T09:30:00.000Z',
  unsent: 0,
  receipted: 5,
};
const LATER = '2026-12-01T01:00:00.000Z';

const cases: [string, Partial<RetentionFacts>, Retention, { now?: string; days?: number }?][] = [
  ['given, handed over, receipted', {}, 'over'],
  ['a clerk still works on a copy', { unfinished: 1 }, 'unfinished'],
  ['the time stamp is still asked for', { proving: 1 }, 'unfinished'],
  ['handed over without a giving on record', { undelivered: 1 }, 'may-be-given-again'],
  [
    'handed over without a giving on record, a month ago',
    { undelivered: 1 },
    'over',
    { now: '2026-12-24T17:00:00.000Z' },
  ],
  ['the result waits, everything was given', { state: 'result-in' }, 'over'],
  ['the result waits, one copy was given to nobody', { state: 'result-in', undelivered: 1 }, 'unfinished'],
  ['the dossier is worked on', { state: 'processing' }, 'unfinished'],
  ['a stopped dossier may be resumed', { state: 'stopped' }, 'unfinished'],
  ['withdrawn before anything was certified', { state: 'withdrawn' }, 'over'],
  [
    'withdrawn with a number in the book that nobody got',
    { state: 'withdrawn', undelivered: 1 },
    'unfinished',
  ],
  ['a suspected forgery', { forgery: true }, 'for-authority'],
  ['a packet without receipt', { unsent: 1 }, 'awaits-receipt'],
  ['no packet at all', { receipted: 0 }, 'awaits-receipt'],
  ['the same evening', {}, 'may-be-given-again', { now: '2026-11-24T16:59:59.999Z', days: 0 }],
  [
    'after midnight in the office, without further days',
    {},
    'over',
    { now: '2026-11-24T17:00:00.000Z', days: 0 },
  ],
  ['the third day', {}, 'may-be-given-again', { now: '2026-11-27T16:59:59.999Z' }],
  ['the fourth day', {}, 'over', { now: '2026-11-27T17:00:00.000Z' }],
];

it.each(cases)('%s', (_, facts, expected, at) => {
  expect(retentionOf({ ...GIVEN, ...facts }, { now: LATER, days: 3, ...at })).toBe(expected);
});
