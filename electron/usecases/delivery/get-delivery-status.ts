import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Where work goes and how it moves; every count is derived from the records at this moment. */
export const getDeliveryStatus = queryHandler(contract.delivery.status, (_input, { readers, counter }) => {
  const connection = readers.settings.get('province.connection');
  const { outbox } = readers;
  const lanes = counter.delivery.lanes();
  const lastReceiptAt = outbox.lastReceiptAt();
  const unsent = outbox.unsent();
  const files = outbox.waitingFiles();
  return ok({
    connection:
      connection === null
        ? null
        : {
            url: connection.url,
            provinceName: connection.provinceName,
            mode: connection.mode,
            connectedAt: connection.connectedAt,
          },
    lanes: [
      {
        lane: 'packets' as const,
        ...lanes.packets,
        waiting: unsent.count,
        oldestAt: unsent.oldestAt,
        lastReceiptAt,
      },
      {
        lane: 'files' as const,
        ...lanes.files,
        waiting: files.count,
        oldestAt: files.oldestAt,
        lastReceiptAt,
      },
      {
        // How many wait there only the province knows; what came is in the list of online filings.
        lane: 'submissions' as const,
        ...lanes.submissions,
        waiting: 0,
        oldestAt: null,
        lastReceiptAt: readers.online.lastArrivalAt(),
      },
      {
        lane: 'progress' as const,
        ...lanes.progress,
        waiting: 0,
        oldestAt: null,
        lastReceiptAt: readers.progress.lastArrivalAt(),
      },
    ],
    needsPerson: outbox.refused(),
  });
});
