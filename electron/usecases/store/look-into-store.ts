import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { dayBefore, dayEndsAt } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { entriesOf, numbersOf } from './store-entries.ts';

const LookId = z.uuid();

/**
 * Looks into a holder's store, and records that before anything is shown: for a dossier only into the stores of its people, otherwise for a reason in
 * words.
 */
export const lookIntoStore = commandHandler(
  contract.store.look,
  ({ number, oldNumber, dossierId, reason }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      if (dossierId === null && reason === '') return refuse('LOOK_WITHOUT_REASON', {});
      if (dossierId !== null) {
        if (w.dossiers.find(dossierId) === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
        const people = w.dossiers.parties(dossierId).flatMap(({ party }) => numbersOf(party));
        if (!people.some((known) => known.number === number)) return refuse('NUMBER_OF_NOBODY_HERE', {});
      }
      const entries = entriesOf(w, { number, old: oldNumber }, w.today);
      const id = host.identity.newId(LookId);
      w.store.look({
        id,
        number,
        dossierId,
        reason,
        found: entries.length,
        at: w.now,
        by: signedIn().userId,
      });
      w.record({
        subject: { kind: 'store-look', id },
        type: 'store.looked',
        payload: { dossierId, found: entries.length },
        personal: { holder: number, ...(reason === '' ? {} : { reason }) },
      });
      return ok({ entries });
    }),
);

/** Who looked into whose store. */
export const listLooks = queryHandler(contract.store.looks, ({ number }, { readers }) =>
  ok({ looks: readers.store.looks(number) }),
);

/** What of the dossiers received on some days was digitised and used again, and what was handed out on paper alone. */
export const storeFigures = queryHandler(contract.store.figures, ({ from, to }, { readers }) => {
  const [begins, ends] = [dayEndsAt(dayBefore(from)), dayEndsAt(to)];
  return ok({ ...readers.store.figures(begins, ends), paperOnly: readers.results.paperOnly(begins, ends) });
});
