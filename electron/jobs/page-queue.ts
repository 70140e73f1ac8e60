import type { PageWork } from '../host/page-work.ts';

/** A list of pages in the file, worked off behind everything else. */
export interface PageQueue<Page> extends Pick<PageWork<Page>, 'mayRecord' | 'feed' | 'log'> {
  /** The page that is next, until it is off the list. */
  waiting(): Page | undefined;
  /** Does the work for one page and takes it off the list; answers false when it was stopped in the middle. */
  work(page: Page): Promise<boolean>;
  /** What is done, for the log. */
  name: string;
  signal: AbortSignal;
}

/**
 * Works off what waits at once and whenever a dossier changes, one page after the other. The list is in the file: after a crash the work goes on where it
 * was. Ends with the signal.
 */
export async function workOffPages<Page>(queue: PageQueue<Page>): Promise<void> {
  const { feed, log, name, signal } = queue;
  let working: Promise<void> | undefined;
  let asked = false;

  async function workOff(): Promise<void> {
    while (asked && !signal.aborted) {
      asked = false;
      for (let page = queue.waiting(); page !== undefined; page = queue.waiting()) {
        if (signal.aborted || !(await queue.mayRecord()) || !(await queue.work(page))) return;
      }
    }
  }
  const look = () => {
    asked = true;
    working ??= workOff()
      .catch((error: unknown) => log.warn({ error: String(error) }, name))
      .finally(() => {
        working = undefined;
      });
  };
  look();
  for await (const { topic } of feed.watch(signal)) if (topic === 'dossier') look();
  await working;
}
