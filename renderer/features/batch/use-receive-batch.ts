import { useRef, useState } from 'react';
import type { CounterClient } from '../../lib/client.ts';
import { useClient } from '../../lib/context.tsx';
import type { Refused } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';

type Opening = Parameters<CounterClient['batch']['open']>[0];

/** Rows of one call: between calls the clerk can stop. */
const ROWS_AT_ONCE = 5;

/** How far a list is. */
interface Progress {
  done: number;
  total: number;
}

/** The receiving of one list, row by row. */
export interface BatchRun {
  /** Receives until everything is done, it is stopped or refused; answers the number of the list, undefined when it could not begin. */
  run(opening: Omit<Opening, 'requestId'>, total: number): Promise<number | undefined>;
  stop(): void;
  progress: Progress | undefined;
  refused: Refused | undefined;
  reset(): void;
}

/** Receives lists; what was received stays received whenever it ends. */
export function useReceiveBatch(): BatchRun {
  const client = useClient();
  const open = useCommand(client.batch.open);
  const next = useCommand(client.batch.receive);
  const stopped = useRef(false);
  const [progress, setProgress] = useState<Progress>();
  return {
    progress,
    refused: open.refused ?? next.refused,
    stop: () => {
      stopped.current = true;
    },
    reset: () => {
      open.reset();
      next.reset();
    },
    async run(opening, total) {
      stopped.current = false;
      setProgress({ done: 0, total });
      const opened = await open.run(opening);
      for (let done = 0; opened !== undefined && !stopped.current; ) {
        const answer = await next.run({ number: opened.number, most: ROWS_AT_ONCE });
        if (answer === undefined) break;
        done += answer.received;
        setProgress({ done, total });
        if (answer.remaining === 0) break;
      }
      setProgress(undefined);
      return opened?.number;
    },
  };
}
