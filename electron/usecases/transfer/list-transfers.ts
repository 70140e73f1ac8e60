import { contract } from '../../../shared/contract/index.ts';
import { isLateTransfer, lateTransfers, transferDueAt } from '../../../shared/domain/dossier/transfer.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { transferItem, transferLine } from './transfer-view.ts';

/** Paper files that are in no record yet, with the time by which each must be with its unit; and the units that files went to before. */
export const listWaitingFiles = queryHandler(contract.transfer.waiting, (_input, { readers, clock }) => {
  const now = clock.now();
  const calendar = readers.calendars.now();
  const files = readers.transfers.waiting().map(({ original, certified, photocopy, ...file }) => {
    const giveBy = transferDueAt(file.receivedAt, calendar);
    return { ...file, giveBy, late: isLateTransfer(giveBy, now), counts: { original, certified, photocopy } };
  });
  // Papers received for another office go there.
  const competent = files.flatMap(({ competent: office }) => office ?? []);
  return ok({ files, units: [...new Set([...competent, ...readers.transfers.units()])] });
});

/** The newest records of transfer. */
export const listTransfers = queryHandler(contract.transfer.list, (_input, { readers }) =>
  ok({ transfers: readers.transfers.newest().map(transferLine) }),
);

/** One record with its files. */
export const getTransfer = queryHandler(contract.transfer.get, ({ transferId }, { readers }) => {
  const found = readers.transfers.find(transferId);
  if (found === undefined) return refuse('TRANSFER_UNKNOWN', { transferId });
  return ok({ ...transferLine(found), items: readers.transfers.items(transferId).map(transferItem) });
});

/** How many files no unit has taken in time, and since when the oldest should have been there. */
export function filesNotHandedOver(
  { calendars, transfers }: Pick<Readers, 'calendars' | 'transfers'>,
  now: Instant,
) {
  return lateTransfers(transfers.notTakenSince(), calendars.now(), now);
}
