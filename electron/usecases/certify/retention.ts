import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

const KEY = 'certify.keepDays';

/** How long files of certifications can be given once more, and what waits before it goes. */
export const getRetention = queryHandler(contract.certify.retention, (_input, { readers, counter }) => {
  const { at, awaitingReceipt, forAuthority } = counter.copyPurge.figures();
  return ok({ days: readers.settings.get(KEY), lookedAt: at, awaitingReceipt, forAuthority });
});

/** Says how long; what is over by that goes with the next look, and none is begun here: whoever mistyped has until then to say otherwise. */
export const setRetention = commandHandler(contract.certify.setRetention, ({ days }, { tx }) =>
  tx.immediate((w) => {
    w.settings.set(KEY, days, w.now);
    w.record({
      subject: { kind: 'office', id: w.office.getLatest().officeId },
      type: 'office.copy-retention-set',
      payload: { days },
    });
    w.announce('certify');
    return ok({ days });
  }),
);
