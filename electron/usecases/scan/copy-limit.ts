import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

const KEY = 'digitalCopy.megabytes';

/** How large a digital copy may be. */
export const getCopyLimit = queryHandler(contract.scan.copyLimit, (_input, { readers }) =>
  ok({ megabytes: readers.settings.get(KEY) }),
);

/** Says how large a digital copy may be; copies that were made before stay as they are. */
export const setCopyLimit = commandHandler(contract.scan.setCopyLimit, ({ megabytes }, { tx }) =>
  tx.immediate((w) => {
    w.settings.set(KEY, megabytes, w.now);
    w.record({
      subject: { kind: 'office', id: w.office.getLatest().officeId },
      type: 'office.copy-limit-set',
      payload: { megabytes },
    });
    w.announce('device');
    return ok({});
  }),
);
