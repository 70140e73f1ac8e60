import type { UnreadFile } from '../../db/repositories/file-text-repository.ts';
import type { UnreadPage } from '../../db/repositories/page-text-repository.ts';
import { helperKinds } from '../host/ports/helper-kinds.ts';
import type { PageReader, PageReading, ReadPages } from '../host/text-book.ts';
import { workOffPages } from './page-queue.ts';
import { readGivenFile } from './read-given-file.ts';

/** A full page takes seconds, on an old machine many. */
const LIMITS = { timeoutMs: 180_000, memoryLimitMb: 1024 };
/** A page that ends the helper so often is taken for the cause of it. */
const TRIES = 2;

/** Where the machine is too weak for it: pages wait in their list until a start that reads them. */
export const readNoPages: ReadPages = () => ({ close: async () => undefined });

/** Reads the text of pages long after they were stored: no scan and no digital copy waits for it. */
export function readPages(deps: PageReading): PageReader {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** Answers false when it was stopped in the middle. */
  async function readOne(page: UnreadPage): Promise<boolean> {
    const { pageId, dpi } = page;
    const jpeg = await deps.read(page);
    let problem = 'FILE_UNREADABLE';
    for (let tried = 0; jpeg !== undefined && tried < TRIES; tried++) {
      const answer = await deps.helpers.run(helperKinds.recogniseText, { jpeg, dpi }, { ...LIMITS, signal });
      if (signal.aborted) return false;
      if (answer.ok) {
        deps.book.keep(pageId, answer.value);
        return true;
      }
      problem = answer.refusal.code;
      if (problem === 'HELPER_FAILED') break;
    }
    deps.log.warn({ pageId, problem }, 'a page could not be read');
    deps.book.keep(pageId, { problem });
    return true;
  }

  const { book, files, mayRecord, feed, log } = deps;
  const working = workOffPages<UnreadPage | UnreadFile>({
    // What was scanned just now is looked for first; a given file gives way to it after each of its steps.
    waiting: () => book.waiting() ?? files.waiting(),
    work: (next) => ('pageId' in next ? readOne(next) : readGivenFile(deps, next, signal)),
    ...{ mayRecord, feed, log, signal },
    name: 'reading pages',
  });
  return {
    async close() {
      stopping.abort();
      await working;
    },
  };
}
