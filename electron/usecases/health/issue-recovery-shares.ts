import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/**
 * Splits a new recovery key into three shares of which two open the data, and forgets the shares of an earlier issue. The shares are
 * shown once and never stored, so this answer is not kept for repetition either.
 */
export const issueRecoveryShares = commandHandler(
  contract.health.issueRecoveryShares,
  async (_input, { counter, tx }) => {
    const issued = await counter.folder.keySlots.issueRecoveryShares();
    const recorded = tx.immediate((w) => {
      w.record({
        subject: { kind: 'installation', id: w.installation.get().id },
        type: 'recovery-shares.issued',
        payload: { threshold: issued.threshold, shares: issued.shares.length },
      });
      w.announce('health');
      return ok(undefined);
    });
    return recorded.ok
      ? ok({ threshold: issued.threshold, shares: issued.shares, folderTail: issued.folderTail })
      : recorded;
  },
);
