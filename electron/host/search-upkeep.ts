import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WriteDb } from '../../db/open.ts';
import { immediate } from '../../db/transaction.ts';
import { ok } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { Repositories } from './repositories.ts';

/** Entries that one transaction writes: the window waits for no more than these. */
const AT_ONCE = 100;

/**
 * Writes the entries of a new or forgotten search index between the commands, the newest dossiers first. What a command changes stands in the
 * index with its commit; only what was recorded before waits for this.
 */
export function createSearchUpkeep(write: WriteDb, repositories: Repositories, feed: LiveFeed, log: Log) {
  let closed = false;
  let running: Promise<void> | undefined;

  async function workOff(): Promise<void> {
    let written = 0;
    let last = 0;
    do {
      await nextTurn();
      if (closed) return;
      last = immediate(write, () => {
        repositories.search.indexChanged();
        return ok(repositories.search.indexBacklog(AT_ONCE));
      }).value;
      written += last;
    } while (last === AT_ONCE);
    if (written === 0) return;
    log.info({ written }, 'search index written');
    feed.publish({ topic: 'dossier' });
  }

  return {
    /** Begins, or goes on when it was begun; the answer comes when nothing is left. */
    start(): Promise<void> {
      running ??= workOff()
        .catch((error) =>
          log.warn(
            { error: String(error) },
            'the search index is not whole; it is tried again at the next start',
          ),
        )
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    async close(): Promise<void> {
      closed = true;
      await running;
    },
  };
}
export type SearchUpkeep = ReturnType<typeof createSearchUpkeep>;
