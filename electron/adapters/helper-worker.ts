import { ok, type Refused, type Result, refuse } from '../../shared/types/result.ts';
import { HelperToHost, type HostToHelper } from '../host/helper-protocol.ts';
import type { HelperKind, HelperRefusal, HelperRunOptions } from '../host/ports/helper-process.ts';
import { residentBytes } from './resident-memory.ts';

/** How a helper process ended: the signal, or the exit code as text. */
export interface HelperEnd {
  exit: string;
  outOfMemory: boolean;
}

/** A helper process, however it was started. */
export interface HelperChild {
  /** Undefined until it is known. */
  pid(): number | undefined;
  post(message: HostToHelper): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. */
  onEnd(listener: (end: HelperEnd) => void): void;
  /** Ends it without asking. */
  kill(): void;
  /** Whether the host's own process waits for it. */
  hold(held: boolean): void;
}

/** Time that cancelled work has to end by itself, so that its process stays warm. */
const CANCEL_GRACE_MS = 500;
const MEMORY_EVERY_MS = 100;
const MEGABYTE = 1024 * 1024;

/** The work a process is at. */
interface Assignment {
  id: number;
  kind: string;
  memoryLimitMb: number;
  /** Decided before the process ends: what its end will be called. */
  verdict: Refused<HelperRefusal> | undefined;
  onDone(output: unknown): void;
  onProgress(progress: unknown): void;
  finish(refused: Refused<HelperRefusal>): void;
}

/** One helper process and the one piece of work it is at. */
export interface HelperWorker {
  /** Whether it can be claimed. */
  readonly free: boolean;
  /** Keeps it for the caller, who runs one piece of work next. */
  claim(): void;
  readonly ended: Promise<void>;
  run<Input, Output, Progress>(
    kind: HelperKind<Input, Output, Progress>,
    input: Input,
    options: HelperRunOptions<Progress>,
  ): Promise<Result<Output, HelperRefusal>>;
  /** Kills the process; work under way is refused as cancelled. */
  end(): void;
}

/** Takes a started process into service; it ends itself after `idleMs` milliseconds without work. */
export function createHelperWorker(child: HelperChild, idleMs: number): HelperWorker {
  const ended = Promise.withResolvers<void>();
  let current: Assignment | undefined;
  let claimed = false;
  let doomed = false;
  let lastId = 0;
  let idleTimer: NodeJS.Timeout | undefined;

  function kill(): void {
    doomed = true;
    child.kill();
  }

  function condemn(assignment: Assignment, verdict: Refused<HelperRefusal>): void {
    assignment.verdict ??= verdict;
    kill();
  }

  child.onMessage((received) => {
    const assignment = current;
    // What a process says after it was condemned no longer counts: its end is what the caller hears of.
    if (assignment === undefined || doomed) return;
    const message = HelperToHost.parse(received);
    if (message.type === 'memory') return weigh(assignment, message.rssBytes);
    if (message.id === assignment.id) hear(assignment, message);
  });
  child.onEnd((end) => {
    doomed = true;
    clearTimeout(idleTimer);
    if (current !== undefined) current.finish(current.verdict ?? refusalOfEnd(current, end));
    ended.resolve();
  });

  function weigh(assignment: Assignment, bytes: number | undefined): void {
    const { kind, memoryLimitMb } = assignment;
    if (bytes === undefined || bytes <= memoryLimitMb * MEGABYTE) return;
    condemn(assignment, refuse('HELPER_OUT_OF_MEMORY', { kind, memoryLimitMb }));
  }

  function weighChild(assignment: Assignment): void {
    const pid = child.pid();
    if (pid !== undefined) weigh(assignment, residentBytes(pid));
  }

  function rest(): void {
    current = undefined;
    claimed = false;
    child.hold(false);
    if (!doomed) idleTimer = setTimeout(kill, idleMs).unref();
  }

  return {
    get free() {
      return !claimed && !doomed;
    },
    claim() {
      claimed = true;
      clearTimeout(idleTimer);
    },
    ended: ended.promise,
    async run(kind, input, options) {
      const { timeoutMs, signal } = options;
      const { assignment, result } = assign(++lastId, kind, options);
      current = assignment;
      child.hold(true);
      const timedOut = refuse('HELPER_TIMED_OUT', { kind: kind.name, timeoutMs });
      const timeout = setTimeout(() => condemn(assignment, timedOut), timeoutMs);
      const memory = setInterval(() => weighChild(assignment), MEMORY_EVERY_MS);
      let grace: NodeJS.Timeout | undefined;
      const cancel = () => {
        assignment.verdict ??= refuse('HELPER_CANCELLED', { kind: kind.name });
        child.post({ type: 'cancel', id: assignment.id });
        grace = setTimeout(kill, CANCEL_GRACE_MS);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      child.post({ type: 'run', id: assignment.id, kind: kind.name, input });
      if (signal?.aborted === true) cancel();
      try {
        return await result;
      } finally {
        signal?.removeEventListener('abort', cancel);
        clearTimeout(timeout);
        clearTimeout(grace);
        clearInterval(memory);
        rest();
      }
    },
    end() {
      if (current !== undefined) current.verdict ??= refuse('HELPER_CANCELLED', { kind: current.kind });
      kill();
    },
  };
}

function hear(assignment: Assignment, message: Exclude<HelperToHost, { type: 'memory' }>): void {
  const { kind, verdict } = assignment;
  switch (message.type) {
    case 'progress':
      return assignment.onProgress(message.progress);
    case 'done':
      return verdict === undefined ? assignment.onDone(message.output) : assignment.finish(verdict);
    case 'cancelled':
      return assignment.finish(verdict ?? refuse('HELPER_CANCELLED', { kind }));
    case 'failed':
      return assignment.finish(verdict ?? refuse('HELPER_FAILED', { kind, reason: message.reason }));
  }
}

/** Binds the shapes of a kind to what its process will say. */
function assign<Output, Progress>(
  id: number,
  kind: Omit<HelperKind<unknown, Output, Progress>, 'input'>,
  options: HelperRunOptions<Progress>,
): { assignment: Assignment; result: Promise<Result<Output, HelperRefusal>> } {
  const { promise, resolve } = Promise.withResolvers<Result<Output, HelperRefusal>>();
  const assignment: Assignment = {
    id,
    kind: kind.name,
    memoryLimitMb: options.memoryLimitMb,
    verdict: undefined,
    onDone(output) {
      const parsed = kind.output.safeParse(output);
      resolve(
        parsed.success
          ? ok(parsed.data)
          : refuse('HELPER_FAILED', { kind: kind.name, reason: 'OUTPUT_INVALID' }),
      );
    },
    onProgress(progress) {
      const parsed = kind.progress.safeParse(progress);
      if (parsed.success) options.onProgress?.(parsed.data);
    },
    finish: resolve,
  };
  return { assignment, result: promise };
}

function refusalOfEnd(
  { kind, memoryLimitMb }: Assignment,
  { exit, outOfMemory }: HelperEnd,
): Refused<HelperRefusal> {
  return outOfMemory
    ? refuse('HELPER_OUT_OF_MEMORY', { kind, memoryLimitMb })
    : refuse('HELPER_CRASHED', { kind, exit });
}
