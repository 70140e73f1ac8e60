import type { Instant } from '../../types/clock.ts';
import { ok, type Result } from '../../types/result.ts';
import { type DeadlineRefusal, momentOf } from './calendar-walk.ts';
import { answered } from './deadline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Until when a dossier received at an instant is to be with the office that works on it (Điều 18 khoản 2 Nghị định 118/2025/NĐ-CP): within the
 * working day, so by its closing; what was received after 15:00, or outside the opening times, by the opening of the next working day.
 */
export function expectedArrival(
  received: Instant,
  calendar: WorkingCalendar,
): Result<Instant, DeadlineRefusal> {
  const reckoned = answered(calendar, (walk) => {
    const arrival = momentOf(received);
    const start = walk.startBefore15h(arrival);
    const due = start.day === arrival.day ? { day: start.day, minute: walk.closing(start.day) } : start;
    return { start, due };
  });
  return reckoned.ok ? ok(reckoned.value.dueAt) : reckoned;
}
