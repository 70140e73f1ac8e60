import { contract } from '../../../shared/contract/index.ts';
import { findCase, findProcedure } from '../../../shared/domain/catalogue/catalogue.ts';
import { computeDeadline } from '../../../shared/domain/deadline/deadline.ts';
import { defaultCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** When a dossier of a case received at an instant (now when absent) would be due, with each step of the reckoning. */
export const getAppointment = queryHandler(
  contract.catalogue.appointment,
  ({ code, caseId, receivedAt }, { clock }) => {
    const received = receivedAt ?? clock.now();
    const found = findProcedure(code, officeDay(received));
    if (!found.ok) return found;
    const entry = findCase(found.value, caseId);
    if (entry === undefined) return refuse('CASE_UNKNOWN', { caseId });
    const deadline = computeDeadline(received, entry.limit, defaultCalendar);
    if (!deadline.ok) return deadline;
    const { startsAt, due, dueAt, explanation } = deadline.value;
    return ok({ receivedAt: received, startsAt, due, dueAt, explanation });
  },
);
