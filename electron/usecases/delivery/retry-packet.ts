import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Puts a packet back among those that wait, with the bytes it always had, and tries at once. */
export const retryPacket = commandHandler(
  contract.delivery.retry,
  ({ epoch, seq }, { readers, counter, tx }) => {
    if (readers.settings.get('province.connection') === null) return refuse('PROVINCE_NOT_CONNECTED', {});
    const done = tx.immediate(({ outbox, announce, now }) => {
      const place = { epoch, seq };
      const state = outbox.findState(place);
      if (state === undefined) return refuse('PACKET_NOT_FOUND', place);
      if (state === 'sending') return refuse('PACKET_BEING_SENT', place);
      if (!outbox.putBack(place, now)) return refuse('PACKET_BYTES_GONE', place);
      announce('outbox');
      return ok(place);
    });
    if (done.ok) counter.delivery.hurry();
    return done;
  },
);
