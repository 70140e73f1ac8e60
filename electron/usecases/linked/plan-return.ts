import type { Procedure } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { computeDeadline } from '../../../shared/domain/deadline/deadline.ts';
import type { ProcessingLimit } from '../../../shared/domain/deadline/processing-limit.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import { planLinked } from '../../../shared/domain/dossier/linked-children.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';

/** The appointment of a dossier received at an instant and, for a linked group, its procedures with theirs. */
export function planReturn(
  procedure: Procedure,
  limit: ProcessingLimit,
  chosen: readonly number[],
  received: Instant,
  calendar: WorkingCalendar,
) {
  const linked = planLinked(procedure, { limit, chosen, received }, calendar);
  if (linked !== undefined) return linked;
  const deadline = computeDeadline(received, limit, calendar);
  return deadline.ok ? ok({ deadline: deadline.value, children: [] }) : deadline;
}
