import type { Instant } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { LinkedChild, Procedure } from '../catalogue/procedure-catalogue.ts';
import type { DeadlineRefusal } from '../deadline/calendar-walk.ts';
import { computeDeadline, type Deadline } from '../deadline/deadline.ts';
import type { ProcessingLimit } from '../deadline/processing-limit.ts';
import type { WorkingCalendar } from '../deadline/working-calendar.ts';
import type { DossierState } from './dossier-state.ts';

/** How far one procedure of a linked group is; `dropped`: what it waited for was refused, so it never begins. */
export const LINKED_STATES = ['waiting', 'running', 'done', 'refused', 'dropped'] as const;
export type LinkedState = (typeof LINKED_STATES)[number];

/** A chosen procedure of a group with the appointment it is expected to have; null where no limit is published for it. */
export interface PlannedChild extends Omit<LinkedChild, 'note'> {
  /** Its place in the catalogue's list. */
  position: number;
  deadline: Deadline | null;
}

/** What a linked intake is to become. */
export interface LinkedPlan {
  children: PlannedChild[];
  /** The appointment of the whole: the group's own limit, or the last of its children's where none is published. */
  deadline: Deadline;
}

/** Why no linked dossier can be made of a choice. */
export type LinkedRefusal =
  | Refusal<'LINKED_CHILD_UNKNOWN', { position: number }>
  | Refusal<'LINKED_BRANCH_NOT_CHOSEN', { names: string[] }>
  | DeadlineRefusal;

interface PlannedIntake {
  /** The group's own limit. */
  limit: ProcessingLimit;
  /** Places of the chosen branches. */
  chosen: readonly number[];
  received: Instant;
}

/**
 * Plans a linked group (Nghị định 63/2024/NĐ-CP): every procedure without a branch, and one of each branch. A procedure that waits for the first
 * one's result is expected to begin when that one is due; its true clock starts when the result is recorded. Undefined for a procedure that links
 * nothing.
 */
export function planLinked(
  procedure: Procedure,
  { limit, chosen, received }: PlannedIntake,
  calendar: WorkingCalendar,
): Result<LinkedPlan, LinkedRefusal> | undefined {
  if (procedure.linked === undefined) return undefined;
  const picked = pick(procedure.linked.children, chosen);
  if (!picked.ok) return picked;
  const own = limit.value === null ? null : computeDeadline(received, limit, calendar);
  if (own !== null && !own.ok) return own;
  const children: PlannedChild[] = [];
  let firstDue = received;
  for (const [index, child] of picked.value.entries()) {
    const from = child.startsAfter === 'reception' ? received : firstDue;
    const deadline = childDeadline(child.limit, from, own?.value ?? null, calendar);
    if (!deadline.ok) return deadline;
    if (index === 0 && deadline.value !== null) firstDue = deadline.value.dueAt;
    children.push({ ...child, deadline: deadline.value });
  }
  const last = own?.value ?? latest(children);
  return last === undefined
    ? refuse('LIMIT_NOT_SET', { unit: limit.unit })
    : ok({ children, deadline: last });
}

// A limit without a value lies within the group's own.
function childDeadline(
  limit: ProcessingLimit,
  from: Instant,
  whole: Deadline | null,
  calendar: WorkingCalendar,
): Result<Deadline | null, DeadlineRefusal> {
  return limit.value === null ? ok(whole) : computeDeadline(from, limit, calendar);
}

function pick(children: readonly LinkedChild[], chosen: readonly number[]) {
  const unknown = chosen.find((position) => children[position]?.branch === undefined);
  if (unknown !== undefined) return refuse('LINKED_CHILD_UNKNOWN', { position: unknown });
  const placed = children.map(({ note: _, ...child }, position) => ({ ...child, position }));
  const branches = Map.groupBy(
    placed.filter(({ branch }) => branch !== undefined),
    ({ branch }) => branch,
  );
  for (const members of branches.values()) {
    if (members.filter(({ position }) => chosen.includes(position)).length !== 1)
      return refuse('LINKED_BRANCH_NOT_CHOSEN', { names: members.map(({ name }) => name) });
  }
  return ok(placed.filter(({ branch, position }) => branch === undefined || chosen.includes(position)));
}

function latest(children: readonly PlannedChild[]): Deadline | undefined {
  return children
    .flatMap(({ deadline }) => deadline ?? [])
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))
    .at(-1);
}

/** A procedure of a group as it is recorded. */
interface RecordedChild {
  id: string;
  startsAfter: LinkedChild['startsAfter'];
  state: LinkedState;
}

/**
 * What follows when a running procedure ends: those that waited for the first begin when every first one is done, and never begin when one is
 * refused.
 */
export function afterChildEnded(
  children: readonly RecordedChild[],
  ended: { id: string; state: 'done' | 'refused' },
): { begin: string[]; drop: string[] } {
  const now = children.map((child) => (child.id === ended.id ? { ...child, state: ended.state } : child));
  const firsts = now.filter(({ startsAfter }) => startsAfter === 'reception');
  const waiting = now.filter(({ state }) => state === 'waiting').map(({ id }) => id);
  if (firsts.some(({ state }) => state === 'refused')) return { begin: [], drop: waiting };
  return firsts.every(({ state }) => state === 'done')
    ? { begin: waiting, drop: [] }
    : { begin: [], drop: [] };
}

const ENDED_WITHOUT_RESULT: ReadonlySet<DossierState> = new Set(['withdrawn', 'refused', 'voided']);

/** How far a procedure is, seen from its dossier: what has no answer when the dossier ends without a result is not carried out. */
export function childState(state: LinkedState, dossier: DossierState): LinkedState {
  const isOpen = state === 'waiting' || state === 'running';
  return isOpen && ENDED_WITHOUT_RESULT.has(dossier) ? 'dropped' : state;
}

/** A procedure of a group is late when it ran, or runs, past its own appointment: its agency's lateness, not the counter's. */
export function isChildLate(
  { dueAt, endedAt, state }: { dueAt: string | null; endedAt: string | null; state: LinkedState },
  now: string,
): boolean {
  if (dueAt === null || state === 'waiting' || state === 'dropped') return false;
  return (endedAt ?? now) > dueAt;
}
