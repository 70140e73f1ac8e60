import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { type HelperToHost, HostToHelper } from '../host/helper-protocol.ts';
import { programFile } from '../host/running-from.ts';
import type { HelperEntry } from './helper-table.ts';
import { openHostLink } from './host-link.ts';

const MEMORY_EVERY_MS = 250;

const Arguments = z.object({
  /** The process that wants the work; this one does not outlive it. */
  'host-pid': z.coerce.number().int().positive(),
  /** Another table of kinds than the product's. */
  kinds: z.string().optional(),
});

/** A helper process: does one piece of work at a time for the host that started it, until that host lets go of it. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'host-pid': { type: 'string' }, kinds: { type: 'string' } } });
  const { 'host-pid': hostPid, kinds } = Arguments.parse(values);
  watchForOrphanhood(hostPid);
  const entries = await loadEntries(kinds);
  const link = await openHostLink();
  const tell = (message: HelperToHost) => link.post(message);
  const running = new Map<number, AbortController>();
  link.onMessage((received) => {
    const message = HostToHelper.parse(received);
    if (message.type === 'cancel') return running.get(message.id)?.abort();
    const abort = new AbortController();
    running.set(message.id, abort);
    void work(entries.get(message.kind), message, abort.signal, tell).finally(() =>
      running.delete(message.id),
    );
  });
  link.onClose(() => process.exit(0));
  // Elsewhere than on Linux a parent cannot cheaply look at its child's memory.
  if (process.platform !== 'linux') {
    setInterval(() => tell({ type: 'memory', rssBytes: process.memoryUsage.rss() }), MEMORY_EVERY_MS).unref();
  }
  link.start();
}

async function loadEntries(kinds: string | undefined): Promise<ReadonlyMap<string, HelperEntry>> {
  const table = kinds === undefined ? await import('./kinds.ts') : await import(pathToFileURL(kinds).href);
  const { helpers } = table as { helpers: readonly HelperEntry[] };
  return new Map(helpers.map((entry) => [entry.name, entry]));
}

async function work(
  entry: HelperEntry | undefined,
  { id, input }: { id: number; input: unknown },
  signal: AbortSignal,
  tell: (message: HelperToHost) => void,
): Promise<void> {
  if (entry === undefined) return tell({ type: 'failed', id, reason: 'KIND_UNKNOWN' });
  try {
    const output = await entry.run(input, {
      signal,
      onProgress: (progress) => tell({ type: 'progress', id, progress }),
    });
    tell({ type: 'done', id, output });
  } catch (error) {
    if (signal.aborted) tell({ type: 'cancelled', id });
    else tell({ type: 'failed', id, reason: reasonOf(error) });
  }
}

/** A code if the error has one, else its class: the text of an error may hold what citizens gave us. */
function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'UNKNOWN';
}

function watchForOrphanhood(hostPid: number): void {
  new Worker(programFile('orphan-watch'), { workerData: { hostPid } }).unref();
}

await main();
