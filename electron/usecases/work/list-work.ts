import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { WorkView } from '../../../shared/contract/work.ts';
import { isTurnLate } from '../../../shared/domain/dossier/work-course.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { officeDay, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Actor } from '../../host/unit-of-work.ts';
import { rolesToHold, workOf } from './work-turns.ts';

/** Everybody who may hold a dossier today, with how many they hold. */
export const listWorkPeople = queryHandler(contract.work.people, (_input, { readers, clock }) => {
  const today = officeDay(clock.now());
  return ok({
    people: readers.users.list().flatMap(({ id, displayName, jobTitle }) => {
      const roles = rolesToHold(readers, id, today);
      return roles.length === 0
        ? []
        : [{ userId: id, name: displayName, jobTitle, roles, holds: readers.work.held(id) }];
    }),
  });
});

/** More than this are not listed; their number is said. */
const SHOWN = 500;

/** What the caller holds, and what waits for an assignment when they may assign. */
export const listMyWork = queryHandler(contract.work.mine, (_input, { readers, clock, signedIn }) => {
  const now = clock.now();
  const { userId } = signedIn();
  const unassigned = unassignedFor(readers, signedIn(), now);
  return ok({
    mine: readers.work.mine(userId).map(({ waitsSince, ...row }) => ({
      ...row,
      late: isTurnLate({ dueAt: row.dueAt, endedAt: null }, waitsSince, now),
      waits: waitsSince !== null,
    })),
    unassigned: unassigned
      .slice(0, SHOWN)
      .map(({ dossierId, code, procedureName, ownerName, state, dossierDueAt, receivedAt, holder }) => ({
        dossierId,
        code,
        procedureName,
        ownerName,
        state,
        dossierDueAt,
        receivedAt,
        holder,
      })),
    totals: { mine: readers.work.held(userId), unassigned: unassigned.length },
  });
});

/** How many wait for an assignment, and since when the first. */
export function unassignedFigures(readers: Readers, actor: Actor, now: Instant) {
  const unassigned = unassignedFor(readers, actor, now);
  return {
    count: unassigned.length,
    oldestAt: unassigned.map(({ receivedAt }) => receivedAt).sort()[0] ?? null,
  };
}

/** What nobody works on, the nearest appointment first; nothing for who may not assign. */
export function unassignedFor(readers: Readers, { roles }: Actor, now: Instant) {
  if (!isPermitted('dossier:assign', roles)) return [];
  const day = officeDay(now);
  return readers.work.unassigned({ today: startOfOfficeDay(day), day }).filter(({ outcome, ...row }) => {
    if (outcome !== 'approved') return true;
    return workOf(readers, { id: row.dossierId, processingOwner: 'here', ...row }).stage !== 'approved';
  });
}

/** The turns of a dossier and its course. */
export function workView(readers: Readers, dossier: DossierRow, now: Instant): WorkView {
  const { course, stage, next } = workOf(readers, dossier);
  const waitsSince = readers.steps.findPending(dossier.id)?.begunAt ?? null;
  return {
    here: stage !== 'elsewhere',
    course: course.map(({ name, role }) => ({ name, role })),
    next,
    turns: readers.work.ofDossier(dossier.id).map(({ limitUnit: _unit, due: _due, ...turn }) => ({
      ...turn,
      late: isTurnLate(turn, waitsSince, now),
    })),
  };
}
