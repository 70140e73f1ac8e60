import { describe, expect, it } from 'vitest';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import {
  decideConfirm,
  type TransferItemState,
  type TransferSide,
  transferDueAt,
  transferReference,
} from './transfer.ts';

const AT = '2026-11-23T02:00:00.000Z';
const LISTED: TransferItemState = { givenAt: null, givenBy: null, takenAt: null, leftOutAt: null };
const GIVEN = { ...LISTED, givenAt: AT, givenBy: 'Lê Thị Lan' };

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
