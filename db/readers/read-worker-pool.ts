import { Worker } from 'node:worker_threads';
import type { ReadQueryArgs, ReadQueryName, ReadQueryParts, ReadQueryResult } from './queries.ts';
import type { FileSource, PartTaken, WorkerAnswer, WorkerRequest } from './read-worker-messages.ts';

const DEFAULT_WORKERS = 2;
const WORKER_FILE = import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js';

export interface ReadRunOptions {
  /** Stops the query: its worker is ended and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Also takes the parts of a long answer; the next one comes when the promise is kept. */
interface PartOptions extends ReadRunOptions {
  readonly onPart?: (part: unknown) => Promise<void>;
}

/** Read-only connections in worker threads for whatever takes longer than a few milliseconds. */
export interface ReadWorkerPool {
  run<N extends ReadQueryName>(
    query: N,
    args: ReadQueryArgs<N>,
    options?: ReadRunOptions,
  ): Promise<ReadQueryResult<N>>;
  /** The parts of a long answer, each read when the one before was taken; whoever stops taking them ends the query. */
  stream<N extends keyof ReadQueryParts>(
    query: N,
    args: ReadQueryArgs<N>,
    options?: ReadRunOptions,
  ): AsyncGenerator<ReadQueryParts[N]>;
  close(): Promise<void>;
}

/** A query failed in its worker; `code` is SQLite's or the system's. */
export class ReadQueryFailed extends Error {
  readonly code: string | undefined;
  constructor(query: string, message: string, code: string | undefined) {
    super(`${query}: ${message}`);
    this.name = 'ReadQueryFailed';
    this.code = code;
  }
}

interface Task {
  readonly request: WorkerRequest;
  readonly options: PartOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  onAbort: (() => void) | undefined;
}

interface Seat {
  readonly worker: Worker;
  /** Settled once the thread may be ended: it has loaded its native library, or is gone by itself. */
  readonly loaded: Promise<void>;
  task: Task | undefined;
}

/**
 * Makes a pool; threads start when they are first needed. `sourceOf` answers path and key of a file of the folder at the moment the query
 * is asked for, so a master key rotation or a new segment needs no word to the workers.
 */
export function createReadWorkerPool(
  sourceOf: (file: string) => FileSource,
  size: number = DEFAULT_WORKERS,
): ReadWorkerPool {
  const seats = new Set<Seat>();
  const queue: Task[] = [];
  const ending = new Set<Promise<unknown>>();
  let closed = false;
  let nextId = 1;

  function settle(seat: Seat, finish: (task: Task) => void): void {
    const { task } = seat;
    if (!task) return;
    seat.task = undefined;
    if (seats.has(seat)) seat.worker.unref();
    if (task.onAbort) task.options.signal?.removeEventListener('abort', task.onAbort);
    finish(task);
    assign();
  }

  function dismiss(seat: Seat): void {
    seats.delete(seat);
    // An idle worker is unreferenced; whoever waits for its end must not be left without anything that keeps the process alive.
    seat.worker.ref();
    const ended = seat.loaded.then(() => seat.worker.terminate()).finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function onAnswer(seat: Seat, answer: WorkerAnswer): void {
    if (answer.kind === 'loaded' || answer.id !== seat.task?.request.id) return;
    if (answer.kind === 'progress') {
      seat.task.options.onProgress?.(answer.done, answer.total);
      return;
    }
    if (answer.kind === 'part') {
      const { task } = seat;
      void task.options.onPart?.(answer.part).then(() => {
        if (seat.task === task) seat.worker.postMessage({ taken: answer.id } satisfies PartTaken);
      });
      return;
    }
    const { query } = seat.task.request;
    settle(seat, (task) => {
      if (answer.kind === 'result') task.resolve(answer.value);
      else task.reject(new ReadQueryFailed(query, answer.message, answer.code));
    });
  }

  function hire(): Seat {
    const worker = new Worker(new URL(WORKER_FILE, import.meta.url), {
      execArgv: [],
      name: 'reader',
      // Rows are thrown away when they were handed over: swept often, a thread stays as small after a million as after a thousand.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    const loaded = new Promise<void>((resolve) => {
      worker.once('message', () => resolve());
      worker.once('exit', () => resolve());
    });
    const seat: Seat = { worker, loaded, task: undefined };
    worker.on('message', (answer: WorkerAnswer) => onAnswer(seat, answer));
    worker.on('error', (error) => {
      seats.delete(seat);
      settle(seat, (task) => task.reject(error));
    });
    worker.on('exit', (code) => {
      seats.delete(seat);
      settle(seat, (task) => task.reject(new Error(`a reader thread ended with code ${code}`)));
    });
    seats.add(seat);
    return seat;
  }

  function assign(): void {
    while (queue.length > 0) {
      const free = [...seats].find((seat) => !seat.task) ?? (seats.size < size ? hire() : undefined);
      const task = free && queue.shift();
      if (!free || !task) return;
      free.task = task;
      free.worker.ref();
      free.worker.postMessage(task.request);
    }
  }

  function abort(task: Task): void {
    const reason: unknown = task.options.signal?.reason;
    const seat = [...seats].find((candidate) => candidate.task === task);
    if (seat) {
      dismiss(seat);
      settle(seat, () => task.reject(reason));
    } else {
      queue.splice(queue.indexOf(task), 1);
      task.reject(reason);
    }
  }

  function enqueue(request: WorkerRequest, options: PartOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const task: Task = { request, options, resolve, reject, onAbort: undefined };
      if (options.signal) {
        task.onAbort = () => abort(task);
        options.signal.addEventListener('abort', task.onAbort, { once: true });
      }
      queue.push(task);
      assign();
    });
  }

  async function run<N extends ReadQueryName>(
    query: N,
    args: ReadQueryArgs<N>,
    options: PartOptions = {},
  ): Promise<ReadQueryResult<N>> {
    if (closed) throw new Error('the readers are closed');
    options.signal?.throwIfAborted();
    const {
      file = 'counter.db',
      at,
      path,
      from,
    } = args as { file?: string; at?: string; path?: string; from?: string };
    const plainFile = path !== undefined || from !== undefined;
    const source = plainFile ? undefined : { ...sourceOf(file), ...(at === undefined ? {} : { path: at }) };
    const request: WorkerRequest = { id: nextId++, query, args, source };
    return (await enqueue(request, options)) as ReadQueryResult<N>;
  }

  return {
    run,
    async *stream(query, args, options = {}) {
      const left = new AbortController();
      const signal = AbortSignal.any([
        left.signal,
        ...(options.signal === undefined ? [] : [options.signal]),
      ]);
      const waiting: { part: unknown; taken: () => void }[] = [];
      let wake: () => void = () => undefined;
      let ended = false;
      const onPart = (part: unknown) =>
        new Promise<void>((taken) => {
          waiting.push({ part, taken });
          wake();
        });
      const finished = run(query, args, { ...options, signal, onPart }).finally(() => {
        ended = true;
        wake();
      });
      // Told to whoever takes the parts, below; a query that is left early rejects with nobody there to hear it.
      finished.catch(() => undefined);
      try {
        for (;;) {
          const next = waiting.shift();
          if (next !== undefined) {
            yield next.part as ReadQueryParts[typeof query];
            next.taken();
          } else if (ended) {
            await finished;
            return;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        left.abort();
      }
    },
    async close() {
      closed = true;
      for (const task of queue.splice(0)) task.reject(new Error('the readers are closed'));
      for (const seat of [...seats]) {
        dismiss(seat);
        settle(seat, (task) => task.reject(new Error('the readers are closed')));
      }
      await Promise.all(ending);
    },
  };
}
