import type { ReadWorkerPool } from '../../db/readers/read-worker-pool.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';

/** What the last verification of the audit chain found. */
export interface AuditReport {
  entries: number;
  intact: boolean;
  firstBrokenSeq: number | null;
  head: string;
  verifiedAt: Instant;
}

/** Verifies the whole audit chain in a worker and remembers the last report. */
export function createAuditWatch(pool: ReadWorkerPool, clock: Clock, feed: LiveFeed, log: Log) {
  let last: AuditReport | undefined;
  return {
    get last(): AuditReport | undefined {
      return last;
    },
    /** Reads every entry and event and recomputes every hash; minutes at most for ten years, never on the host's own thread. */
    async verify(signal?: AbortSignal): Promise<AuditReport> {
      const found = await pool.run('verifyAudit', {}, signal === undefined ? {} : { signal });
      const report: AuditReport = { ...found, verifiedAt: clock.now() };
      if (!report.intact) log.error({ firstBrokenSeq: report.firstBrokenSeq }, 'the audit chain is broken');
      last = report;
      feed.publish({ topic: 'health' });
      return report;
    },
  };
}
export type AuditWatch = ReturnType<typeof createAuditWatch>;
