import type { PrintRun } from '../../db/repositories/print-repository.ts';
import { judgePrintJob, type PrintOutcome } from '../../shared/domain/print/print-outcome.ts';
import type { PrintFollower, PrintFollowing } from '../host/print-book.ts';

const EVERY_MS = 700;

/**
 * Asks the desks' print systems about every print that is under way, as long as there is one. A print waits as long as its printer does: nobody
 * loses a paper because it took an hour to bring a new ream.
 */
export function followPrints(deps: PrintFollowing): PrintFollower {
  // What was being handed over when the program ended: nobody knows whether the print system has it.
  let adrift: ReadonlySet<string> | undefined = new Set(
    deps.book.open().flatMap(({ id, state }) => (state === 'sending' ? [id] : [])),
  );
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function lookOnce(): Promise<void> {
    const open = deps.book.open();
    if (open.length === 0 || !(await deps.mayRecord())) return;
    const lost = adrift;
    adrift = undefined;
    for (const run of open) {
      const outcome = lost?.has(run.id) ? UNTOLD : await outcomeOf(deps, run);
      if (outcome !== undefined && isNews(run, outcome)) deps.book.keep(run, outcome);
    }
  }
  const look = async (): Promise<void> => {
    looking ??= lookOnce()
      .catch((error: unknown) => deps.log.warn({ error: String(error) }, 'following prints'))
      .finally(() => {
        looking = undefined;
      });
    await looking;
    if (closed || timer !== undefined || deps.book.open().length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, EVERY_MS).unref();
  };
  if (deps.book.open().length > 0) void look();
  return {
    look,
    async close() {
      closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

const UNTOLD: PrintOutcome = { state: 'unknown', trouble: 'NOT_TOLD', mayHavePrinted: true };

/** How a print stands; undefined while it is only being handed over. */
async function outcomeOf({ deviceAgents }: PrintFollowing, run: PrintRun): Promise<PrintOutcome | undefined> {
  if (run.job === null) return undefined;
  const { mayHavePrinted } = run;
  const agent = deviceAgents.of(run.deviceId);
  if (!agent.ok) return { state: 'waiting', trouble: 'SYSTEM_SILENT', mayHavePrinted };
  const facts = await agent.value.followJob(run.printer, run.job);
  if (facts.ok) return facts.value === undefined ? { ...UNTOLD, mayHavePrinted } : judgePrintJob(facts.value);
  return facts.refusal.code === 'PRINTER_UNKNOWN'
    ? { state: 'unknown', trouble: 'PRINTER_GONE', mayHavePrinted }
    : { state: 'waiting', trouble: 'SYSTEM_SILENT', mayHavePrinted };
}

function isNews(run: PrintRun, { state, trouble, mayHavePrinted }: PrintOutcome): boolean {
  return run.state !== state || run.trouble !== trouble || run.mayHavePrinted !== mayHavePrinted;
}
