import type { PacketPlace } from '../../db/repositories/outbox-repository.ts';
import type { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import { retryDelay } from '../../shared/domain/delivery/retry-delay.ts';
import { secondsBetween } from '../../shared/domain/time/office-time.ts';
import type { Delivery, DeliveryDependencies } from '../host/delivery.ts';
import { createAlarm } from './alarm.ts';
import { createLanes, type Lanes } from './delivery-lanes.ts';
import { startMirroring } from './fetch-progress.ts';
import { startKeyFetching } from './fetch-slip-keys.ts';
import { startFetching } from './fetch-submissions.ts';
import { type Outcome, sendPacket } from './send-packet.ts';

const AT_ONCE = 4;
// Finding what is due looks at every unsent packet (0.2 s for 20,000), so a large backlog is looked through seldom.
const BATCH = 512;
const LONGEST_IDLE_SECONDS = 60;
const TELL_WINDOWS_MS = 1000;

/**
 * The delivery worker: keeps the order of each subject's packets, sends those of different subjects side by side, files first. It is woken by
 * every new packet, by the clock and by people, and ends when asked, leaving nothing under way. What citizens file online, and what others do with
 * dossiers, comes down beside it.
 */
export function startDelivery(deps: DeliveryDependencies): Delivery {
  const stop = new AbortController();
  const alarm = createAlarm();
  const fetchAlarm = createAlarm();
  const progressAlarm = createAlarm();
  const keyAlarm = createAlarm();
  const lanes = createLanes(deps.clock, deps.chance);
  const teller = createTeller(() => deps.feed.publish({ topic: 'outbox' }));
  const worker: Worker = { deps, lanes, signal: stop.signal, changed: teller.soon };

  function ring(): void {
    alarm.ring();
    fetchAlarm.ring();
    progressAlarm.ring();
  }
  async function work(): Promise<void> {
    while (!stop.signal.aborted) {
      const idleSeconds = await tryRound(worker);
      teller.now();
      await alarm.wait(Math.min(Math.max(idleSeconds, 1), LONGEST_IDLE_SECONDS) * 1000);
    }
  }
  async function listen(): Promise<void> {
    for await (const { topic } of deps.feed.watch(stop.signal))
      if (topic === 'outbox' || topic === 'connected') ring();
  }
  const done = Promise.all([
    work(),
    listen(),
    startFetching(deps, lanes, fetchAlarm, stop.signal),
    startMirroring(deps, lanes, progressAlarm, stop.signal),
    startKeyFetching(deps, keyAlarm, stop.signal),
  ]);

  return {
    lanes: () => ({
      packets: lanes.view('packets'),
      files: lanes.view('files'),
      submissions: lanes.view('submissions'),
      progress: lanes.view('progress'),
    }),
    wake: ring,
    hurry() {
      lanes.hurry();
      ring();
      keyAlarm.ring();
    },
    async close() {
      stop.abort();
      ring();
      keyAlarm.ring();
      await done;
      teller.stop();
    },
  };
}

interface Worker {
  deps: DeliveryDependencies;
  lanes: Lanes;
  signal: AbortSignal;
  changed(): void;
}

/** One round; an unexpected failure (a full disk, a defect) is logged and rests the lane, and the packets stay. */
async function tryRound(worker: Worker): Promise<number> {
  const { deps, lanes } = worker;
  try {
    return await round(worker);
  } catch (error) {
    deps.log.error({ error: describe(error) }, 'delivery failed unexpectedly; it is tried again');
    lanes.failed('packets', { code: 'DELIVERY_FAILED', data: {} });
    return lanes.restSeconds() ?? LONGEST_IDLE_SECONDS;
  }
}

/** Sends all that is due, then answers after how many seconds there may be something again. */
async function round(worker: Worker): Promise<number> {
  const { deps, lanes, signal } = worker;
  const { book } = deps;
  const owner = book.installation();
  const connection = book.connection();
  if (owner === undefined || connection === null || connection.mode !== owner.mode)
    return LONGEST_IDLE_SECONDS;
  if (!(await deps.maySend())) return 5;
  // Nothing is under way between rounds: what still says so was cut off by the end of the program or by a failed write.
  book.recover();
  await drain(worker, connection);
  if (signal.aborted) return 0;
  const next = book.nextAttemptAt();
  const wait = next === null ? LONGEST_IDLE_SECONDS : secondsBetween(deps.clock.now(), next) + 1;
  return Math.min(wait, lanes.restSeconds() ?? LONGEST_IDLE_SECONDS);
}

async function drain(worker: Worker, connection: ProvinceConnection): Promise<void> {
  const { deps, lanes, signal } = worker;
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let queue: PacketPlace[] = [];
  let filesRest = lanes.rests('files');
  const mayStart = () => !signal.aborted && !lanes.rests('packets') && failures.length === 0;
  while (true) {
    if (filesRest !== lanes.rests('files')) {
      filesRest = !filesRest;
      queue = [];
    }
    if (mayStart() && queue.length === 0) queue = deps.book.due(BATCH, !filesRest);
    while (mayStart() && running.size < AT_ONCE) {
      const place = queue.shift();
      if (place === undefined) break;
      const sending = attempt(worker, place, connection).catch((error: unknown) => {
        failures.push(error);
      });
      running.add(sending);
      void sending.then(() => running.delete(sending));
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}

async function attempt(worker: Worker, place: PacketPlace, connection: ProvinceConnection): Promise<void> {
  const { deps, lanes, signal } = worker;
  const number = deps.book.take(place);
  if (number === undefined) return;
  lanes.moving('packets', 1);
  worker.changed();
  let usedFiles = false;
  const onFiles = (moving: boolean) => {
    usedFiles = true;
    lanes.moving('files', moving ? 1 : -1);
  };
  try {
    const outcome = await sendPacket(place, { deps, connection, signal, onFiles });
    // A call that was stopped says nothing about the province; the packet waits again from the next start on.
    if (signal.aborted && outcome.kind !== 'receipted') return;
    settle(worker, place, outcome, { number, usedFiles });
  } finally {
    lanes.moving('packets', -1);
    worker.changed();
  }
}

/** Writes down what became of an attempt, in one transaction. */
function settle(
  { deps, lanes }: Worker,
  place: PacketPlace,
  outcome: Outcome,
  { number, usedFiles }: { number: number; usedFiles: boolean },
): void {
  const { book, log } = deps;
  const { epoch, seq } = place;
  switch (outcome.kind) {
    case 'receipted':
      book.receipted(place, outcome.receipt);
      lanes.succeeded('packets');
      if (usedFiles) lanes.succeeded('files');
      return;
    case 'refused':
      log.warn({ epoch, seq, cause: outcome.cause.code }, 'packet refused; it needs a person');
      book.refused(place, outcome.cause);
      return;
    case 'failed':
      log.warn({ epoch, seq, lane: outcome.lane, cause: outcome.cause.code, number }, 'delivery put off');
      book.putOff(place, outcome.cause, retryDelay(number, deps.chance()));
      lanes.failed(outcome.lane, outcome.cause);
  }
}

/** Tells the windows that something changed, at most once a second: an outage of days ends in thousands of receipts. */
function createTeller(tell: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const now = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    tell();
  };
  return {
    soon(): void {
      timer ??= setTimeout(now, TELL_WINDOWS_MS).unref();
    },
    now,
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
