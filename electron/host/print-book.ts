import type { PrintRun } from '../../db/repositories/print-repository.ts';
import { isPrintOver, type PrintOutcome } from '../../shared/domain/print/print-outcome.ts';
import { ok } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { DeviceAgents } from './ports/device-agent.ts';
import type { Repositories } from './repositories.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** Follows prints of one open data folder until each has come to an end. */
export interface PrintFollower {
  /** Looks now; whoever sent or gave up a print calls it. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Notes how a print stands now, and tells the windows; a change to an end is an event of the print. Part of a transaction. */
export function keepOutcome(w: Work, run: PrintRun, outcome: PrintOutcome): void {
  const over = isPrintOver(outcome.state);
  w.prints.setOutcome(run.id, outcome, over ? w.now : null);
  if (over)
    w.record({
      subject: { kind: 'print', id: run.id },
      type: 'print.ended',
      payload: {
        state: outcome.state,
        trouble: outcome.trouble,
        mayHavePrinted: outcome.mayHavePrinted,
        sha256: run.sentSha256,
      },
    });
  w.announce('print');
  if (over) w.announce('dossier');
}

/** The records of prints as the follower keeps them: each method that writes is one audited transaction. */
export function createPrintBook(
  unitOfWork: UnitOfWork,
  { prints }: Pick<Repositories, 'prints'>,
  newId: () => string,
) {
  return {
    open: prints.open,
    keep(run: PrintRun, outcome: PrintOutcome) {
      const call = {
        command: 'print.follow',
        actor: undefined,
        inputSha256: run.sentSha256,
        replay: 'none',
      } as const;
      return unitOfWork.begin({ ...call, requestId: newId(), correlationId: newId() }).immediate((w) => {
        // Somebody may have given it up in between.
        const now = w.prints.find(run.id);
        if (now !== undefined && !isPrintOver(now.state)) keepOutcome(w, now, outcome);
        return ok(undefined);
      });
    },
  };
}

/** What the follower is given. */
export interface PrintFollowing {
  book: ReturnType<typeof createPrintBook>;
  deviceAgents: DeviceAgents;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  mayRecord(): Promise<boolean>;
  feed: LiveFeed;
  log: Log;
}

/** Starts the follower; composition roots give it to the host, which knows no job. */
export type FollowPrints = (deps: PrintFollowing) => PrintFollower;
