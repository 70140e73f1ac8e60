import { describe, expect, it } from 'vitest';
import { instant } from '../deadline/case-times.ts';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import { courseOf, isTurnLate, mayHandOn, processorBefore, standingOf, turnDue } from './work-course.ts';

const hours = (value: number) => ({ kind: 'working-hours' as const, hours: value });
const step = (name: string, role: 'receiver' | 'processor' | 'signer' | 'returner', clock = hours(4)) => ({
  name,
  role,
  clock,
});
const course = courseOf({
  steps: {
    verified: false,
    list: [
      step('Tiếp nhận', 'receiver'),
      step('Thẩm định', 'processor'),
      step('Họp xét', 'processor'),
      step('Ký', 'signer'),
      step('Trả', 'returner'),
    ],
  },
});

describe('the course of work', () => {
  it('is what the catalogue names between reception and return, else preparing and signing', () => {
    expect(course.map(({ name }) => name)).toEqual(['Thẩm định', 'Họp xét', 'Ký']);
    expect(courseOf(undefined).map(({ role }) => role)).toEqual(['processor', 'signer']);
  });

  it.each([
    ['nobody yet', undefined, 'unassigned', 0],
    ['with the first', { position: 0, role: 'processor', outcome: null }, 'with-processor', null],
    ['with the signer', { position: 2, role: 'signer', outcome: null }, 'with-signer', null],
    ['taken back', { position: 1, role: 'processor', outcome: 'taken-back' }, 'unassigned', 1],
    ['approved', { position: 2, role: 'signer', outcome: 'approved' }, 'approved', null],
    [
      'ended with a result that was sent back',
      { position: 2, role: 'signer', outcome: 'closed' },
      'unassigned',
      0,
    ],
  ] as const)('%s', (_title, last, stage, next) => {
    expect(standingOf(course, last)).toEqual({ stage, next });
  });

  it('ends with the processor where nobody signs, and goes on after a signature in between', () => {
    const unsigned = courseOf({ steps: { verified: false, list: [step('Xác minh', 'processor')] } });
    expect(standingOf(unsigned, { position: 0, role: 'processor', outcome: null }).stage).toBe(
      'with-last-processor',
    );
    const posted = courseOf({
      steps: { verified: false, list: [step('Ký niêm yết', 'signer'), step('Niêm yết', 'processor')] },
    });
    expect(standingOf(posted, { position: 0, role: 'signer', outcome: 'approved' })).toEqual({
      stage: 'unassigned',
      next: 1,
    });
  });

  it('is handed on one step at a time, never past a signature', () => {
    const first = { position: 0, role: 'processor', outcome: null } as const;
    expect([0, 1, 2].map((to) => mayHandOn(course, first, to))).toEqual([true, true, false]);
    const signer = { position: 2, role: 'signer', outcome: null } as const;
    expect([1, 2, 3].map((to) => mayHandOn(course, signer, to))).toEqual([false, true, false]);
    expect(processorBefore(course, 2)).toBe(1);
  });
});

describe('the clock of a step', () => {
  const begins = instant('2026-11-27 15:00');
  it.each([
    ['hours of work', hours(2.5), '2026-11-30T07:30'],
    ['days of public posting', { kind: 'posting', days: 15, unit: 'day' }, '2026-12-14T17:00'],
    ['working days of a council', { kind: 'council', days: 2, unit: 'working-day' }, '2026-12-01T15:00'],
    [
      'days of another agency',
      { kind: 'agency', agency: 'Công an tỉnh', days: 3, unit: 'day' },
      '2026-11-30T17:00',
    ],
  ] as const)('runs %s', (_title, clock, due) => {
    expect(turnDue(clock, begins, defaultCalendar)?.due.slice(0, 16)).toBe(due);
  });

  it('stands still while the dossier waits for the citizen', () => {
    const turn = { dueAt: instant('2026-11-30 07:30'), endedAt: null };
    const now = instant('2026-12-02 09:00');
    expect(isTurnLate(turn, null, now)).toBe(true);
    expect(isTurnLate(turn, instant('2026-11-27 16:00'), now)).toBe(false);
    expect(isTurnLate({ dueAt: null, endedAt: null }, null, now)).toBe(false);
  });
});
