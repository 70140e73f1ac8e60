import type { Instant } from '../../types/clock.ts';
import { computeDeadline } from '../deadline/deadline.ts';
import type { ProcessingLimit } from '../deadline/processing-limit.ts';
import type { WorkingCalendar } from '../deadline/working-calendar.ts';

/**
 * How long an office may take to accept, ask or refuse what was filed online. Eight working hours are the custom of the provincial portals;
 * no text in force that fixes the number was seen, so it stands here as data, by day of filing.
 */
const ACCEPTANCE_LIMITS: readonly { from: string; limit: ProcessingLimit }[] = [
  { from: '2025-07-01', limit: { value: 8, unit: 'working-hour' } },
];

/** Until when a submission filed at an instant must be answered; refused where the calendar does not reach. */
export function acceptanceDue(filedAt: Instant, calendar: WorkingCalendar) {
  const rule = ACCEPTANCE_LIMITS.findLast(({ from }) => filedAt >= from) ?? ACCEPTANCE_LIMITS[0];
  if (rule === undefined) throw new Error('no limit of acceptance');
  return computeDeadline(filedAt, rule.limit, calendar);
}
