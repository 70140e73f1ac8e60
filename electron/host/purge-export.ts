import type { Instant } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { Repositories } from './repositories.ts';
import type { FileStore } from './store-file.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Destroys exported lists whose time is over: the name ends in one audited transaction each, the key after it. A file that another record names stays,
 * as the same list may have been exported again, or been given back as a list of new dossiers. Answers how many exports ended.
 */
export function purgeExports(
  { folder }: FileStore,
  unitOfWork: UnitOfWork,
  { listViews }: Pick<Repositories, 'listViews'>,
  { now, newId }: { now: Instant; newId: () => string },
): number {
  const due = listViews.exportsToPurge(now);
  for (const { exportId, sha256 } of due) {
    const call = { command: 'lists.purge', actor: undefined, inputSha256: '', replay: 'none' } as const;
    const tx = unitOfWork.begin({ ...call, requestId: newId(), correlationId: newId() });
    const done = tx.immediate((w) => {
      const file = w.blobs.find(sha256);
      const gone = file !== undefined && !w.blobs.isNamedBeside(sha256, exportId) ? file : undefined;
      if (gone !== undefined) w.blobs.purge(sha256, w.now);
      w.listViews.exportPurged(exportId, w.now);
      w.record({
        subject: { kind: 'list-export', id: exportId },
        type: 'list.export-purged',
        payload: { sha256, destroyed: gone !== undefined },
      });
      return ok(gone);
    });
    if (!done.ok) return 0;
    if (done.value !== undefined) folder.blobs.purge(done.value);
  }
  return due.length;
}
