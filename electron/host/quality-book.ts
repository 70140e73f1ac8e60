import type { WriteDb } from '../../db/open.ts';
import type { WaitingPage } from '../../db/repositories/page-quality-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { PageMeasures } from '../../shared/domain/digitisation/page-measures.ts';
import type { Clock } from '../../shared/types/clock.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import { ok } from '../../shared/types/result.ts';
import type { PageWork } from './page-work.ts';
import type { Repositories } from './repositories.ts';

/** Measures the pages of one open data folder, one after the other, behind everything else. */
export interface PageMeasurer {
  /** Measures what of a component still waits, now; whoever needs the verdict waits for it. */
  settle(dossierId: DossierId, componentId: string): Promise<void>;
  close(): Promise<void>;
}

/** What the measurer reads and keeps: each method that writes is one transaction. */
export function createQualityBook(
  write: WriteDb,
  { pageQuality }: Pick<Repositories, 'pageQuality'>,
  clock: Clock,
) {
  return {
    waiting: pageQuality.waiting,
    waitingOf: pageQuality.waitingOf,
    before: pageQuality.before,
    cleanUpOf: pageQuality.cleanUpOf,
    keep(
      pageId: string,
      beforeId: string | null,
      found: { measures: PageMeasures } | { problem: string },
    ): void {
      immediate(write, () => {
        const row = { measures: null, problem: null, ...found };
        pageQuality.keepMeasures({ pageId, beforeId, ...row, at: clock.now() });
        return ok(undefined);
      });
    },
  };
}

/** What the measurer is given. */
export interface PageMeasuring extends PageWork<WaitingPage> {
  book: ReturnType<typeof createQualityBook>;
}

/** Starts the measurer; composition roots give it to the host, which knows no job. */
export type MeasurePages = (deps: PageMeasuring) => PageMeasurer;
