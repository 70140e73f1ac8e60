import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ScanSink } from '../../host/ports/scanner.ts';
import { ScanStop } from '../scan-stop.ts';
import { failureToOpen } from './scanimage.ts';

/** One run of `scanimage` over the sheets that lie there. */
interface ScanBatch {
  readonly args: readonly string[];
  readonly dpi: number;
  /** Empty; pages pass through it. */
  readonly folder: string;
  readonly sink: ScanSink;
  readonly signal: AbortSignal;
  /** Milliseconds for one page. */
  readonly pageMs: number;
  /** Told after each page that the sink has. */
  readonly onTaken: () => void;
}

/** What `scanimage` has to give its last page up and let the device go, before it is killed. */
const LEAVE_MS = 2000;
/** Its last words before it lets the device go, where some drivers hang. */
const LAST_WORDS = /^Batch terminated, /mu;
const STATUS = /\(scanner status = (?<status>\d+)\)/gu;
const SANE_STATUS_EOF = 5;
const REMEMBERED_WORDS = 4096;

/**
 * Hands over each page when its file is whole: `scanimage` prints a name only then, so a torn page is never seen.
 * @throws ScanStop when it ended otherwise than by the last sheet
 */
export async function scanBatch(batch: ScanBatch): Promise<void> {
  const { args, dpi, folder, sink, signal, pageMs, onTaken } = batch;
  const child = spawn('scanimage', [...args, '--format=tiff', '--batch=%06d.tiff', '--batch-print'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  const end = endOf(child);
  let late = false;
  let pages = 0;
  const watch = setTimeout(() => {
    late = true;
    end.hurry();
  }, pageMs);
  signal.addEventListener('abort', end.hurry, { once: true });
  if (signal.aborted) end.hurry();
  try {
    for await (const name of createInterface({ input: child.stdout })) {
      if (signal.aborted) break;
      const path = join(folder, name);
      const bytes = await readFile(path);
      await rm(path);
      await sink.onPage({ bytes, mediaType: 'image/tiff', dpi });
      pages += 1;
      onTaken();
      watch.refresh();
    }
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', end.hurry);
    // After a cancel, or a page that could not be kept, nobody reads on; what is left unread would hold the process's end back.
    if (!child.stdout.readableEnded) end.hurry();
    child.stdout.resume();
    await end.reached;
  }
  const { exit, words } = await end.reached;
  if (signal.aborted) throw new ScanStop('SCAN_CANCELLED');
  if (late) throw new ScanStop('SCANNER_GONE');
  judge(exit, words, pages);
}

interface BatchEnd {
  readonly reached: Promise<{ exit: number | string; words: string }>;
  /** Asks the process to leave, then makes it. */
  readonly hurry: () => void;
}

function endOf(child: ChildProcess): BatchEnd {
  let words = '';
  let leave: NodeJS.Timeout | undefined;
  let kill: NodeJS.Timeout | undefined;
  const hurry = () => {
    child.kill('SIGTERM');
    kill ??= setTimeout(() => child.kill('SIGKILL'), LEAVE_MS).unref();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-REMEMBERED_WORDS);
    if (LAST_WORDS.test(words)) leave ??= setTimeout(hurry, LEAVE_MS).unref();
  });
  const reached = once(child, 'close').then(
    ([code, signal]) => {
      clearTimeout(leave);
      clearTimeout(kill);
      return { exit: saidStatus(words) ?? ((signal ?? code) as number | string), words };
    },
    (error: NodeJS.ErrnoException) => ({ exit: error.code ?? error.name, words }),
  );
  return { reached, hurry };
}

/** The status that a batch which came to its end gave its last sheet; how the process ended after that says nothing of the sheets. */
function saidStatus(words: string): number | undefined {
  if (!LAST_WORDS.test(words)) return undefined;
  const status = [...words.matchAll(STATUS)].at(-1)?.groups?.['status'];
  if (status === undefined) return undefined;
  return Number(status) === SANE_STATUS_EOF ? 0 : Number(status);
}

/** The exit status is the driver's (SANE standard, 4.2.7); 1 is also scanimage's own for a device that does not open. */
function judge(exit: number | string, words: string, pages: number): void {
  switch (exit) {
    // In a batch it counts the sheet that was not there, and ends well.
    case 0:
    case 7:
      if (pages === 0) throw new ScanStop('FEEDER_EMPTY');
      return;
    case 1:
      throw failureToOpen(words) ?? new ScanStop('SCANNER_FAILED', 'SANE_1');
    case 2:
      throw new ScanStop('SCAN_CANCELLED');
    case 3:
      throw pages === 0 ? new ScanStop('SCANNER_BUSY') : new ScanStop('SCANNER_FAILED', 'SANE_3');
    case 6:
      throw new ScanStop('PAPER_JAM');
    case 8:
      throw new ScanStop('COVER_OPEN');
    case 9:
      throw new ScanStop('SCANNER_GONE');
    default:
      throw new ScanStop('SCANNER_FAILED', typeof exit === 'number' ? `SANE_${exit}` : `SCANIMAGE_${exit}`);
  }
}
