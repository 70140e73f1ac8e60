import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** What waits for the caller now; every count is derived from the records at this moment. */
export const getToday = queryHandler(contract.today.get, (_input, { readers, clock }) => {
  const now = clock.now();
  return ok({ date: officeDay(now), now, lists: [{ list: 'unsent' as const, ...readers.outbox.unsent() }] });
});
