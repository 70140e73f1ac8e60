import { describe, expect, it } from 'vitest';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import {
  decideConfirm,
  isLateTransfer,
  lateTransfers,
  type TransferItemState,
  type TransferSide,
  transferDueAt,
  transferReference,
} from './transfer.ts';

const AT = '2026-11-23T02:00:00.000Z';
const LISTED: TransferItemState = { givenAt: null, givenBy: null, takenAt: null, leftOutAt: null };
const GIVEN = { ...LISTED, givenAt: AT, givenBy: 'Lê Thị Lan' };

it('counts the late files as if each were reckoned by itself', () => {
  // Every seven minutes of nine days, a weekend, evenings and both sides of the closing hour among them.
  const receptions = Array.from({ length: 1850 }, (_, step) =>
    new Date(Date.parse('2026-11-19T00:00:00.000Z') + step * 7 * 60_000).toISOString(),
  );
  for (const now of ['2026-11-19T01:00:00.000Z', '2026-11-24T10:00:00.000Z', '2026-12-20T09:00:00.000Z']) {
    const each = receptions
      .map((receivedAt) => transferDueAt(receivedAt, defaultCalendar))
      .filter((due) => isLateTransfer(due, now));
    expect(lateTransfers(receptions, defaultCalendar, now)).toEqual({
      count: each.length,
      oldestAt: each[0] ?? null,
    });
  }
  expect(lateTransfers([], defaultCalendar, '2026-11-24T10:00:00.000Z')).toEqual({
    count: 0,
    oldestAt: null,
  });
  // Years that are not announced have no limit.
  expect(lateTransfers(['2039-11-24T02:00:00.000Z'], defaultCalendar, '2040-01-01T00:00:00.000Z').count).toBe(
    0,
  );
});

describe('reading a code', () => {
  it.each<[string, TransferSide, TransferItemState | undefined, string | null, string | null]>([
    ['gives a listed file', 'give', LISTED, null, null],
    ['gives it once', 'give', GIVEN, null, 'CONFIRMED_ALREADY'],
    ['takes a given file', 'take', GIVEN, 'Trần Văn Nhận', null],
    ['takes nothing that was not given', 'take', LISTED, 'Trần Văn Nhận', 'NOT_GIVEN_YET'],
    ['names who takes', 'take', GIVEN, null, 'TAKER_MISSING'],
    ['takes by another than who gave', 'take', GIVEN, 'lê thị lan', 'TAKER_IS_GIVER'],
    ['takes it once', 'take', { ...GIVEN, takenAt: AT }, 'Trần Văn Nhận', 'CONFIRMED_ALREADY'],
    ['knows only its own files', 'give', undefined, null, 'NOT_IN_TRANSFER'],
    ['leaves out what was left out', 'give', { ...LISTED, leftOutAt: AT }, null, 'NOT_IN_TRANSFER'],
  ])('%s', (_case, side, item, taker, refusal) => {
    const decided = decideConfirm(side, 'H61-1', item, taker);
    expect(decided.ok ? null : decided.refusal.code).toBe(refusal);
  });
});

describe('a paper file', () => {
  it.each([
    ['on Monday until Tuesday at the same time', '2026-11-16T02:00:00.000Z', '2026-11-17T02:00:00.000Z'],
    ['on Friday until Monday', '2026-11-27T02:00:00.000Z', '2026-11-30T02:00:00.000Z'],
    ['over the day of culture', '2026-11-23T02:00:00.000Z', '2026-11-25T02:00:00.000Z'],
    ['in a year without announced days', '2031-11-23T02:00:00.000Z', null],
  ])('received %s', (_case, received, due) => {
    expect(transferDueAt(received, defaultCalendar)).toBe(due);
  });

  it('is in a record with a code of its year', () => {
    expect(transferReference({ year: '2026', number: 7 })).toBe('BBBG-2026-007');
  });
});
