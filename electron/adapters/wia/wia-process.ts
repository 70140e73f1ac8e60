import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ScanStop } from '../scan-stop.ts';
import { WiaAnswer, type WiaOrder } from './wia-messages.ts';

/** A running script: one order at a time, each with its time. */
export interface WiaProcess {
  /** @throws ScanStop when it was cancelled, ended, fell silent for `ms`, or said what the protocol does not know */
  ask(order: WiaOrder, ms: number): Promise<WiaAnswer>;
  /** The next line to the same order. */
  more(ms: number): Promise<WiaAnswer>;
  /** Ends it, by force if need be; the driver goes with it. */
  end(): Promise<void>;
}

const LONGEST_LINE = 64 * 1024;
const LEAVE_MS = 2000;

/** Starts the script. What a driver does to it stays in that process. */
export function startWia(
  [command, ...args]: readonly [string, ...string[]],
  signal: AbortSignal,
): WiaProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  const lines: string[] = [];
  let rest = '';
  let over: ScanStop | undefined;
  let wake: () => void = () => undefined;
  const stop = (reason: ScanStop) => {
    over ??= reason;
    wake();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LONGEST_LINE) stop(new ScanStop('SCANNER_ANSWER_UNREADABLE'));
    lines.push(...parts);
    wake();
  });
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close').then(
    () => stop(new ScanStop('SCANNER_GONE')),
    (error: NodeJS.ErrnoException) =>
      stop(new ScanStop('SCANNER_FAILED', error.code === 'ENOENT' ? 'WIA_MISSING' : 'WIA_NOT_STARTED')),
  );
  const cancel = () => stop(new ScanStop('SCAN_CANCELLED'));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();

  async function next(ms: number): Promise<WiaAnswer> {
    const late = setTimeout(() => stop(new ScanStop('SCANNER_GONE')), ms);
    try {
      for (;;) {
        const line = lines.shift();
        if (line !== undefined) return answerIn(line);
        if (over !== undefined) throw over;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      clearTimeout(late);
    }
  }

  return {
    ask(order, ms) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return next(ms);
    },
    more: next,
    async end() {
      signal.removeEventListener('abort', cancel);
      // A driver in the middle of a page, or one that hangs, does not hear that the input has ended.
      const kill = setTimeout(() => child.kill('SIGKILL'), over === undefined ? LEAVE_MS : 0);
      child.stdin.end();
      await closed;
      clearTimeout(kill);
    },
  };
}

function answerIn(line: string): WiaAnswer {
  try {
    return WiaAnswer.parse(JSON.parse(line.replace(/^\uFEFF/u, '')));
  } catch {
    throw new ScanStop('SCANNER_ANSWER_UNREADABLE');
  }
}
