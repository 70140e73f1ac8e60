import { startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant, PlainDate } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';

/** The instants from the start of one office day up to, not including, the end of another. */
export function spanOfDays({ from, to }: { from: PlainDate; to: PlainDate }) {
  if (to < from) return refuse('DAYS_REVERSED', { from, to });
  const span: { from: Instant; to: Instant } = {
    from: startOfOfficeDay(from),
    to: startOfOfficeDay(to, 1),
  };
  return ok(span);
}
