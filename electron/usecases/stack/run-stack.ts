import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { ok, type Refusal, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { ScannedPage, ScanRequest } from '../../host/ports/scanner.ts';
import { readPageFile, storePages } from '../scan/page-intake.ts';
import { createReadings, type Readings } from './page-readings.ts';
import { sortRun } from './sort-run.ts';

const StackPageId = z.uuid();

/**
 * Takes a whole stack. Each page is on disk and in the records before the next is asked for; when the feeder is empty or something stopped it, the pages
 * that came are sorted. Asked again with the same id, it scans nothing and goes on with what is left to do.
 */
export const runStack = commandHandler(contract.stack.run, async (input, context) => {
  const { requestId: runId, dossierId, ...asked } = input;
  const { readers, counter } = context;
  if (dossierId !== null) {
    const dossier = readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
  }
  return await alone(counter.running, runId, async () => {
    const readings = createReadings(context);
    if (readers.stacks.find(runId) !== undefined) return await sortRun(context, runId, readings);
    const scanned = await scanInto(
      context,
      { runId, dossierId, order: { ...asked, source: 'feeder' } },
      readings,
    );
    if (!scanned.ok) return scanned;
    return await sortRun(context, runId, readings, scanned.value.stopped);
  });
});

/** Sorts a stack that a crash cut off before it was sorted. */
export const sortStackAgain = commandHandler(contract.stack.sort, async ({ runId }, context) => {
  if (context.readers.stacks.find(runId) === undefined) return refuse('STACK_UNKNOWN', {});
  return await alone(context.counter.running, runId, () => sortRun(context, runId, createReadings(context)));
});

/** Nobody sorts a stack that another window has under way. */
async function alone<Out>(
  running: CommandContext['counter']['running'],
  runId: string,
  work: () => Promise<Out>,
) {
  const name = `stack:${runId}` as const;
  if (running.has(name)) return refuse('STACK_BUSY', {});
  running.add(name);
  try {
    return await work();
  } finally {
    running.delete(name);
  }
}

interface StackOrder {
  runId: string;
  dossierId: Parameters<CommandContext['readers']['dossiers']['find']>[0] | null;
  order: ScanRequest;
}

async function scanInto(
  context: CommandContext,
  { runId, dossierId, order }: StackOrder,
  readings: Readings,
) {
  const { host, tx, signedIn, signal } = context;
  const agent = host.deviceAgents.of(order.deviceId);
  if (!agent.ok) return agent;
  const begun = tx.immediate((w) => {
    const { scannerId: scanner, duplex } = order;
    w.stacks.begin({ id: runId, dossierId, scanner, duplex, at: w.now, by: signedIn().userId });
    return ok(undefined);
  });
  if (!begun.ok) return begun;
  let pages = 0;
  const scanned = await agent.value
    .scan(
      order,
      {
        async onPage(page) {
          pages += await takePage(context, runId, page, readings);
          host.feed.publish({ topic: 'stack-progress', runId, pages, read: readings.done });
        },
      },
      signal ?? new AbortController().signal,
    )
    .catch((error: unknown) => {
      if (error instanceof StackStopped) return { ok: false, refusal: error.refusal } as const;
      throw error;
    });
  const stopped = scanned.ok ? null : { code: scanned.refusal.code, data: { ...scanned.refusal.data } };
  if (pages > 0) return ok({ stopped });
  tx.immediate((w) => {
    w.stacks.sorted(runId, w.now);
    return ok(undefined);
  });
  return refuse('SCAN_GAVE_NOTHING', stopped ?? { code: 'FEEDER_EMPTY', data: {} });
}

/** Keeps what the scanner sent, and has it read meanwhile; answers how many pages it was. */
async function takePage(
  { host, counter, tx }: CommandContext,
  runId: string,
  page: ScannedPage,
  readings: Readings,
): Promise<number> {
  const read = await readPageFile({ helpers: host.helpers }, page.bytes);
  if (!read.ok || read.value.kind !== 'images')
    throw new StackStopped({ code: 'SCANNER_ANSWER_UNREADABLE', data: {} });
  const stored = await storePages(counter, read.value.pages, page.dpi);
  const kept = tx.immediate((w) => {
    const ids = stored.map(({ file, dpi }) => {
      const id = host.identity.newId(StackPageId);
      w.blobs.name({ ...file, at: w.now });
      w.stacks.add({
        id,
        runId,
        sha256: file.sha256,
        dpi: dpi === null ? null : Math.round(dpi),
        at: w.now,
      });
      return id;
    });
    return ok(ids);
  });
  if (!kept.ok) throw new StackStopped(kept.refusal);
  for (const [index, id] of kept.value.entries()) {
    const jpeg = read.value.pages[index]?.jpeg;
    if (jpeg !== undefined) await readings.begin(id, jpeg);
  }
  return kept.value.length;
}

/** Ends the scan; the pages before are kept and sorted. */
class StackStopped extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
