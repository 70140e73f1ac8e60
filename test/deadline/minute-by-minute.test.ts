import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDeadline } from '../../shared/domain/deadline/deadline.ts';
import type { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { resumeDeadline } from '../../shared/domain/deadline/resume-deadline.ts';
import type { WorkingCalendar } from '../../shared/domain/deadline/working-calendar.ts';
import { instantOf, minuteAt, minuteByMinute, NotReckonable } from './minute-by-minute.ts';
import { anyCalendar, anyInstant, anyLimit, anyPause } from './random-calendar.ts';

type Limit = ProcessingLimit & { value: number };
interface Pause {
  from: string;
  to: string;
}

/** The appointment after reception and pauses as the engine gives it, or the code of its refusal. */
function byEngine(calendar: WorkingCalendar, received: string, limit: Limit, pauses: Pause[]): string {
  let answer = computeDeadline(received, limit, calendar);
  for (const pause of pauses) {
    if (!answer.ok) break;
    answer = resumeDeadline({ due: answer.value.due, unit: limit.unit }, pause, calendar);
  }
  return answer.ok ? answer.value.dueAt : answer.refusal.code;
}

function byMinutes(calendar: WorkingCalendar, received: string, limit: Limit, pauses: Pause[]): string {
  const reference = minuteByMinute(calendar);
  try {
    let due = reference.due(minuteAt(received), limit);
    for (const { from, to } of pauses)
      due = reference.resumed(due, limit.unit, { from: minuteAt(from), to: minuteAt(to) });
    return instantOf(due);
  } catch (error) {
    if (error instanceof NotReckonable) return error.message;
    throw error;
  }
}

/** Whether the engine gave an instant, and not the code of a refusal. */
function isInstant(answer: string): boolean {
  return /^\d{4}-\d\d-\d\dT/u.test(answer);
}

/** Pauses one after the other, the first some time after the reception. */
function pausesFrom(received: string, lengths: { after: number; lasts: number }[]): Pause[] {
  let at = minuteAt(received);
  return lengths.map(({ after, lasts }) => {
    const from = at + after;
    at = from + lasts;
    return { from: instantOf(from), to: instantOf(at) };
  });
}

describe('over any rest days and opening times', () => {
  it('the appointment is the one that counting minute by minute gives', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyLimit, (calendar, received, limit) => {
        expect(byEngine(calendar, received, limit, [])).toBe(byMinutes(calendar, received, limit, []));
      }),
      { numRuns: 1500 },
    );
  });

  it('the appointment after one pause or several is the one that counting minute by minute gives', () => {
    const lengths = fc.array(anyPause, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyLimit, lengths, (calendar, received, limit, some) => {
        const pauses = pausesFrom(received, some);
        expect(byEngine(calendar, received, limit, pauses)).toBe(
          byMinutes(calendar, received, limit, pauses),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('a pause without length that begins before the appointment moves nothing', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyLimit, anyPause, (calendar, received, limit, { after }) => {
        const due = byEngine(calendar, received, limit, []);
        const at = instantOf(minuteAt(received) + after);
        fc.pre(isInstant(due) && at < due);
        const again = byEngine(calendar, received, limit, [{ from: at, to: at }]);
        expect(isInstant(again) ? again : due).toBe(due);
      }),
      { numRuns: 500 },
    );
  });

  it('a longer pause never brings the appointment forward, and what was late stays late', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        anyLimit,
        anyPause,
        fc.integer({ min: 0, max: 9000 }),
        (calendar, received, limit, pause, longer) => {
          const [short, long] = [pause.lasts, pause.lasts + longer].map((lasts) => {
            const pauses = pausesFrom(received, [{ ...pause, lasts }]);
            return byEngine(calendar, received, limit, pauses);
          }) as [string, string];
          fc.pre(isInstant(short) && isInstant(long));
          expect(long >= short).toBe(true);
          const first = byEngine(calendar, received, limit, []);
          if (minuteAt(received) + pause.after > minuteAt(first)) expect(long).toBe(first);
        },
      ),
      { numRuns: 500 },
    );
  });
});
