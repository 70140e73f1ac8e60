import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/**
 * Says that the data which replaces a paper has been looked up after the reception. Data that is not there or is wrong is asked for as a
 * supplement, with its reason (Điều 4 khoản 2a Nghị định 118/2025/NĐ-CP).
 */
export const settleLookup = commandHandler(
  contract.dossier.settleLookup,
  ({ dossierId, componentId }, { tx }) =>
    tx.immediate((w) => {
      if (w.dossiers.find(dossierId) === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (!w.dossiers.settleLookup(dossierId, componentId)) return refuse('LOOKUP_NOT_OPEN', { componentId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.lookup-settled',
        payload: { componentId },
      });
      w.announce('dossier');
      return ok({});
    }),
);
