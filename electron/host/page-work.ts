import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { HelperProcesses } from './ports/helper-process.ts';

/** What work on stored pages is given besides its book. */
export interface PageWork<Page> {
  /** The bytes of a page; undefined where its file is damaged or gone, which the log says. */
  read(page: Page): Promise<Uint8Array | undefined>;
  helpers: HelperProcesses;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  mayRecord(): Promise<boolean>;
  feed: LiveFeed;
  log: Log;
}
