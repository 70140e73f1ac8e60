import type { Instant } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { Repositories } from './repositories.ts';
import type { FileStore } from './store-file.ts';
import type { CommandTransaction, UnitOfWork } from './unit-of-work.ts';

/**
 * Destroys the files of an ended filing that the office helped with: their names end in one audited transaction that lists every hash, their keys
 * after it. A file that another record names stays, as the same file may have come back with the citizen's filing.
 */
export function purgeFiling({ folder }: FileStore, tx: CommandTransaction, filingId: string) {
  const done = tx.immediate((w) => {
    const hashes = w.assisted.everyFile(filingId);
    const gone = hashes.flatMap((sha256) => {
      const file = w.blobs.find(sha256);
      return file === undefined || w.blobs.isNamedBeside(sha256, filingId) ? [] : [file];
    });
    for (const { sha256 } of gone) w.blobs.purge(sha256, w.now);
    w.assisted.purged(filingId, w.now);
    const purged = gone.map(({ sha256 }) => sha256);
    w.record({
      subject: { kind: 'assisted-filing', id: filingId },
      type: 'assisted.files-purged',
      payload: { purged, kept: hashes.filter((sha256) => !purged.includes(sha256)) },
    });
    w.announce('online');
    return ok({ gone, kept: hashes.length - gone.length });
  });
  if (done.ok) for (const file of done.value.gone) folder.blobs.purge(file);
  return done.ok ? ok({ purged: done.value.gone.length, kept: done.value.kept }) : done;
}

/** Destroys what is due, each filing in a transaction of its own; answers how many filings. */
export function purgeDue(
  store: FileStore,
  unitOfWork: UnitOfWork,
  { assisted }: Pick<Repositories, 'assisted'>,
  { now, newId }: { now: Instant; newId: () => string },
): number {
  const due = assisted.toPurge(now);
  for (const filingId of due) {
    const call = { command: 'assist.purge', actor: undefined, inputSha256: '', replay: 'none' } as const;
    const tx = unitOfWork.begin({ ...call, requestId: newId(), correlationId: newId() });
    if (!purgeFiling(store, tx, filingId).ok) return 0;
  }
  return due.length;
}
