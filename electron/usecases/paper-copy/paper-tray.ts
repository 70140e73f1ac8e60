import { contract } from '../../../shared/contract/index.ts';
import { PaperCopyId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { provenMark } from '../../host/sheet-proof.ts';
import { recordResultOfLast } from '../certify/record-certified.ts';
import { issuePaperCopy } from './issue-paper-copy.ts';
import { viewPaperCopy } from './view-paper-copy.ts';

/** Paper copies in some states, in list order. */
export const listPaperCopies = queryHandler(contract.paperCopy.queue, ({ states }, { readers }) =>
  ok({
    total: readers.paperCopies.figuresOf(states).count,
    paperCopies: readers.paperCopies.inStates(states).map(viewPaperCopy),
  }),
);

/** The clerk takes paper copies out of the officer's list, or does not put up again what the officer gave back. */
export const withdrawPaperCopy = commandHandler(
  contract.paperCopy.withdraw,
  ({ paperCopyId }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const copy = w.paperCopies.find(paperCopyId);
      if (copy === undefined) return refuse('PAPER_COPY_UNKNOWN', {});
      const { title, state, dossierId } = copy;
      if (!w.paperCopies.withdraw(paperCopyId, w.now)) return refuse('PAPER_COPY_MOVED', { title, state });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'copy.withdrawn',
        payload: { paperCopyId },
      });
      recordResultOfLast(w, signedIn().userId, dossierId);
      w.announce('certify');
      return ok({});
    }),
);

/**
 * Ticks paper copies off by the code of their cover: signed and sealed, they stand in the book as issued and may be handed out. The code is proved, so that no
 * other sheet ticks anything off; a second reading of the same cover changes nothing.
 */
export const tickPaperCopy = commandHandler(contract.paperCopy.tick, ({ code }, context) =>
  context.tx.immediate((w) => {
    const mark = provenMark(code, w);
    if (mark === undefined || mark === 'foreign' || mark.kind !== 'copy-cover')
      return refuse('COVER_FOREIGN', {});
    const id = PaperCopyId.safeParse(mark.componentId);
    const copy = id.success ? w.paperCopies.find(id.data) : undefined;
    if (copy === undefined) return refuse('PAPER_COPY_UNKNOWN', {});
    const issued = issuePaperCopy(context, w, copy);
    if (!issued.ok) return issued;
    recordResultOfLast(w, context.signedIn().userId, copy.dossierId);
    w.announce('certify');
    w.announce('dossier');
    return ok(viewPaperCopy({ ...copy, state: 'issued' }));
  }),
);
