import { createHash } from 'node:crypto';
import type { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import type { OfferedProgress } from '../../shared/domain/delivery/progress-wire.ts';
import { ok } from '../../shared/types/result.ts';
import type { Identity } from './identity.ts';
import type { Repositories } from './repositories.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** An entry as it came, with what its signature is worth. */
export interface CheckedProgress extends OfferedProgress {
  signed: boolean;
  /** Of text and signature: the same text may come again with a sound one. */
  sha256: string;
}

/** What takes an entry into the records, inside a transaction. */
export type TakeProgress = (w: Work, identity: Identity, offered: CheckedProgress) => void;

/** The records of what the province tells of dossiers, as the worker keeps them: each method that writes is one audited transaction. */
export function createProgressBook(
  unitOfWork: UnitOfWork,
  { progress, installation, settings }: Pick<Repositories, 'progress' | 'installation' | 'settings'>,
  identity: Identity,
  newId: () => string,
) {
  const begin = (inputSha256: string) =>
    unitOfWork.begin({
      command: 'progress.arrive',
      requestId: newId(),
      correlationId: newId(),
      actor: undefined,
      inputSha256,
      replay: 'none',
    });
  // Another province, or one that was set up anew, has another list.
  const after = ({ receiptKey }: ProvinceConnection): number => {
    const place = settings.get('province.progress');
    return place?.receiptKey === receiptKey ? place.after : 0;
  };
  return {
    connection: () => settings.get('province.connection'),
    installation: () => installation.find(),
    /** Up to where the province's list was taken; 0 before the first. */
    after,
    /** Entries of dossiers that were not known when they came and are now. */
    nowKnown: () =>
      progress
        .nowKnown()
        .filter(({ dossierCode }) => dossierCode !== null && progress.dossierOf(dossierCode) !== undefined),
    /** Takes a page and moves the place in the list with it, in one transaction; what is kept already changes nothing. */
    keep(
      connection: ProvinceConnection,
      page: readonly OfferedProgress[],
      check: (offered: OfferedProgress) => boolean,
      take: TakeProgress,
    ) {
      const checked = page.map((offered) => ({
        ...offered,
        signed: check(offered),
        sha256: sha256Of(offered),
      }));
      const here = after(connection);
      const upTo = Math.max(here, ...checked.filter(({ signed }) => signed).map(({ cursor }) => cursor));
      const fresh = checked.filter(({ sha256 }) => progress.find(sha256) === undefined);
      if (fresh.length === 0 && upTo === here) return ok({ upTo });
      return begin(digest(checked.map(({ sha256 }) => sha256).join(' '))).immediate((w) => {
        for (const offered of fresh) take(w, identity, offered);
        w.settings.set('province.progress', { receiptKey: connection.receiptKey, after: upTo }, w.now);
        return ok({ upTo });
      });
    },
    /** Runs one more look at what was put aside. */
    again(sha256: string, work: (w: Work, identity: Identity) => void) {
      return begin(sha256).immediate((w) => {
        work(w, identity);
        return ok(undefined);
      });
    },
    /** The province's list is shorter than it was: it is read again from the start, which changes nothing twice, and people see that it happened. */
    wentBack(connection: ProvinceConnection, { here, there }: { here: number; there: number }) {
      return begin(digest(`${here} ${there}`)).immediate((w) => {
        const text = JSON.stringify({ here, there, at: w.now });
        w.progress.insert({
          sha256: digest(text),
          text,
          signature: '',
          cursor: there,
          entryId: null,
          dossierId: null,
          dossierCode: null,
          number: null,
          happenedAt: null,
          arrivedAt: w.now,
          outcome: 'aside',
          reason: 'CURSOR_WENT_BACK',
          detail: `${here} > ${there}`,
        });
        w.settings.set('province.progress', { receiptKey: connection.receiptKey, after: 0 }, w.now);
        w.record({
          subject: { kind: 'progress', id: digest(text) },
          type: 'progress.went-back',
          payload: { here, there },
        });
        w.announce('outbox');
        return ok(undefined);
      });
    },
  };
}
export type ProgressBook = ReturnType<typeof createProgressBook>;

function sha256Of({ entry, signature }: OfferedProgress): string {
  return digest(`${entry}\n${signature}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
