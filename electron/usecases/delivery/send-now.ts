import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Tries everything that waits at once; refused packets stay for a person. */
export const sendNow = commandHandler(contract.delivery.sendNow, (_input, { readers, counter, tx }) => {
  if (readers.settings.get('province.connection') === null) return refuse('PROVINCE_NOT_CONNECTED', {});
  const done = tx.immediate(({ outbox, announce }) => {
    outbox.hurry();
    announce('outbox');
    return ok({ waiting: readers.outbox.unsent().count - readers.outbox.refused().count });
  });
  if (done.ok) counter.delivery.hurry();
  return done;
});
