import type { WriteDb } from '../../db/open.ts';
import type { FileReading } from '../../db/repositories/file-text-repository.ts';
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

/** What the reader of given files asks and keeps. */
export function createFileTextBook(
  write: WriteDb,
  { fileTexts }: Pick<Repositories, 'fileTexts'>,
  clock: Clock,
) {
  return {
    waiting: fileTexts.waiting,
    keep(sha256: string, page: number, read: FileReading): void {
      immediate(write, () => {
        fileTexts.keep(sha256, page, read, clock.now());
        return ok(undefined);
      });
    },
    done(sha256: string): void {
      immediate(write, () => {
        fileTexts.done(sha256);
        return ok(undefined);
      });
    },
  };
}

/** What the reader of pages is given: the pages, and after them the PDFs that were taken as they are. */
export interface PageReading extends PageWork<{ sha256: string }> {
  book: ReturnType<typeof createTextBook>;
  files: ReturnType<typeof createFileTextBook>;
}

/** Starts the reader of pages; composition roots give it to the host, which knows no job. */
export type ReadPages = (deps: PageReading) => PageReader;
