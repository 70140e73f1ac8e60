import { describe, expect, it } from 'vitest';
import { instant } from './case-times.ts';
import { computeDeadline } from './deadline.ts';
import { decideOfficeCalendar, layCalendarOver, type OfficeDay } from './office-calendar.ts';
import { replayAppointment } from './replay.ts';
import { defaultCalendar } from './working-calendar.ts';

const NONE = { days: [], officeHours: [] as [] };
const day = (date: string, kind: OfficeDay['kind']): OfficeDay => ({
  date,
  kind,
  name: 'Nghỉ bão số 13',
  legal: '12/UBND-VP',
});
const saying = (...days: OfficeDay[]) => ({ ...NONE, days });
const dueWith = (days: OfficeDay[]) => {
  const answer = computeDeadline(
    instant('2026-11-25 09:00'),
    { value: 2, unit: 'working-day' },
    layCalendarOver(defaultCalendar, saying(...days)),
  );
  return answer.ok ? answer.value.due.slice(0, 16) : answer.refusal.code;
};

describe('the calendar of the office', () => {
  it.each([
    ['nothing said', [], '2026-11-27T09:00'],
    ['a day of storm', [day('2026-11-26', 'holiday')], '2026-11-30T09:00'],
    [
      'a storm and a worked Saturday for it',
      [day('2026-11-26', 'holiday'), day('2026-11-28', 'working-weekend')],
      '2026-11-28T09:00',
    ],
  ])('counts with %s', (_title, days, due) => {
    expect(dueWith(days)).toBe(due);
  });

  it('makes a day of the shipped table an ordinary one', () => {
    const with24 = layCalendarOver(defaultCalendar, saying(day('2026-11-24', 'ordinary')));
    const answer = computeDeadline(instant('2026-11-23 09:00'), { value: 1, unit: 'working-day' }, with24);
    expect(answer).toMatchObject({ ok: true, value: { due: '2026-11-24T09:00:00+07:00[Asia/Ho_Chi_Minh]' } });
  });

  it('keeps other hours from a day on', () => {
    const late = {
      ...NONE,
      officeHours: [{ from: '2026-11-26', to: null, windows: [{ opens: '08:00', closes: '16:00' }] }],
    };
    const answer = computeDeadline(
      instant('2026-11-26 09:00'),
      { value: 1, unit: 'same-day-15h' },
      layCalendarOver(defaultCalendar, late),
    );
    expect(answer).toMatchObject({ ok: true, value: { due: '2026-11-26T16:00:00+07:00[Asia/Ho_Chi_Minh]' } });
  });

  it.each([
    ['a day twice', saying(day('2026-11-26', 'holiday'), day('2026-11-26', 'holiday')), 'CALENDAR_DAY_TWICE'],
    [
      'a worked weekend day on a Thursday',
      saying(day('2026-11-26', 'working-weekend')),
      'CALENDAR_DAY_WRONG',
    ],
    ['a compensatory day on a Sunday', saying(day('2026-11-29', 'compensatory-rest')), 'CALENDAR_DAY_WRONG'],
    ['an ordinary day that is one', saying(day('2026-11-26', 'ordinary')), 'CALENDAR_DAY_WRONG'],
    ['a year that is not announced', saying(day('2029-01-02', 'holiday')), 'CALENDAR_NOT_ANNOUNCED'],
    ['nothing new', NONE, 'CALENDAR_UNCHANGED'],
  ])('refuses %s', (_title, after, code) => {
    expect(decideOfficeCalendar(NONE, after, defaultCalendar)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('an appointment reckoned again', () => {
  const reception = {
    received: instant('2026-11-25 09:00'),
    limit: { value: 2, unit: 'working-day' as const },
  };
  const pause = {
    kind: 'pause' as const,
    from: instant('2026-11-26 09:00'),
    at: instant('2026-11-30 09:00'),
  };
  const dues = (
    calendarAt: (at: string) => typeof defaultCalendar,
    changes: Parameters<typeof replayAppointment>[1] = [pause],
  ) => {
    const all = replayAppointment(reception, changes, calendarAt);
    return all.ok ? all.value.map(({ due }) => due.slice(0, 16)) : all.refusal;
  };
  const stormy = layCalendarOver(defaultCalendar, saying(day('2026-12-01', 'holiday')));

  it('gives what was printed with the calendars of their time, and another with that of today', () => {
    expect(dues(() => defaultCalendar)).toEqual(['2026-11-27T09:00', '2026-12-01T09:00']);
    expect(dues(() => stormy)).toEqual(['2026-11-27T09:00', '2026-12-02T09:00']);
    expect(dues((at) => (at < pause.at ? stormy : defaultCalendar))).toEqual([
      '2026-11-27T09:00',
      '2026-12-01T09:00',
    ]);
  });

  it('leaves what a person promised, and counts an extension on', () => {
    const extension = {
      kind: 'extension' as const,
      at: instant('2026-11-26 09:00'),
      article: 'x',
      value: 2,
      unit: 'working-day' as const,
    };
    expect(dues(() => stormy, [extension])).toEqual(['2026-11-27T09:00', '2026-12-02T09:00']);
    const promise = {
      kind: 'reappointment' as const,
      at: instant('2026-11-26 09:00'),
      due: '2026-12-01T09:00:00+07:00[Asia/Ho_Chi_Minh]',
    };
    expect(dues(() => stormy, [promise])).toEqual(['2026-11-27T09:00', '2026-12-01T09:00']);
  });
});
