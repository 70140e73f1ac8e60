import type { WriteDb } from '../../db/open.ts';
import type { UnreadPage } from '../../db/repositories/page-text-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { PageWord, TextEngine } from '../../shared/domain/digitisation/page-words.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { Repositories } from './repositories.ts';

/** Reads the text of the pages of one open data folder, one after the other, behind everything else. */
export interface PageReader {
  close(): Promise<void>;
}

/** What the reader of pages asks and keeps: each method that writes is one transaction. */
export function createTextBook(write: WriteDb, { pageTexts }: Pick<Repositories, 'pageTexts'>, clock: Clock) {
  return {
    waiting: pageTexts.waiting,
    keep(
      pageId: string,
      read: { engine: TextEngine; words: readonly PageWord[] } | { problem: string },
    ): void {
      immediate(write, () => {
        pageTexts.keep(pageId, read, clock.now());
        return ok(undefined);
      });
    },
  };
}

/** What the reader of pages is given. */
export interface PageReading {
  book: ReturnType<typeof createTextBook>;
  /** The bytes of a page. */
  read(page: UnreadPage): Promise<Uint8Array>;
  helpers: HelperProcesses;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  mayRecord(): Promise<boolean>;
  feed: LiveFeed;
  log: Log;
}

/** Starts the reader of pages; composition roots give it to the host, which knows no job. */
export type ReadPages = (deps: PageReading) => PageReader;
