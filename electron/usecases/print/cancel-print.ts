import type { PrintRun } from '../../../db/repositories/print-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { isPrintOver, judgePrintJob, type PrintOutcome } from '../../../shared/domain/print/print-outcome.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext, QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { keepOutcome } from '../../host/print-book.ts';
import { viewOfPrint } from './print-log.ts';

/** Gives a print up, or notes that nothing came out of the system's print window. */
export const cancelOnePrint = commandHandler(contract.print.cancel, async ({ runId }, context) => {
  const { readers, counter } = context;
  const run = readers.prints.find(runId);
  if (run === undefined) return refuse('PRINT_UNKNOWN', {});
  if (run.state !== 'handed' && isPrintOver(run.state)) return refuse('PRINT_OVER', {});
  const done = await cancelPrint(context, run);
  if (!done.ok) return done;
  const now = counter.commandReaders.prints.find(runId);
  return now === undefined ? refuse('PRINT_UNKNOWN', {}) : ok(viewOfPrint(readers, now));
});

/** Somebody has taken note of a print that did not come out. */
export const seePrint = commandHandler(contract.print.see, ({ runId }, { tx }) =>
  tx.immediate((w) => {
    if (w.prints.find(runId) === undefined) return refuse('PRINT_UNKNOWN', {});
    w.prints.see(runId, w.now);
    w.announce('print');
    return ok({});
  }),
);

/** Asks the print system to give a print up and keeps what came of that; one that is over stays as it is. */
export async function cancelPrint(
  context: CommandContext,
  run: PrintRun,
): Promise<Result<undefined, Refusal<'PRINT_NOT_CANCELLED', { reason: string }> | ClockRefusal>> {
  const outcome = await givenUp(context, run);
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  return context.tx.immediate((w) => {
    const now = w.prints.find(run.id);
    if (value !== undefined && now !== undefined && (now.state === 'handed' || !isPrintOver(now.state)))
      keepOutcome(w, now, value);
    return ok(undefined);
  });
}
type ClockRefusal = Refusal<'CLOCK_BEHIND', { now: string; lastEventAt: string }>;

async function givenUp(
  { host }: QueryContext,
  run: PrintRun,
): Promise<Result<PrintOutcome | undefined, Refusal<'PRINT_NOT_CANCELLED', { reason: string }>>> {
  if (run.state === 'handed') return ok({ state: 'cancelled', trouble: null, mayHavePrinted: false });
  if (isPrintOver(run.state)) return ok(undefined);
  const agent = host.deviceAgents.of(run.deviceId);
  if (!agent.ok || run.job === null) return refuse('PRINT_NOT_CANCELLED', { reason: 'SYSTEM_SILENT' });
  const given = await agent.value.cancelJob(run.printer, run.job);
  if (!given.ok) return refuse('PRINT_NOT_CANCELLED', { reason: given.refusal.code });
  const facts = await agent.value.followJob(run.printer, run.job);
  if (!facts.ok || facts.value === undefined)
    return ok({ state: 'cancelled', trouble: null, mayHavePrinted: run.mayHavePrinted });
  const outcome = judgePrintJob(facts.value);
  // The system takes a moment to stop a printer that prints; that it will is decided.
  return ok(isPrintOver(outcome.state) ? outcome : { ...outcome, state: 'cancelled', trouble: null });
}
