import { contract } from '../../../shared/contract/index.ts';
import { isLateTransfer, lateTransfers, transferDueAt } from '../../../shared/domain/dossier/transfer.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { transferItem, transferLine } from './transfer-view.ts';

/** Paper files that are in no record yet, with the time by which each must be with its unit; and the units that files went to before. */
export const listWaitingFiles = queryHandler(contract.transfer.waiting, (_input, { readers, clock }) => {
  const files = waitingFiles(readers, clock.now());
  // Papers received for another office go there.
  const competent = files.flatMap(({ competent: office }) => office ?? []);
  return ok({
    files,
    total: readers.transfers.waitingCount(),
    units: [...new Set([...competent, ...readers.transfers.units()])],
  });
});

/** The records of transfer: those with files on their way first, then the newest. */
export const listTransfers = queryHandler(contract.transfer.list, (_input, { readers, clock }) => {
  const now = clock.now();
  const calendar = readers.calendars.now();
  return ok({
    transfers: readers.transfers.newest().map((row) => ({
      ...transferLine(row),
      late: lateTransfers(readers.transfers.notTakenOf(row.id), calendar, now).count,
    })),
  });
});

/** One record with its files. */
export const getTransfer = queryHandler(contract.transfer.get, ({ transferId }, { readers }) => {
  const found = readers.transfers.find(transferId);
  if (found === undefined) return refuse('TRANSFER_UNKNOWN', { transferId });
  return ok({ ...transferLine(found), items: readers.transfers.items(transferId).map(transferItem) });
});

/** Files that are in no record yet, the oldest first, and whether their unit should have had them by now. */
export function waitingFiles({ calendars, transfers }: Needed, now: Instant) {
  const calendar = calendars.now();
  return transfers.waiting().map(({ original, certified, photocopy, ...file }) => {
    const giveBy = transferDueAt(file.receivedAt, calendar);
    return { ...file, giveBy, late: isLateTransfer(giveBy, now), counts: { original, certified, photocopy } };
  });
}

type Needed = Pick<Readers, 'calendars' | 'transfers'>;

/** How many files no unit has taken in time, and since when the oldest should have been there. */
export function filesNotHandedOver({ calendars, transfers }: Needed, now: Instant) {
  return lateTransfers(transfers.notTakenSince(), calendars.now(), now);
}
