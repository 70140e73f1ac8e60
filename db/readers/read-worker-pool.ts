import { Worker } from 'node:worker_threads';
import type { ReadQueryArgs, ReadQueryName, ReadQueryResult } from './queries.ts';
import type { FileSource, WorkerAnswer, WorkerRequest } from './read-worker-messages.ts';

const DEFAULT_WORKERS = 2;
const WORKER_FILE = import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js';

export interface ReadRunOptions {
  /** Stops the query: its worker is ended and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Read-only connections in worker threads for whatever takes longer than a few milliseconds. */
export interface ReadWorkerPool {
  run<N extends ReadQueryName>(
    query: N,
    args: ReadQueryArgs<N>,
    options?: ReadRunOptions,
  ): Promise<ReadQueryResult<N>>;
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
  readonly options: ReadRunOptions;
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
    const { query } = seat.task.request;
    settle(seat, (task) => {
      if (answer.kind === 'result') task.resolve(answer.value);
      else task.reject(new ReadQueryFailed(query, answer.message, answer.code));
    });
  }

  function hire(): Seat {
    const worker = new Worker(new URL(WORKER_FILE, import.meta.url), { execArgv: [], name: 'reader' });
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

  function enqueue(request: WorkerRequest, options: ReadRunOptions): Promise<unknown> {
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

  return {
    async run(query, args, options = {}) {
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
      return (await enqueue(request, options)) as ReadQueryResult<typeof query>;
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
