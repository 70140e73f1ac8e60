import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Recomputes the whole audit chain in a worker and records that this person asked for it. */
export const verifyAudit = commandHandler(
  contract.health.verifyAudit,
  async (_input, { counter, tx, signal }) => {
    const { verifiedAt: _verifiedAt, ...report } = await counter.auditWatch.verify(signal);
    return tx.immediate(() => ok(report));
  },
);
