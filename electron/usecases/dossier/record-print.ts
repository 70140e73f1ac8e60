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
      if (w.papers.find(paperId) === undefined) return refuse('PAPER_UNKNOWN', { paperId });
      let count = 0;
      // One paper of several dossiers is one print of each of them.
      for (const each of w.papers.sameSheet(paperId)) {
        const line = { id: host.identity.newId(LineId), printer, at: w.now, by: signedIn().userId };
        const printed = w.papers.logPrint({ ...line, paperId: each.paperId });
        if (each.paperId === paperId) count = printed;
        w.record({
          subject: { kind: 'dossier', id: each.dossierId },
          type: 'dossier.slip-printed',
          payload: { paperId: each.paperId, printed },
        });
      }
      w.announce('dossier');
      return ok({ printed: count });
    }),
);
