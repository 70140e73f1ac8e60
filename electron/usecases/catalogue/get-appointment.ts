import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { planReturn } from '../linked/plan-return.ts';

/** When a dossier of a case received at an instant (now when absent) would be due, with each step of the reckoning. */
export const getAppointment = queryHandler(
  contract.catalogue.appointment,
  ({ code, caseId, receivedAt, linkedChoices, elsewhere }, { clock, readers }) => {
    const received = receivedAt ?? clock.now();
    const day = officeDay(received);
    const found = readers.catalogues.on(day).findProcedure(code, day);
    if (!found.ok) return found;
    const entry = findCase(found.value, caseId);
    if (entry === undefined) return refuse('CASE_UNKNOWN', { caseId });
    const competent = elsewhere ? (found.value.elsewhere?.clock ?? 'arrival') : null;
    const planned = planReturn(
      { procedure: found.value, limit: entry.limit, chosen: linkedChoices, received, competent },
      readers.calendars.now(),
    );
    if (!planned.ok) return planned;
    const { deadline, children, expectedAt } = planned.value;
    const { startsAt, due, dueAt, explanation } = deadline;
    const linked = children.map(({ position, name, agency, deadline: own }) => ({
      position,
      name,
      agency,
      dueAt: own?.dueAt ?? null,
    }));
    return ok({
      receivedAt: received,
      startsAt,
      due,
      dueAt,
      explanation,
      linked,
      provisionalFrom: competent === 'arrival' ? expectedAt : null,
    });
  },
);
