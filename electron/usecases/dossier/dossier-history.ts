import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { DossierHistory } from '../../../shared/domain/deadline/lateness.ts';
import { instantOf } from '../../../shared/domain/time/office-time.ts';
import type { Readers } from '../../host/repositories.ts';

/** What the records say of a dossier's time. A stop is a pause here: it may go on; an apology's date is sent, but is not the one by law. A void
 * intake ends its time like a stop that never goes on. */
export function historyOf(readers: Readers, { id, receivedAt, dueAt }: DossierRow): DossierHistory {
  const steps = readers.steps.ofDossier(id);
  const [first] = steps;
  const begunOf = (kind: string) => steps.find(({ details }) => details.kind === kind)?.begunAt ?? null;
  const apology = steps.find(({ details }) => details.kind === 'reappointment');
  return {
    received: receivedAt,
    firstDue: first === undefined ? dueAt : instantOf(first.dueBefore),
    due: apology === undefined ? dueAt : instantOf(apology.dueBefore),
    sentDue: dueAt,
    pauses: steps.flatMap(({ kind, begunAt, endedAt }) =>
      kind === 'supplement' || kind === 'payment' || kind === 'stop'
        ? [{ kind, from: begunAt, to: endedAt }]
        : [],
    ),
    resultIn: readers.results.find(id)?.recordedAt ?? null,
    returned: readers.results.findHandOver(id)?.handedAt ?? null,
    refused: begunOf('refusal'),
    stopped: begunOf('void'),
    withdrawn: begunOf('withdrawal'),
  };
}
