import { useState } from 'react';
import type { CounterClient } from '../../lib/client.ts';
import { useClient } from '../../lib/context.tsx';
import type { Refused } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useGuidancePrint } from '../print/index.ts';

type Given = Awaited<ReturnType<CounterClient['guidance']['give']>>;
type Visit = Omit<Parameters<CounterClient['guidance']['give']>[0], 'requestId'>;

/** The paper that was given last, and where it went. */
export interface LastGiven extends Given {
  /** The form that it was given from. */
  draftId: string;
  route: 'printer' | 'viewer' | 'held' | 'printing';
}

/** Giving guidance from one reception screen: the dialog, the paper that was given last, its printing. */
export interface Guiding {
  opened: boolean;
  open(): void;
  close(): void;
  /** Draws the paper, records the visit, closes the dialog and prints. */
  give(draftId: string, visit: Visit): Promise<boolean>;
  running: boolean;
  refused: Refused | undefined;
  given: LastGiven | undefined;
  /** Takes the note about the last paper away; the paper stays in the list. */
  forget(): void;
  printAgain(): Promise<void>;
  printRefused: Refused | undefined;
}

/** Gives guidance; what was given stays shown until the clerk goes on. */
export function useGuiding(): Guiding {
  const command = useCommand(useClient().guidance.give);
  const printing = useGuidancePrint();
  const [opened, setOpened] = useState(false);
  const [given, setGiven] = useState<LastGiven>();
  const close = () => {
    command.reset();
    setOpened(false);
  };
  return {
    opened,
    open: () => setOpened(true),
    close,
    give: async (draftId, visit) => {
      const done = await command.run(visit);
      if (done === undefined) return false;
      const last = { ...done, draftId };
      setGiven({ ...last, route: 'printing' });
      close();
      const printed = await printing.printDrawn(done);
      setGiven({ ...last, route: printed?.route ?? (done.lacking === '' ? 'viewer' : 'held') });
      return true;
    },
    running: command.running,
    refused: command.refused,
    given,
    forget: () => setGiven(undefined),
    printAgain: async () => void (given !== undefined && (await printing.print(given.visitId))),
    printRefused: printing.refused,
  };
}
