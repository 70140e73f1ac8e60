import type { Procedure } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { computeDeadline } from '../../../shared/domain/deadline/deadline.ts';
import { expectedArrival } from '../../../shared/domain/deadline/expected-arrival.ts';
import type { ProcessingLimit } from '../../../shared/domain/deadline/processing-limit.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import type { CompetentClock } from '../../../shared/domain/dossier/competent-office.ts';
import { planLinked } from '../../../shared/domain/dossier/linked-children.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';

interface PlannedReception {
  procedure: Procedure;
  limit: ProcessingLimit;
  /** Of a linked group: places of the chosen branches. */
  chosen: readonly number[];
  received: Instant;
  /** Of what is received for another office, what its limit counts from; null for what is worked on under this one's reception. */
  competent: CompetentClock | null;
}

/**
 * The appointment of a dossier received at an instant and, for a linked group, its procedures with theirs. Where the limit counts from another
 * office's reception, the appointment is provisional, reckoned from when that is expected (`expectedAt`).
 */
export function planReturn(
  { procedure, limit, chosen, received, competent }: PlannedReception,
  calendar: WorkingCalendar,
) {
  const linked = planLinked(procedure, { limit, chosen, received }, calendar);
  if (linked !== undefined) return linked.ok ? ok({ ...linked.value, expectedAt: null }) : linked;
  const expected = competent === null ? ok(null) : expectedArrival(received, calendar);
  if (!expected.ok) return expected;
  const from = competent === 'arrival' ? (expected.value ?? received) : received;
  const deadline = computeDeadline(from, limit, calendar);
  return deadline.ok ? ok({ deadline: deadline.value, children: [], expectedAt: expected.value }) : deadline;
}
