import type { StepRow } from '../../../db/repositories/step-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { resumeDeadline } from '../../../shared/domain/deadline/resume-deadline.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { beforeAction } from './record-step.ts';

/** Takes a dossier up again with what was left of its time; the citizen gets a slip with both dates. */
export const resumeDossier = commandHandler(contract.life.resume, ({ dossierId, brought }, context) => {
  const { tx, signedIn } = context;
  return tx.immediate((w) => {
    const before = beforeAction(w, dossierId, 'resume');
    if (!before.ok) return before;
    const { dossier, next } = before.value;
    const pending = w.steps.findPending(dossierId);
    if (pending === undefined) throw new Error(`dossier ${dossierId} waits for nothing`);
    const running = { due: dossier.due, unit: dossier.terms.limit.unit };
    const pause = { from: pauseBegan(w.steps.ofDossier(dossierId), pending.begunAt), to: w.now };
    const appointed = resumeDeadline(running, pause, w.calendars.now());
    if (!appointed.ok) return appointed;
    const { due, dueAt, engine, explanation } = appointed.value;
    w.steps.end(pending.id, { at: w.now, by: signedIn().userId, brought, dueAfter: due });
    w.dossiers.appoint(dossierId, { due, dueAt, engine, explanation }, w.now);
    w.dossiers.setState(dossierId, next, w.now);
    resumeTurn(w, dossierId, pause);
    const linked = resumeLinked(w, dossierId, pause);
    const event = w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.resumed',
      payload: { code: dossier.code, stepId: pending.id, dueAt },
      personal: { brought },
    });
    const sent = w.send(event, {
      kind: 'dossier.resumed',
      snapshot: {
        dossierId,
        dossierCode: dossier.code,
        status: NATIONAL_STATUS[next],
        stepId: pending.id,
        brought,
        dueBefore: dossier.due,
        due,
        ...(linked.length === 0 ? {} : { linked }),
        at: w.now,
      },
      files: [],
    });
    w.announce('dossier');
    return ok({ stepId: pending.id, state: next, packetSeq: sent.seq, due, dueAt, explanation });
  });
});

/** Whoever holds the dossier gets what was left of their step's time. */
function resumeTurn(w: Work, dossierId: DossierId, pause: { from: Instant; to: Instant }): void {
  const turn = w.work.findLast(dossierId);
  if (turn === undefined || turn.outcome !== null || turn.due === null || turn.limitUnit === null) return;
  const from = pause.from > turn.begunAt ? pause.from : turn.begunAt;
  const moved = resumeDeadline(
    { due: turn.due, unit: turn.limitUnit },
    { from, to: pause.to },
    w.calendars.now(),
  );
  if (moved.ok) w.work.moveDue(dossierId, moved.value);
}

/** The procedures of a linked group stand still with their dossier: each that runs gets what was left of its own time. */
function resumeLinked(w: Work, dossierId: DossierId, pause: { from: Instant; to: Instant }) {
  return w.linked.ofDossier(dossierId).flatMap(({ id, code, state, startedAt, due, limit }) => {
    if (state !== 'running' || startedAt === null || due === null) return [];
    const from = pause.from > startedAt ? pause.from : startedAt;
    const clock = { due, unit: limit.unit };
    const moved = resumeDeadline(clock, { from, to: pause.to }, w.calendars.now());
    if (!moved.ok) return [];
    w.linked.moveDue(id, moved.value);
    return [{ code, due: moved.value.due }];
  });
}

/** When the clock stopped: a stop that came while a supplement was awaited goes on with that pause. */
export function pauseBegan(steps: readonly StepRow[], begunAt: Instant): Instant {
  const before = steps.find(({ endedAt, dueAfter }) => endedAt === begunAt && dueAfter === null);
  return before === undefined ? begunAt : pauseBegan(steps, before.begunAt);
}
