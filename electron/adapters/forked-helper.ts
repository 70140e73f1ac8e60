import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HelperProcesses } from '../host/ports/helper-process.ts';
import { programFile } from '../host/running-from.ts';
import { createHelperPool, type PoolLimits } from './helper-pool.ts';
import type { HelperChild, HelperEnd } from './helper-worker.ts';

/** Enough of the last output to find V8's own words about its heap. */
const REMEMBERED_OUTPUT = 8192;
const HEAP_EXHAUSTED = /heap out of memory|Reached heap limit/u;
/** Output may come a little after the end of its process. */
const OUTPUT_GRACE_MS = 200;

/** How helpers are forked. */
interface ForkedHelperOptions extends Partial<PoolLimits> {
  /** Path of another table of kinds than the product's. */
  kinds?: string;
}

/** Helper processes as children of this Node process; its structured-clone channel carries the work. */
export function createForkedHelpers({ kinds, ...limits }: ForkedHelperOptions = {}): HelperProcesses {
  const runner = fileURLToPath(programFile('helper-runner'));
  const args = ['--host-pid', String(process.pid), ...(kinds === undefined ? [] : ['--kinds', kinds])];
  return createHelperPool((_kind, memoryLimitMb) => {
    const child = fork(runner, args, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memoryLimitMb}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return helperChild(child);
  }, limits);
}

function helperChild(child: ChildProcess): HelperChild {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-REMEMBERED_OUTPUT);
  });
  // A process that has just died cannot be told anything; its end is on the way.
  child.on('error', () => undefined);
  return {
    pid: () => child.pid,
    post: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => {
      whenEnded(child, (exit) => listener({ exit, outOfMemory: HEAP_EXHAUSTED.test(output) }));
    },
    kill: () => child.kill('SIGKILL'),
    hold: (held) => {
      for (const handle of [child, child.channel, child.stderr as unknown as Referenced]) {
        if (held) handle?.ref?.();
        else handle?.unref?.();
      }
    },
  };
}

interface Referenced {
  ref?(): void;
  unref?(): void;
}

/** Calls once, when the process is gone and its output is read, or when it could not even be started. */
function whenEnded(child: ChildProcess, listener: (exit: HelperEnd['exit']) => void): void {
  let told = false;
  const tell = (exit: string) => {
    if (told) return;
    told = true;
    listener(exit);
  };
  child.once('close', (code, signal) => tell(signal ?? String(code)));
  child.once('exit', (code, signal) => setTimeout(() => tell(signal ?? String(code)), OUTPUT_GRACE_MS));
  child.once('error', (error: NodeJS.ErrnoException) => {
    if (child.pid === undefined) tell(error.code ?? error.name);
  });
}
