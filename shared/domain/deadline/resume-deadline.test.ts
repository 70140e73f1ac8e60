import { describe, expect, it } from 'vitest';
import { instant, told, zonedText } from './case-times.ts';
import { resumeCases } from './resume-deadline.cases.ts';
import { resumeDeadline } from './resume-deadline.ts';
import { defaultCalendar } from './working-calendar.ts';

describe('the appointment after a pause', () => {
  it.each(resumeCases)('is right for $title ($law)', ({ unit, ran, pause: [from, to], due, steps }) => {
    const pause = { from: instant(from), to: instant(to) };
    const answer = resumeDeadline({ due: zonedText(ran), unit }, pause, defaultCalendar);
    expect(answer).toMatchObject({ ok: true, value: { due: zonedText(due), dueAt: instant(due) } });
    expect(answer.ok && answer.value.explanation.map(told)).toEqual(steps);
  });

  it('of working days goes to the next opening although it stood where two opening times touch', () => {
    const windows = [
      { opens: '07:00', closes: '11:00' },
      { opens: '11:00', closes: '15:00' },
    ];
    const calendar = { ...defaultCalendar, officeHours: [{ from: '2026-01-01', to: null, windows }] };
    const answer = resumeDeadline(
      { due: zonedText('2026-11-26 11:00'), unit: 'working-day' },
      { from: instant('2026-11-26 09:00'), to: instant('2026-11-27 13:00') },
      calendar,
    );
    expect(answer.ok && answer.value.due).toBe(zonedText('2026-11-30 07:00'));
  });

  it('states from when the remainder counts', () => {
    const answer = resumeDeadline(
      { due: zonedText('2026-11-27 09:00'), unit: 'working-day' },
      { from: instant('2026-11-26 15:00'), to: instant('2026-11-27 17:30') },
      defaultCalendar,
    );
    expect(answer.ok && answer.value.startsAt).toBe(zonedText('2026-11-30 07:00'));
  });

  it('is refused when the dossier is resumed in a year that is not announced', () => {
    const pause = { from: instant('2027-12-30 09:00'), to: instant('2028-01-04 09:00') };
    const running = { due: zonedText('2027-12-31 09:00'), unit: 'working-day' as const };
    expect(resumeDeadline(running, pause, defaultCalendar)).toEqual({
      ok: false,
      refusal: { code: 'CALENDAR_NOT_ANNOUNCED', data: { year: 2028 } },
    });
  });

  it('of a pause that ends before it begins is a fault of the program', () => {
    const pause = { from: instant('2026-11-26 09:00'), to: instant('2026-11-25 09:00') };
    const running = { due: zonedText('2026-11-30 09:00'), unit: 'day' as const };
    expect(() => resumeDeadline(running, pause, defaultCalendar)).toThrow('ends before it begins');
  });
});
