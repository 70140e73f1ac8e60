import { contract } from '../../../shared/contract/index.ts';
import { neededFor, WORK_LISTS, type WorkListName } from '../../../shared/contract/today.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { type Asking, type Task, WORK } from './work-lists.ts';

/**
 * The most urgent thing that the caller can do now and has not passed over; the first one again when they have passed over all, so that a round
 * begins anew. The lists are asked one after the other, only until one has something.
 */
export const getNextTask = queryHandler(contract.today.next, ({ passed }, { readers, clock, signedIn }) => {
  const asking = { readers, actor: signedIn(), now: clock.now() };
  const over = new Set(passed);
  let first: (Task & { list: WorkListName }) | null = null;
  for (const task of tasksOf(asking)) {
    if (!over.has(task.key)) return ok({ task, again: false });
    first ??= task;
  }
  return ok({ task: first, again: first !== null });
});

function* tasksOf(asking: Asking): Generator<Task & { list: WorkListName }> {
  for (const list of WORK_LISTS) {
    const { opens, works } = neededFor(list);
    const { roles } = asking.actor;
    if (!isPermitted(opens, roles) || !isPermitted(works, roles)) continue;
    for (const task of WORK[list].tasks?.(asking) ?? []) yield { list, ...task };
  }
}
