import type { Lane } from '../host/delivery.ts';
import type { Cause } from '../host/delivery-book.ts';
import type { Log } from '../host/log.ts';
import type { Alarm } from './alarm.ts';
import type { Lanes } from './delivery-lanes.ts';

/** When there is nothing more to fetch. */
export const IDLE_SECONDS = 60;
/** A province that does not offer a list says so once in a while. */
export const NOT_OFFERED_SECONDS = 900;
/** After what failed, or may not be done now. */
export const SOON_SECONDS = 5;

/** How a list is asked for again and again. */
interface Polled {
  lane: Lane;
  lanes: Lanes;
  alarm: Alarm;
  signal: AbortSignal;
  log: Log;
  /** Takes all that is there; answers after how many seconds to ask again. */
  round(): Promise<number>;
}

/** Asks the province for a list until it is stopped. What fails unexpectedly (a full disk, a defect) is logged and rests the lane. */
export async function poll({ lane, lanes, alarm, signal, log, round }: Polled): Promise<void> {
  const tried = async () => {
    try {
      return await round();
    } catch (error) {
      log.error({ error: String(error), lane }, 'nothing fetched; it is tried again');
      lanes.failed(lane, { code: 'DELIVERY_FAILED', data: {} });
      return SOON_SECONDS;
    }
  };
  while (!signal.aborted) {
    const idle = lanes.rests(lane) ? SOON_SECONDS : await tried();
    if (!signal.aborted) await alarm.wait(Math.max(idle, 1) * 1000);
  }
}

/** A refusal as the cause that people read: its plain values only. */
export function causeOf({ code, data }: { code: string; data: object }): Cause {
  const shown = Object.entries(data).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return { code, data: Object.fromEntries(shown) };
}
