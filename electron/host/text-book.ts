import type { WriteDb } from '../../db/open.ts';
import type { UnreadPage } from '../../db/repositories/page-text-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { PageWord, TextEngine } from '../../shared/domain/digitisation/page-words.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { PageWork } from './page-work.ts';
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
export interface PageReading extends PageWork<UnreadPage> {
  book: ReturnType<typeof createTextBook>;
}

/** Starts the reader of pages; composition roots give it to the host, which knows no job. */
export type ReadPages = (deps: PageReading) => PageReader;
