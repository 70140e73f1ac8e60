import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { TurnRow } from '../../../db/repositories/work-repository.ts';
import {
  type DossierAction,
  type DossierState,
  NATIONAL_STATUS,
  stateAfter,
  type WorkStage,
} from '../../../shared/domain/dossier/dossier-state.ts';
import {
  type CourseStep,
  courseOf,
  standingOf,
  type TurnOutcome,
  turnDue,
  WORK_ROLES,
  type WorkRole,
} from '../../../shared/domain/dossier/work-course.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import type { DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Work } from '../../host/unit-of-work.ts';

const PERMISSION = { processor: 'dossier:process', signer: 'dossier:approve' } as const;

/** The kinds of step at which a person may hold a dossier on a day; none when their account has ended. */
export function rolesToHold({ users }: Pick<Readers, 'users'>, userId: UserId, day: PlainDate): WorkRole[] {
  const person = users.find(userId);
  if (person === undefined || person.validFrom > day || (person.validTo !== null && person.validTo < day))
    return [];
  const roles = users.rolesOn(userId, day);
  return WORK_ROLES.filter((role) => isPermitted(PERMISSION[role], roles));
}

/** The course of a dossier's procedure as it was received, and where the work stands. */
export function workOf(
  { catalogues, steps, work }: Pick<Readers, 'catalogues' | 'steps' | 'work'>,
  {
    id,
    catalogueVersion,
    procedureCode,
    processingOwner,
  }: Pick<DossierRow, 'id' | 'catalogueVersion' | 'procedureCode' | 'processingOwner'>,
): { course: readonly CourseStep[]; last: TurnRow | undefined; stage: WorkStage; next: number | null } {
  const course = courseOf(catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode));
  const last = work.findLast(id);
  if (processingOwner !== 'here') return { course, last, stage: 'elsewhere', next: null };
  // A result that was sent back is worked on from the beginning: who approved the wrong one has not approved the next.
  const again = steps.ofDossier(id).findLast(({ kind }) => kind === 'result-sent-back');
  const counts = last !== undefined && (again === undefined || again.begunAt <= last.begunAt);
  return { course, last, ...standingOf(course, counts ? last : undefined) };
}

/** What a step of the work is allowed on: the dossier, its course and last turn, when nobody moved it since the caller saw turn `after`. */
export function beforeTurn(w: Work, dossierId: DossierId, after: number, action: DossierAction) {
  const dossier = w.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const { course, last, stage } = workOf(w, dossier);
  const seen =
    (last?.number ?? 0) === after && !(action !== 'assign' && last !== undefined && last.outcome !== null);
  if (!seen && last !== undefined)
    return refuse('WORK_MOVED_ON', {
      holder: last.outcome === null ? last.holder : '',
      by: last.endedBy ?? last.begunBy,
      at: last.endedAt ?? last.begunAt,
    });
  const next = stateAfter(dossier.state, action, stage);
  return next.ok ? ok({ dossier, course, last, state: next.value }) : next;
}

/** The open turn of the caller; the others are told whose it is. */
export function ownTurn(last: TurnRow | undefined, { signedIn }: CommandContext) {
  if (last === undefined) throw new Error('an action on an open turn without one');
  return last.holderId === signedIn().userId ? ok(last) : refuse('NOT_THE_HOLDER', { holder: last.holder });
}

/** A step of a course that a person may hold today. */
export function stepFor(w: Work, course: readonly CourseStep[], position: number, holderId: UserId) {
  const step = course[position];
  if (step === undefined) return refuse('STEP_NOT_NEXT', {});
  const name = w.users.find(holderId)?.displayName ?? '';
  return rolesToHold(w, holderId, w.today).includes(step.role)
    ? ok(step)
    : refuse('PERSON_CANNOT_HOLD', { name });
}

const SAID = {
  assign: 'dossier.assigned',
  'take-back': 'dossier.taken-back',
  'hand-on': 'dossier.handed-on',
  approve: 'dossier.approved',
  'send-back': 'dossier.sent-back',
} as const;

/** What one step of the work changes: how the open turn ends, and who begins the next one. */
interface Change {
  action: keyof typeof SAID;
  ends?: { outcome: TurnOutcome; note: string };
  begins?: { position: number; holderId: UserId; note: string };
}

/**
 * Writes a step of the work that the rules allow: turns, state, event and packet. A person who gets a dossier within the same step gets what is left of
 * its time. The packet is a row of the national progress (CapNhatTienDoHoSoMC): who, in which office, what, from when until when.
 */
export function recordTurn(
  w: Work,
  { signedIn }: CommandContext,
  {
    dossier,
    course,
    last,
    state,
  }: { dossier: DossierRow; course: readonly CourseStep[]; last: TurnRow | undefined; state: DossierState },
  { action, ends, begins }: Change,
) {
  const dossierId = dossier.id;
  const by = signedIn().userId;
  if (ends !== undefined) w.work.end({ dossierId, ...ends, at: w.now, by });
  const begun = begins === undefined ? null : beginTurn(w, dossier, { ...begins, course, last, by });
  w.dossiers.setState(dossierId, state, w.now);
  const payload = {
    code: dossier.code,
    ...(ends === undefined ? {} : { ended: last?.number ?? 0, outcome: ends.outcome }),
    ...(begun === null ? {} : { turn: begun.number, position: begun.position, holderId: begun.holderId }),
  };
  const note = ends?.note ?? begins?.note ?? '';
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: SAID[action],
    payload,
    ...(note === '' ? {} : { personal: { note } }),
  });
  const doer = w.users.find(by);
  const holder = begun === null ? undefined : w.users.find(begun.holderId);
  const sent = w.send(event, {
    kind: SAID[action],
    snapshot: {
      dossierId,
      dossierCode: dossier.code,
      status: NATIONAL_STATUS[state],
      progress: {
        by: doer?.displayName ?? '',
        byTitle: doer?.jobTitle ?? '',
        office: (w.office.findOn(w.today) ?? w.office.getLatest()).name,
        done: action,
        step: begun?.step ?? last?.step ?? null,
        note,
        at: w.now,
        holder: holder?.displayName ?? null,
        holderTitle: holder?.jobTitle ?? null,
        startsAt: begun === null ? null : w.now,
        due: begun?.due ?? null,
      },
      at: w.now,
    },
    files: [],
  });
  w.announce('dossier');
  return { state, turn: begun?.number ?? null, dueAt: begun?.dueAt ?? null, packetSeq: sent.seq };
}

function beginTurn(
  w: Work,
  { id: dossierId }: DossierRow,
  turn: {
    position: number;
    holderId: UserId;
    note: string;
    course: readonly CourseStep[];
    last: TurnRow | undefined;
    by: UserId;
  },
) {
  const { position, holderId, note, course, last, by } = turn;
  const step = course[position];
  if (step === undefined) throw new Error(`no step ${position} in the course of ${dossierId}`);
  const same = last !== undefined && last.outcome === null && last.position === position;
  const reckoned = turnDue(step.clock, w.now, w.calendars.now());
  const clock = same
    ? { limitUnit: last.limitUnit, due: last.due, dueAt: last.dueAt }
    : { limitUnit: reckoned?.unit ?? null, due: reckoned?.due ?? null, dueAt: reckoned?.dueAt ?? null };
  const begun = {
    dossierId,
    number: (last?.number ?? 0) + 1,
    position,
    step: step.name,
    role: step.role,
    holderId,
    note,
    at: w.now,
    by,
    ...clock,
  };
  w.work.begin(begun);
  return begun;
}

/** Whoever holds a dossier that ends, or has its result, holds it no longer. */
export function closeTurn(w: Work, dossierId: DossierId, by: UserId): void {
  w.work.end({ dossierId, outcome: 'closed', note: '', at: w.now, by });
}
