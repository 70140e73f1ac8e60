import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

const LineId = z.uuid();

/** Writes into the print log that a paper went to a printer. */
export const recordPrint = commandHandler(
  contract.dossier.recordPrint,
  ({ paperId, printer }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const paper = w.papers.find(paperId);
      if (paper === undefined) return refuse('PAPER_UNKNOWN', { paperId });
      const id = host.identity.newId(LineId);
      const printed = w.papers.logPrint({ id, paperId, printer, at: w.now, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: paper.dossierId },
        type: 'dossier.slip-printed',
        payload: { paperId, printed },
      });
      w.announce('dossier');
      return ok({ printed });
    }),
);
