import { refuse } from '../../shared/types/result.ts';
import type { HelperProcesses } from '../host/ports/helper-process.ts';
import { createHelperWorker, type HelperChild, type HelperWorker } from './helper-worker.ts';

/** Starts a helper process: by fork in plain Node, through Electron's main process there. Throws nothing: what fails is an early end. */
type HelperSpawner = (kind: string, memoryLimitMb: number) => HelperChild;

/** Figures of the pool. */
export interface PoolLimits {
  /** Processes per kind and memory limit that work at the same time. */
  processes: number;
  /** Milliseconds a warm process waits for more work. */
  idleMs: number;
}

const LIMITS: PoolLimits = { processes: 2, idleMs: 30_000 };

/** The processes of one kind with one memory limit, and who waits for one. */
interface Lane {
  workers: Set<HelperWorker>;
  waiting: ((worker: HelperWorker | undefined) => void)[];
}

/** Warm helper processes, one piece of work at a time in each; every way in which a process can end is a refusal. */
export function createHelperPool(spawn: HelperSpawner, limits: Partial<PoolLimits> = {}): HelperProcesses {
  const { processes, idleMs } = { ...LIMITS, ...limits };
  const lanes = new Map<string, Lane>();
  let closed = false;

  function laneOf(kind: string, memoryLimitMb: number): Lane {
    const key = `${kind}:${memoryLimitMb}`;
    const lane = lanes.get(key) ?? { workers: new Set(), waiting: [] };
    lanes.set(key, lane);
    return lane;
  }

  function take(lane: Lane, kind: string, memoryLimitMb: number): HelperWorker | undefined {
    const free = [...lane.workers].find((worker) => worker.free);
    free?.claim();
    if (free !== undefined || lane.workers.size >= processes) return free;
    const worker = createHelperWorker(spawn(kind, memoryLimitMb), idleMs);
    worker.claim();
    lane.workers.add(worker);
    void worker.ended.then(() => {
      lane.workers.delete(worker);
      serve(lane, kind, memoryLimitMb);
    });
    return worker;
  }

  /** Gives a process to whoever waits longest. */
  function serve(lane: Lane, kind: string, memoryLimitMb: number): void {
    if (closed || lane.waiting.length === 0) return;
    const worker = take(lane, kind, memoryLimitMb);
    if (worker !== undefined) lane.waiting.shift()?.(worker);
  }

  function wait(lane: Lane, signal: AbortSignal | undefined): Promise<HelperWorker | undefined> {
    return new Promise((resolve) => {
      const leave = () => {
        lane.waiting.splice(lane.waiting.indexOf(turn), 1);
        resolve(undefined);
      };
      const turn = (worker: HelperWorker | undefined) => {
        signal?.removeEventListener('abort', leave);
        resolve(worker);
      };
      signal?.addEventListener('abort', leave, { once: true });
      lane.waiting.push(turn);
    });
  }

  return {
    async run(kind, input, options) {
      const { memoryLimitMb, signal } = options;
      const checked = kind.input.parse(input);
      const cancelled = refuse('HELPER_CANCELLED', { kind: kind.name });
      if (closed || signal?.aborted === true) return cancelled;
      const lane = laneOf(kind.name, memoryLimitMb);
      const worker = take(lane, kind.name, memoryLimitMb) ?? (await wait(lane, signal));
      if (worker === undefined) return cancelled;
      const result = await worker.run(kind, checked, options);
      serve(lane, kind.name, memoryLimitMb);
      return result;
    },
    async close() {
      closed = true;
      const all = [...lanes.values()];
      for (const turn of all.flatMap((lane) => lane.waiting.splice(0))) turn(undefined);
      const workers = all.flatMap((lane) => [...lane.workers]);
      for (const worker of workers) worker.end();
      await Promise.all(workers.map(({ ended }) => ended));
    },
  };
}
