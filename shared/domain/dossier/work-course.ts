import type { Instant } from '../../types/clock.ts';
import type { Procedure, StepClock } from '../catalogue/procedure-catalogue.ts';
import { computeDeadline } from '../deadline/deadline.ts';
import type { WorkingCalendar } from '../deadline/working-calendar.ts';
import type { WorkStage } from './dossier-state.ts';

/** Who works on a dossier between reception and return: one who prepares the result, one who signs it. */
export const WORK_ROLES = ['processor', 'signer'] as const;
export type WorkRole = (typeof WORK_ROLES)[number];

/** How a turn ended: to the next step, to another person of the same step, by the assigner, by the signer, or with the dossier itself. */
export const TURN_OUTCOMES = [
  'handed-on',
  'passed',
  'taken-back',
  'sent-back',
  'approved',
  'closed',
] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

/** A step of the work inside the office; without a name and a clock where the catalogue has no course for the procedure. */
export interface CourseStep {
  name: string | null;
  role: WorkRole;
  clock: StepClock | null;
}

const PLAIN_COURSE: readonly CourseStep[] = [
  { name: null, role: 'processor', clock: null },
  { name: null, role: 'signer', clock: null },
];

/**
 * The steps of a procedure between reception and return, in order; those of the counter itself (reception, return) are commands of their own.
 * A procedure without a published course has the least that an office does: prepare, then sign.
 */
export function courseOf(procedure: Pick<Procedure, 'steps'> | undefined): readonly CourseStep[] {
  const steps = (procedure?.steps?.list ?? []).flatMap(({ name, role, clock }) =>
    role === 'processor' || role === 'signer' ? [{ name, role, clock }] : [],
  );
  return steps.length === 0 ? PLAIN_COURSE : steps;
}

/** A turn as far as it bears on what may be done next. */
interface TurnStanding {
  position: number;
  role: WorkRole;
  outcome: TurnOutcome | null;
}

/** Where the work stands after its last turn, and the step that an assignment would begin; null while somebody holds it or all is done. */
export function standingOf(
  course: readonly CourseStep[],
  last: TurnStanding | undefined,
): { stage: WorkStage; next: number | null } {
  if (last === undefined || last.outcome === 'closed') return { stage: 'unassigned', next: 0 };
  const { position, role, outcome } = last;
  if (outcome === null) {
    if (role === 'signer') return { stage: 'with-signer', next: null };
    const signs = course.slice(position + 1).some((step) => step.role === 'signer');
    return { stage: signs ? 'with-processor' : 'with-last-processor', next: null };
  }
  if (outcome !== 'approved') return { stage: 'unassigned', next: Math.min(position, course.length - 1) };
  return position + 1 < course.length
    ? { stage: 'unassigned', next: position + 1 }
    : { stage: 'approved', next: null };
}

/** Whether a turn may be handed on to a step: to another person of the same one, or to the next when it is not a signature that is passed by. */
export function mayHandOn(course: readonly CourseStep[], from: TurnStanding, to: number): boolean {
  if (to === from.position) return true;
  return to === from.position + 1 && to < course.length && from.role === 'processor';
}

/** The last step before a position at which somebody prepares the result; the position itself when there is none. */
export function processorBefore(course: readonly CourseStep[], position: number): number {
  const before = course.slice(0, position).findLastIndex(({ role }) => role === 'processor');
  return before === -1 ? position : before;
}

/** When a step that begins now must be done; null where it has no clock or the calendar does not reach. */
export function turnDue(
  clock: StepClock | null,
  begins: Instant,
  calendar: WorkingCalendar,
): { unit: 'working-hour' | 'working-day' | 'day'; due: string; dueAt: Instant } | null {
  if (clock === null) return null;
  const limit =
    clock.kind === 'working-hours'
      ? { unit: 'working-hour' as const, value: clock.hours }
      : { unit: clock.unit, value: clock.days };
  const answer = computeDeadline(begins, limit, calendar);
  return answer.ok ? { unit: limit.unit, due: answer.value.due, dueAt: answer.value.dueAt } : null;
}

/** Whether a turn is or was late: against its end, or the moment at which the dossier began to wait, or now. */
export function isTurnLate(
  turn: { dueAt: Instant | null; endedAt: Instant | null },
  waitsSince: Instant | null,
  now: Instant,
): boolean {
  return turn.dueAt !== null && (turn.endedAt ?? waitsSince ?? now) > turn.dueAt;
}
