import { contract } from '../../../shared/contract/index.ts';
import { dayEndsAt, officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { affectedFigures } from '../calendar/affected-promises.ts';
import { awaitedFigures } from '../life/confirm-arrival.ts';
import { watchFigures } from '../life/watch-dossiers.ts';
import { filesNotHandedOver } from '../transfer/list-transfers.ts';
import { workFigures } from '../work/list-work.ts';

/** What waits for the caller now; every count is derived from the records at this moment. */
export const getToday = queryHandler(contract.today.get, (_input, { readers, clock, signedIn }) => {
  const now = clock.now();
  const date = officeDay(now);
  const load = readers.dossiers.workload(now, dayEndsAt(date));
  const copies = readers.copies.waiting();
  const work = workFigures(readers, signedIn(), now);
  const watched = watchFigures(readers, now);
  return ok({
    date,
    now,
    lists: [
      { list: 'mine', ...work.mine },
      { list: 'unassigned', ...work.unassigned },
      { list: 'promises', ...affectedFigures(readers) },
      { list: 'online', ...readers.online.figures() },
      { list: 'due-today', count: load.dueToday, oldestAt: load.dueTodayFrom },
      { list: 'overdue', count: load.overdue, oldestAt: load.overdueSince },
      { list: 'due-soon', ...watched.soon },
      { list: 'asked', count: load.asked, oldestAt: load.askedSince },
      { list: 'to-call', ...watched.calls },
      { list: 'unacknowledged', ...watched.unacknowledged },
      { list: 'to-return', count: load.toReturn, oldestAt: load.toReturnSince },
      { list: 'to-sign', count: copies.toSign, oldestAt: copies.toSignSince },
      { list: 'to-seal', count: copies.toSeal, oldestAt: copies.toSealSince },
      { list: 'to-transfer', ...filesNotHandedOver(readers, now) },
      { list: 'awaited', ...awaitedFigures(readers, now) },
      { list: 'codeless', ...readers.codes.figures() },
      { list: 'to-verify', ...readers.identities.waiting() },
      { list: 'originals', ...readers.custody.waiting() },
      { list: 'differences', ...readers.progress.openFigures() },
      { list: 'unsent', ...readers.outbox.unsent() },
    ],
  });
});
