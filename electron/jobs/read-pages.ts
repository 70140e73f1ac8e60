import type { UnreadPage } from '../../db/repositories/page-text-repository.ts';
import { helperKinds } from '../host/ports/helper-kinds.ts';
import type { PageReader, PageReading, ReadPages } from '../host/text-book.ts';

/** A full page takes seconds, on an old machine many. */
const LIMITS = { timeoutMs: 180_000, memoryLimitMb: 1024 };
/** A page that ends the helper so often is taken for the cause of it. */
const TRIES = 2;

/** Where the machine is too weak for it: pages wait in their list until a start that reads them. */
export const readNoPages: ReadPages = () => ({ close: async () => undefined });

/**
 * Reads the text of pages long after they were stored: no scan and no digital copy waits for it. The list of waiting pages is in the file: after a crash
 * the work goes on where it was.
 */
export function readPages(deps: PageReading): PageReader {
  const stopping = new AbortController();
  const { signal } = stopping;
  let working: Promise<void> | undefined;
  let asked = false;

  /** Answers false when it was stopped in the middle. */
  async function readOne(page: UnreadPage): Promise<boolean> {
    const { pageId, dpi } = page;
    const jpeg = await deps.read(page);
    let problem = '';
    for (let tried = 0; tried < TRIES; tried++) {
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

  async function workOff(): Promise<void> {
    while (asked && !signal.aborted) {
      asked = false;
      for (let page = deps.book.waiting(); page !== undefined; page = deps.book.waiting()) {
        if (signal.aborted || !(await deps.mayRecord()) || !(await readOne(page))) return;
      }
    }
  }
  const look = () => {
    asked = true;
    working ??= workOff()
      .catch((error: unknown) => deps.log.warn({ error: String(error) }, 'reading pages'))
      .finally(() => {
        working = undefined;
      });
  };
  const watching = watch();
  async function watch(): Promise<void> {
    look();
    for await (const { topic } of deps.feed.watch(signal)) if (topic === 'dossier') look();
  }
  return {
    async close() {
      stopping.abort();
      await watching;
      await working;
    },
  };
}
