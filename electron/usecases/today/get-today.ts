import { contract } from '../../../shared/contract/index.ts';
import { neededFor, WORK_LISTS } from '../../../shared/contract/today.ts';
import { isPermitted, type Permission } from '../../../shared/domain/people/permissions.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { WORK } from './work-lists.ts';

/** What waits now, for the caller and for others; every count is derived from the records at this moment. */
export const getToday = queryHandler(contract.today.get, (_input, { readers, clock, signedIn }) => {
  const asking = { readers, actor: signedIn(), now: clock.now() };
  const may = (permission: Permission) => isPermitted(permission, asking.actor.roles);
  return ok({
    date: officeDay(asking.now),
    now: asking.now,
    lists: WORK_LISTS.filter((list) => may(neededFor(list).opens)).map((list) => ({
      list,
      mine: may(neededFor(list).works),
      ...WORK[list].figures(asking),
    })),
  });
});
