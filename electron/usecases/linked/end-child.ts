import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { LinkedRow } from '../../../db/repositories/linked-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { computeDeadline } from '../../../shared/domain/deadline/deadline.ts';
import { isOpen, NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { afterChildEnded } from '../../../shared/domain/dossier/linked-children.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** Records what the agency of a linked procedure answered, and starts the clocks of those that waited for it. */
export const endLinkedChild = commandHandler(
  contract.linked.end,
  ({ childId, state, outcome }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const child = w.linked.find(childId);
      const dossier = child === undefined ? undefined : w.dossiers.find(child.dossierId);
      if (child === undefined || dossier === undefined) return refuse('LINKED_UNKNOWN', { childId });
      if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
      if (child.state !== 'running') return refuse('LINKED_NOT_RUNNING', { state: child.state });
      const family = w.linked.ofDossier(dossier.id);
      w.linked.end(childId, { state, at: w.now, by: signedIn().userId, outcome });
      const next = afterChildEnded(family, { id: childId, state });
      for (const id of next.drop) w.linked.drop(id);
      const begun = family.filter(({ id }) => next.begin.includes(id));
      for (const waiting of begun) {
        const clock = clockOf(w, dossier, waiting);
        if (!clock.ok) return clock;
        w.linked.begin(waiting.id, clock.value);
      }
      const facts = {
        code: dossier.code,
        childCode: child.code,
        outcome: state,
        begun: begun.map(({ code }) => code),
      };
      const event = w.record({
        subject: { kind: 'dossier', id: dossier.id },
        type: 'dossier.linked-ended',
        payload: facts,
        personal: { outcome },
      });
      const snapshot = {
        dossierId: dossier.id,
        dossierCode: dossier.code,
        status: NATIONAL_STATUS[dossier.state],
        procedureCode: child.procedureCode,
        agency: child.agency,
        ...facts,
        said: outcome,
        at: w.now,
      };
      const sent = w.send(event, { kind: 'dossier.linked-ended', snapshot, files: [] });
      w.announce('dossier');
      return ok({ begun: facts.begun, packetSeq: sent.seq });
    }),
);

/** A limit without a value lies within the whole's appointment. */
function clockOf(w: Work, dossier: DossierRow, { limit }: LinkedRow) {
  if (limit.value === null) return ok({ at: w.now, due: dossier.due, dueAt: dossier.dueAt });
  const deadline = computeDeadline(w.now, limit, w.calendars.now());
  if (!deadline.ok) return deadline;
  return ok({ at: w.now, due: deadline.value.due, dueAt: deadline.value.dueAt });
}
