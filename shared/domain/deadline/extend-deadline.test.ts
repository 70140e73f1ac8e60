import { describe, expect, it } from 'vitest';
import { instant, told, zonedText } from './case-times.ts';
import { extensionCases, GROUND, reappointmentCases } from './extend-deadline.cases.ts';
import { extendDeadline } from './extend-deadline.ts';
import { reappoint } from './reappoint.ts';
import { defaultCalendar } from './working-calendar.ts';

describe('the extended appointment', () => {
  it.each(extensionCases)('is right for $title ($law)', ({ ran, ground: [value, unit], due, steps }) => {
    const ground = { article: GROUND, value, unit, decidedAt: instant(ran) };
    const answer = extendDeadline({ due: zonedText(ran), extendedBy: [] }, ground, defaultCalendar);
    expect(answer).toMatchObject({ ok: true, value: { due: zonedText(due), dueAt: instant(due) } });
    expect(answer.ok && answer.value.explanation.map(told)).toEqual(steps);
  });

  const threeDays = {
    article: GROUND,
    value: 3,
    unit: 'working-day',
    decidedAt: instant('2026-11-25 09:00'),
  } as const;

  it('is given once for each ground', () => {
    const running = { due: zonedText('2026-11-26 09:00'), extendedBy: [GROUND] };
    expect(extendDeadline(running, threeDays, defaultCalendar)).toEqual({
      ok: false,
      refusal: { code: 'EXTENDED_ALREADY', data: { article: GROUND } },
    });
    const other = { ...threeDays, article: 'Điều 12' };
    expect(extendDeadline(running, other, defaultCalendar).ok).toBe(true);
  });

  it('is not given when the limit has ended', () => {
    const running = { due: zonedText('2026-11-25 08:59'), extendedBy: [] };
    expect(extendDeadline(running, threeDays, defaultCalendar)).toEqual({
      ok: false,
      refusal: { code: 'EXTENSION_AFTER_DUE', data: { due: running.due } },
    });
  });
});

describe('the new appointment with an apology', () => {
  it.each(reappointmentCases)('on $title: $refusal', ({ ran, reappointed, to, refusal }) => {
    const answer = reappoint({ due: zonedText(ran), reappointed }, instant(to), defaultCalendar);
    expect(answer.ok ? null : answer.refusal.code).toBe(refusal);
    if (answer.ok) {
      expect(answer.value).toMatchObject({ due: zonedText(to), dueAt: instant(to) });
      expect(answer.value.explanation.map(told)).toEqual([
        `reappointed ${ran.slice(0, 10)} ${to.slice(0, 10)}`,
      ]);
    }
  });

  it('is refused in a year that is not announced', () => {
    const running = { due: zonedText('2027-12-30 09:00'), reappointed: false };
    expect(reappoint(running, instant('2028-01-04 09:00'), defaultCalendar)).toMatchObject({
      refusal: { code: 'CALENDAR_NOT_ANNOUNCED' },
    });
  });
});
