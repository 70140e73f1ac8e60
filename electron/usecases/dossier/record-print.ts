import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

const LineId = z.uuid();

/** Writes into the print log that a paper was printed by other means, for programs that print by themselves. */
export const recordPrint = commandHandler(
  contract.dossier.recordPrint,
  ({ paperId, printer }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const paper = w.papers.find(paperId);
      if (paper === undefined) return refuse('PAPER_UNKNOWN', { paperId });
      const by = signedIn().userId;
      const runId = host.identity.newId(LineId);
      const number = w.prints.timesPrinted(paper.sha256) + 1;
      w.prints.insert({
        id: runId,
        formId: paper.formId,
        paper: paper.paper,
        sentSha256: paper.sha256,
        lines: [{ sha256: paper.sha256, number }],
        route: 'viewer',
        deviceId: w.devices.findHost()?.id ?? '',
        printer,
        media: null,
        tray: null,
        duplex: false,
        copies: 1,
        state: 'handed',
        trouble: null,
        mayHavePrinted: true,
        at: w.now,
        by,
        endedAt: w.now,
      });
      let count = 0;
      // One paper of several dossiers is one print of each of them.
      for (const each of w.papers.sameSheet(paperId)) {
        const line = { id: host.identity.newId(LineId), runId, printer, at: w.now, by };
        const printed = w.papers.logPrint({ ...line, paperId: each.paperId });
        if (each.paperId === paperId) count = printed;
        w.record({
          subject: { kind: 'dossier', id: each.dossierId },
          type: 'dossier.slip-printed',
          payload: { paperId: each.paperId, printed, runId },
        });
      }
      w.announce('dossier');
      return ok({ printed: count });
    }),
);
