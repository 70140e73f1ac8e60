import type { DeliveryDependencies } from '../host/delivery.ts';
import type { Cause } from '../host/delivery-book.ts';
import type { ProvinceDoor } from '../host/ports/province.ts';
import { takeAgain, takeProgress } from '../usecases/progress/take-progress.ts';
import type { Alarm } from './alarm.ts';
import type { Lanes } from './delivery-lanes.ts';
import { causeOf, IDLE_SECONDS, NOT_OFFERED_SECONDS, poll, SOON_SECONDS } from './poll.ts';
import { isSignedBy } from './province-signature.ts';

/**
 * Fetches what the province tells of dossiers that others work on: page by page after the place that was reached, each page with its new place
 * in one transaction. Cut off anywhere, it goes on from the last place; an entry that comes again changes nothing.
 */
export function startMirroring(
  deps: DeliveryDependencies,
  lanes: Lanes,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  return poll({
    lane: 'progress',
    lanes,
    alarm,
    signal,
    log: deps.log,
    round: () => round({ deps, lanes, signal }),
  });
}

interface Worker {
  deps: DeliveryDependencies;
  lanes: Lanes;
  signal: AbortSignal;
}

async function round(worker: Worker): Promise<number> {
  const { deps, lanes, signal } = worker;
  const { progress } = deps;
  const owner = progress.installation();
  const connection = progress.connection();
  if (owner === undefined || connection === null || connection.mode !== owner.mode) return IDLE_SECONDS;
  if (!(await deps.maySend())) return SOON_SECONDS;
  for (const { sha256 } of progress.nowKnown()) {
    const looked = progress.again(sha256, (w, identity) => takeAgain(w, identity, sha256));
    if (!looked.ok) return fail(worker, causeOf(looked.refusal));
  }
  const door: ProvinceDoor = { url: connection.url, bearer: connection.token, signal };
  while (!signal.aborted) {
    const after = progress.after(connection);
    const answer = await deps.province.progress(door, after);
    if (signal.aborted) return 0;
    if (!answer.ok) {
      const { code, data } = answer.refusal;
      if (code === 'PROVINCE_REFUSED' && data.status === 404) return NOT_OFFERED_SECONDS;
      return fail(worker, causeOf(answer.refusal));
    }
    lanes.succeeded('progress');
    const { entries, last } = answer.value;
    if (last < after) {
      deps.log.warn({ here: after, there: last }, "the province's list of steps went back; it is read again");
      const noted = progress.wentBack(connection, { here: after, there: last });
      if (!noted.ok) return fail(worker, causeOf(noted.refusal));
      continue;
    }
    const kept = progress.keep(
      connection,
      entries,
      ({ entry, signature }) => isSignedBy(connection.receiptKey, entry, signature),
      takeProgress,
    );
    if (!kept.ok) return fail(worker, causeOf(kept.refusal));
    // Nothing that follows, or nothing whose place can be trusted.
    if (kept.value.upTo === after || kept.value.upTo >= last) return IDLE_SECONDS;
  }
  return 0;
}

function fail({ lanes, deps }: Worker, cause: Cause): number {
  deps.log.warn({ cause: cause.code }, 'steps of other agencies put off');
  lanes.failed('progress', cause);
  deps.feed.publish({ topic: 'outbox' });
  return SOON_SECONDS;
}
