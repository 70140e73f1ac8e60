import type { ProgressRow } from '../../../db/repositories/progress-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { entryOf, followOn, takeAgain } from './take-progress.ts';

/** Up to where the province's list was taken, and what of it waits for a person. */
export const listProgress = queryHandler(contract.delivery.progress, (_input, { readers }) =>
  ok({
    after: readers.settings.get('province.progress')?.after ?? 0,
    lastAt: readers.progress.lastArrivalAt(),
    total: readers.progress.openFigures().count,
    open: readers.progress.open().map((row) => ({
      key: row.sha256,
      dossierId: row.dossierId,
      dossierCode: row.dossierCode,
      reason: row.reason ?? 'DOES_NOT_FIT',
      detail: row.detail,
      arrivedAt: row.arrivedAt,
      mayRetry: isRetryable(row),
      said: saidOf(row),
    })),
  }),
);

/** What an entry says, in the words of a row of progress; null where it cannot be read. */
export function saidOf(row: ProgressRow) {
  const entry = entryOf(row);
  if (entry === undefined) return null;
  const { at, status, unit, role, person, step, number } = entry;
  return { at, status, unit, role, person, step, number };
}

const NEVER_AGAIN: ReadonlySet<string> = new Set([
  'SIGNATURE_WRONG',
  'ENTRY_UNREADABLE',
  'ENTRY_DIFFERS',
  'CURSOR_WENT_BACK',
]);

function isRetryable({ outcome, reason }: ProgressRow): boolean {
  return outcome === 'aside' && reason !== null && !NEVER_AGAIN.has(reason);
}

/** A person's decision on what was put aside: look at it again without regard to the order, or note that it was seen, with what was done. */
export const settleProgress = commandHandler(
  contract.delivery.settleProgress,
  ({ key, how, note }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const row = w.progress.find(key);
      if (row === undefined) return refuse('PROGRESS_UNKNOWN', { key });
      if (row.settledAt !== null || (row.outcome !== 'aside' && row.reason === null))
        return refuse('PROGRESS_SETTLED', {});
      const by = signedIn().userId;
      if (how === 'noted') {
        if (note === '') return refuse('NOTE_MISSING', {});
        const outcome = row.outcome === 'applied' ? 'applied' : 'noted';
        w.progress.settle(key, { outcome, at: w.now, by, note });
      } else {
        const taken = isRetryable(row) ? takeAgain(w, host.identity, key, false) : undefined;
        if (taken === undefined || taken.outcome === 'aside')
          return refuse('PROGRESS_STILL_ASIDE', { reason: taken?.reason ?? row.reason ?? 'DOES_NOT_FIT' });
        // What still needs a look, a slip to print, stays open.
        if (taken.reason === null)
          w.progress.settle(key, { outcome: taken.outcome, at: w.now, by, note: note || null });
      }
      const { dossierId, reason } = row;
      w.record({
        subject: dossierId === null ? { kind: 'progress', id: key } : { kind: 'dossier', id: dossierId },
        type: 'progress.settled',
        payload: { sha256: key, how, reason },
        ...(note === '' ? {} : { personal: { note } }),
      });
      if (dossierId !== null) followOn(w, host.identity, dossierId);
      w.announce('dossier');
      w.announce('outbox');
      return ok({ open: w.progress.openFigures().count });
    }),
);
