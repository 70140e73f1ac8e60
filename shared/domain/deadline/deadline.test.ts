import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import holidays from '../../data/holidays.json' with { type: 'json' };
import { instant, told, zonedText } from './case-times.ts';
import { deadlineCases, deadlineRefusalCases } from './deadline.cases.ts';
import { computeDeadline, DEADLINE_ENGINE } from './deadline.ts';
import type { ProcessingLimit } from './processing-limit.ts';
import { defaultCalendar, HolidayTable, OfficeHours } from './working-calendar.ts';

describe('the appointment', () => {
  it.each(deadlineCases)(
    'is right for $title ($law)',
    ({ received, limit: [value, unit, after15h], due, steps }) => {
      const limit: ProcessingLimit = after15h === undefined ? { value, unit } : { value, unit, after15h };
      const answer = computeDeadline(instant(received), limit, defaultCalendar);
      expect(answer).toMatchObject({
        ok: true,
        value: { engine: DEADLINE_ENGINE, due: zonedText(due), dueAt: instant(due) },
      });
      expect(answer.ok && answer.value.explanation.map(told)).toEqual(steps);
    },
  );

  it.each(deadlineRefusalCases)('is refused for $title', ({ received, limit, refusal }) => {
    expect(computeDeadline(instant(received), limit, defaultCalendar)).toEqual({ ok: false, refusal });
  });

  it('is refused when the office has entered no opening times for the day', () => {
    const calendar = {
      ...defaultCalendar,
      officeHours: [{ from: '2026-12-01', to: null, windows: [{ opens: '08:00', closes: '16:00' }] }],
    };
    const answer = computeDeadline(instant('2026-11-25 09:00'), { value: 1, unit: 'working-day' }, calendar);
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'OFFICE_HOURS_NOT_SET', data: { day: '2026-11-25' } },
    });
  });

  it('is refused when a day that would be counted on the way has no opening times', () => {
    const windows = [{ opens: '08:00', closes: '16:00' }];
    const calendar = {
      ...defaultCalendar,
      officeHours: [
        { from: '2026-11-25', to: '2026-11-25', windows },
        { from: '2026-11-27', to: null, windows },
      ],
    };
    const answer = computeDeadline(instant('2026-11-25 09:00'), { value: 2, unit: 'working-day' }, calendar);
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'OFFICE_HOURS_NOT_SET', data: { day: '2026-11-26' } },
    });
  });

  it('follows opening times from the day on which they change', () => {
    const calendar = {
      ...defaultCalendar,
      officeHours: [
        ...defaultCalendar.officeHours,
        { from: '2026-11-26', to: null, windows: [{ opens: '07:30', closes: '16:30' }] },
      ],
    };
    const due = (received: string, value: number, unit: ProcessingLimit['unit']) => {
      const answer = computeDeadline(instant(received), { value, unit }, calendar);
      return answer.ok && answer.value.due;
    };
    expect(due('2026-11-25 16:45', 1, 'working-day')).toBe(zonedText('2026-11-26 16:30'));
    expect(due('2026-11-25 07:00', 1, 'working-day')).toBe(zonedText('2026-11-26 07:30'));
    expect(due('2026-11-25 16:00', 2, 'working-hour')).toBe(zonedText('2026-11-26 08:30'));
  });

  it('states from when the dossier counts', () => {
    const answer = computeDeadline(
      instant('2026-11-27 17:20'),
      { value: 3, unit: 'working-day' },
      defaultCalendar,
    );
    expect(answer.ok && answer.value.startsAt).toBe(zonedText('2026-11-30 07:00'));
  });
});

// An independent reckoning that knows nothing of the engine: it asks of each minute since 1970 (in UTC+7) whether the office works in it.
const MINUTE = 60_000;
const DAY = 1440;
const special = new Map(
  holidays.days.map(({ date, kind }) => [Date.parse(`${date}T00:00:00Z`) / MINUTE / DAY, kind]),
);

function worksOn(day: number): boolean {
  const kind = special.get(day);
  if (kind !== undefined) return kind === 'working-weekend';
  return ![2, 3].includes(day % 7); // 1 January 1970 was a Thursday
}

function works(minute: number): boolean {
  const ofDay = minute % DAY;
  const open = (ofDay >= 420 && ofDay < 690) || (ofDay >= 810 && ofDay < 1020);
  return open && worksOn(Math.floor(minute / DAY));
}

function nthWorkingMinute(from: number, ordinal: number): number {
  let seen = -1;
  for (let minute = from; ; minute += 1) {
    if (works(minute)) seen += 1;
    if (seen === ordinal) return minute;
  }
}

function referenceDue(received: number, value: number, unit: ProcessingLimit['unit']): number {
  if (unit === 'hour') return received + value * 60;
  if (unit === 'working-day') return nthWorkingMinute(received, value * 480);
  if (unit === 'working-hour') return nthWorkingMinute(received, value * 60 - 1) + 1;
  const start = nthWorkingMinute(received, 0);
  if (unit === 'day') return closingAfter((Math.floor(start / DAY) + value) * DAY);
  const late = received % DAY > 900 && Math.floor(start / DAY) === Math.floor(received / DAY);
  return closingAfter(late ? (Math.floor(received / DAY) + 1) * DAY : start);
}

function closingAfter(minute: number): number {
  const first = nthWorkingMinute(minute, 0);
  let last = first;
  for (let next = first; Math.floor(next / DAY) === Math.floor(first / DAY); next += 1)
    if (works(next)) last = next;
  return last + 1;
}

const localMinutes = (text: string) => Math.floor(Date.parse(text) / MINUTE) + 7 * 60;
const receivedMinute = fc.integer({
  min: localMinutes('2024-01-02T00:00:00Z'),
  max: localMinutes('2027-09-30T00:00:00Z'),
});
const anyLimit = fc.oneof(
  fc.record({ unit: fc.constant('working-day' as const), value: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ unit: fc.constant('working-hour' as const), value: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant('day' as const), value: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant('hour' as const), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ unit: fc.constant('same-day-15h' as const), value: fc.constant(1) }),
);

function engineDue(received: number, limit: ProcessingLimit): number {
  const answer = computeDeadline(
    new Date((received - 7 * 60) * MINUTE).toISOString(),
    limit,
    defaultCalendar,
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return Date.parse(answer.value.dueAt) / MINUTE + 7 * 60;
}

describe('for any reception and any limit', () => {
  it('the appointment is the one that counting minute by minute gives', () => {
    fc.assert(
      fc.property(receivedMinute, anyLimit, (received, limit) => {
        expect(engineDue(received, limit)).toBe(referenceDue(received, limit.value, limit.unit));
      }),
      { numRuns: 2000 },
    );
  });

  it('a later reception is never due earlier', () => {
    fc.assert(
      fc.property(
        receivedMinute,
        fc.integer({ min: 0, max: 4 * DAY }),
        anyLimit,
        (received, later, limit) => {
          expect(engineDue(received + later, limit)).toBeGreaterThanOrEqual(engineDue(received, limit));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a result is due while the office is open, save for hours of the clock', () => {
    fc.assert(
      fc.property(receivedMinute, anyLimit, (received, limit) => {
        const due = engineDue(received, limit);
        expect(limit.unit === 'hour' || works(due) || works(due - 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the shipped table of rest days', () => {
  const copy = () => JSON.parse(JSON.stringify(holidays));

  it('gives the twelve holidays of 2026 their days', () => {
    const days = holidays.days
      .filter(({ date, kind }) => date.startsWith('2026') && kind === 'holiday')
      .map(({ date }) => date);
    expect(days).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-26',
      '2026-04-30',
      '2026-05-01',
      '2026-09-01',
      '2026-09-02',
      '2026-11-24',
    ]);
  });

  it.each([
    ['a day out of order', (t: ReturnType<typeof copy>) => t.days.reverse(), 'out of order'],
    ['a day in a year that is not announced', (t: ReturnType<typeof copy>) => t.years.pop(), 'not listed'],
    [
      'a worked weekday',
      (t: ReturnType<typeof copy>) => {
        t.days[0].kind = 'working-weekend';
      },
      'wrong weekday',
    ],
    [
      'a swap without its partner',
      (t: ReturnType<typeof copy>) => {
        t.days[0].swapWith = '2024-01-06';
      },
      'swapped with no partner',
    ],
    [
      'an unknown source',
      (t: ReturnType<typeof copy>) => t.days[0].sources.push('hearsay'),
      'unknown source',
    ],
  ] as const)('is refused with %s', (_title, spoil, message) => {
    const table = copy();
    spoil(table);
    const parsed = HolidayTable.safeParse(table);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });

  it('opening times that overlap are refused', () => {
    const windows = [
      { opens: '07:00', closes: '12:00' },
      { opens: '11:30', closes: '17:00' },
    ];
    expect(OfficeHours.safeParse([{ from: '2026-01-01', to: null, windows }]).success).toBe(false);
  });
});
