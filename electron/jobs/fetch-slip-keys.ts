import type { DeliveryDependencies } from '../host/delivery.ts';
import { keepSlipKeys } from '../usecases/slip/keep-slip-keys.ts';
import type { Alarm } from './alarm.ts';

/** A withdrawn key is known everywhere within half a day of network. */
const EVERY_SECONDS = 12 * 3600;
const AGAIN_SECONDS = 600;

/**
 * Fetches the province's list of keys at every start, whenever somebody connects or sends at once, and twice a day. A failure is only logged: the list
 * at hand stays good, and the screen that judges slips says how old it is.
 */
export async function startKeyFetching(
  deps: DeliveryDependencies,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const seconds = await fetchOnce(deps, signal);
    if (!signal.aborted) await alarm.wait(seconds * 1000);
  }
}

async function fetchOnce({ keys, province, maySend, log }: DeliveryDependencies, signal: AbortSignal) {
  try {
    const connection = keys.connection();
    if (connection === null) return EVERY_SECONDS;
    if (!(await maySend())) return AGAIN_SECONDS;
    const answer = await province.slipKeys({ url: connection.url, bearer: connection.token, signal });
    if (signal.aborted) return 0;
    // A province without this list says so until it has one.
    if (!answer.ok && answer.refusal.code === 'PROVINCE_REFUSED' && answer.refusal.data.status === 404)
      return EVERY_SECONDS;
    const taken = answer.ok ? keys.keep((w) => keepSlipKeys(w, connection, answer.value)) : answer;
    if (taken.ok) return EVERY_SECONDS;
    log.warn({ cause: taken.refusal.code }, 'list of keys not fetched');
    return AGAIN_SECONDS;
  } catch (error) {
    log.error({ error: String(error) }, 'list of keys not fetched');
    return AGAIN_SECONDS;
  }
}
