import type { Instant } from '../../types/clock.ts';
import { type Refusal, type Result, refuse } from '../../types/result.ts';
import { type DeadlineRefusal, isAfter, momentOf, momentOfZoned } from './calendar-walk.ts';
import { answered, type Deadline } from './deadline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** Why a dossier cannot be appointed anew. */
export type ReappointmentRefusal =
  | DeadlineRefusal
  | Refusal<'REAPPOINTED_ALREADY', { due: string }>
  | Refusal<'REAPPOINTMENT_NOT_LATER', { due: string }>
  | Refusal<'REAPPOINTMENT_OUT_OF_HOURS', { to: Instant }>;

/**
 * The new appointment that the head of the late agency promises with the apology (Mẫu 04 Thông tư 03/2025/TT-VPCP): one only for a dossier,
 * after the old appointment, and at a moment at which the applicant finds the office open. It is chosen by a person, not reckoned; the
 * dossier stays late against the old one.
 */
export function reappoint(
  running: { due: string; reappointed: boolean },
  to: Instant,
  calendar: WorkingCalendar,
): Result<Deadline, ReappointmentRefusal> {
  const old = momentOfZoned(running.due);
  const due = momentOf(to);
  if (running.reappointed) return refuse('REAPPOINTED_ALREADY', { due: running.due });
  if (!isAfter(due, old)) return refuse('REAPPOINTMENT_NOT_LATER', { due: running.due });
  let open = false;
  const answer = answered(calendar, (walk) => {
    open = walk.isOpen(due);
    walk.note({ kind: 'reappointed', date: old.day, to: due.day });
    return { start: old, due };
  });
  return answer.ok && !open ? refuse('REAPPOINTMENT_OUT_OF_HOURS', { to }) : answer;
}
