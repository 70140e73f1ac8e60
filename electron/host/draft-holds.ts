import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { Sessions } from './sessions.ts';

interface Hold {
  clientId: string;
  since: Instant;
  /** The code of the dossier that it became. */
  code: string | undefined;
}

/**
 * Which window has which draft open: one at a time, so that none overwrites what another typed and no draft becomes two dossiers. A hold ends
 * with the sign-in of its window. It lives in memory: after a restart the first window that saves has it.
 */
export function createDraftHolds(clock: Clock, sessions: Sessions) {
  const holds = new Map<string, Hold>();

  /** Since when a window other than this one has the draft open; undefined when none has. */
  function heldElsewhere(draftId: string, clientId: string): Instant | undefined {
    const hold = holds.get(draftId);
    if (hold === undefined || hold.clientId === clientId || hold.code !== undefined) return undefined;
    return sessions.find(hold.clientId) === undefined ? undefined : hold.since;
  }

  return {
    heldElsewhere,
    /** The code of the dossier that a draft became since the host was started. */
    becameDossier: (draftId: string) => holds.get(draftId)?.code,
    /** Opens a draft on a window; whoever had it open is told when it saves next. */
    hold(draftId: string, clientId: string): void {
      const known = holds.get(draftId);
      if (known?.clientId !== clientId)
        holds.set(draftId, { clientId, since: clock.now(), code: known?.code });
    },
    release(draftId: string): void {
      holds.delete(draftId);
    },
    /** The draft became a dossier: it can neither be saved nor received again. */
    spend(draftId: string, clientId: string, code: string): void {
      holds.set(draftId, { clientId, since: clock.now(), code });
    },
  };
}
export type DraftHolds = ReturnType<typeof createDraftHolds>;
