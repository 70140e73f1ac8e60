import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { computeDeadline } from '../../../shared/domain/deadline/deadline.ts';
import type { DossierState } from '../../../shared/domain/dossier/dossier-state.ts';
import { isLateTransfer, lateTransfers, transferDueAt } from '../../../shared/domain/dossier/transfer.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Identity } from '../../host/identity.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { beforeAction, type StepTaker, writeStep } from './record-step.ts';

/** Records by hand, with what proves it, when the competent office received a dossier: from then on its limit counts. */
export const confirmArrival = commandHandler(
  contract.life.confirmArrival,
  ({ dossierId, receivedAt, document, receiver }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const before = beforeAction(w, dossierId, 'confirm-arrival');
      if (!before.ok) return before;
      return arrive(w, host.identity, before.value, {
        taker: { by: signedIn().userId, agency: null },
        receivedAt,
        document,
        receiver,
      });
    }),
);

/**
 * The reception by the competent office (Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP): the appointment is reckoned from it, and the slip that was
 * given out is replaced by one with both times. It lies between the reception here and now.
 */
export function arrive(
  w: Work,
  identity: Identity,
  before: { dossier: DossierRow; next: DossierState },
  said: { taker: StepTaker; receivedAt: Instant; document: string; receiver: string },
) {
  const { dossier } = before;
  const competent = w.competent.find(dossier.id);
  if (competent === undefined) throw new Error(`dossier ${dossier.id} was received for no other office`);
  const { taker, receivedAt, document, receiver } = said;
  // To the minute: a clerk types no seconds.
  if (receivedAt.slice(0, 16) < dossier.receivedAt.slice(0, 16) || receivedAt > w.now)
    return refuse('ARRIVAL_IMPOSSIBLE', { from: dossier.receivedAt, to: w.now });
  const reckoned = computeDeadline(receivedAt, dossier.terms.limit, w.calendars.now());
  if (!reckoned.ok) return reckoned;
  const { startsAt, due, dueAt, engine, explanation } = reckoned.value;
  w.competent.arrive(dossier.id, receivedAt);
  w.dossiers.appoint(dossier.id, { due, dueAt, engine, explanation }, w.now);
  w.dossiers.startAt(dossier.id, startsAt);
  const details = { kind: 'arrival', office: competent.office, receivedAt, document, receiver } as const;
  const step = writeStep(w, { identity, taker }, before, details, {
    at: receivedAt,
    dueAfter: due,
    payload: { competentReceivedAt: receivedAt, dueAt },
    told: { receivedHereAt: dossier.receivedAt, competentReceivedAt: receivedAt },
  });
  return ok({ ...step, due, dueAt, explanation });
}

/** What was received for other offices and is not known to be there, the oldest first. */
export const listAwaited = queryHandler(contract.life.awaited, (_input, { readers, clock }) =>
  ok({ dossiers: awaitedRows(readers, clock.now()), total: readers.competent.awaitedSince().length }),
);

/** Those that have not been there for a working day. */
export function tooLongAwaited(readers: Needed, now: Instant) {
  return awaitedRows(readers, now).filter(({ tooLong }) => tooLong);
}

/** How many these are, and since when the oldest should have been there. */
export function awaitedFigures({ calendars, competent }: Needed, now: Instant) {
  return lateTransfers(competent.awaitedSince(), calendars.now(), now);
}

type Needed = Pick<Readers, 'calendars' | 'competent'>;

function awaitedRows({ calendars, competent }: Needed, now: Instant) {
  const calendar = calendars.now();
  return competent
    .awaited()
    .map((row) => ({ ...row, tooLong: isLateTransfer(transferDueAt(row.receivedAt, calendar), now) }));
}
