import type { ZodType } from 'zod';
import type { Refusal, Result } from '../../../shared/types/result.ts';

/** One kind of work done in a child process, with the shapes of what goes in, what comes out and what is told on the way. */
export interface HelperKind<Input, Output, Progress> {
  /** kebab-case; the helper process finds its code by it. */
  readonly name: string;
  readonly input: ZodType<Input>;
  readonly output: ZodType<Output>;
  readonly progress: ZodType<Progress>;
}

/** Why a helper's work gave nothing. None of these harms the host. */
export type HelperRefusal =
  /** The process ended by itself: `exit` is the signal, or the exit code as text. */
  | Refusal<'HELPER_CRASHED', { kind: string; exit: string }>
  | Refusal<'HELPER_TIMED_OUT', { kind: string; timeoutMs: number }>
  | Refusal<'HELPER_CANCELLED', { kind: string }>
  | Refusal<'HELPER_OUT_OF_MEMORY', { kind: string; memoryLimitMb: number }>
  /** The work itself said no: `reason` is a code such as ENOENT, never a sentence for people. */
  | Refusal<'HELPER_FAILED', { kind: string; reason: string }>;

/** How one piece of work is run. */
export interface HelperRunOptions<Progress> {
  /** Milliseconds from the start of the work (waiting for a free process not counted) to its forced end. */
  timeoutMs: number;
  /** Megabytes (2^20 bytes) the process may hold in memory, all of it: heap, buffers, native libraries. */
  memoryLimitMb: number;
  /** Aborting it ends the work within a second; work that has not begun never starts a process. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Child processes for work that may be slow, heavy or deadly: a crash of a native library must not take the only writer down. */
export interface HelperProcesses {
  /** Runs one piece of work in a warm or new process. Throws only when the input is not what the kind declares. */
  run<Input, Output, Progress>(
    kind: HelperKind<Input, Output, Progress>,
    input: Input,
    options: HelperRunOptions<Progress>,
  ): Promise<Result<Output, HelperRefusal>>;
  /** Ends every process; work under way is refused as cancelled. */
  close(): Promise<void>;
}
