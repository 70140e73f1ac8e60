import { contract } from '../../../shared/contract/index.ts';
import { decideSigner, maySignCompared } from '../../../shared/domain/certification/signer.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { takeEntry } from '../certify/take-entry.ts';
import { viewPaperCopy } from './view-paper-copy.ts';

/**
 * The officer takes up papers to be signed: each original gets the next number of its act's book and today's day, in the order of the list (Điều 13, Điều 20
 * Nghị định 23/2015/NĐ-CP; one number for an original, however many copies). All of them, or none; what has its number keeps it. A signer signs what their right
 * covers, and no copies that they compared themselves; the others they may have received.
 */
export const numberPaperCopies = commandHandler(
  contract.paperCopy.number,
  ({ paperCopyIds, signerId }, context) =>
    context.tx.immediate((w) => {
      const rights = w.signers.all().filter((signer) => signer.signerId === signerId);
      const asked = [...new Set(paperCopyIds)].map((id) => w.paperCopies.find(id));
      const copies = asked
        .flatMap((copy) => copy ?? [])
        .sort(
          (a, b) =>
            `${a.comparedAt} ${a.dossierId}`.localeCompare(`${b.comparedAt} ${b.dossierId}`) ||
            a.position - b.position,
        );
      if (copies.length < asked.length) return refuse('PAPER_COPY_UNKNOWN', {});
      for (const copy of copies) {
        const { id, act, title, detail, state, dossierId, requester, people } = copy;
        const { certification, symbol } = ACT_FACTS[act];
        if (state === 'numbered') continue;
        if (state !== 'compared') return refuse('PAPER_COPY_MOVED', { title, state });
        const right = decideSigner(rights, certification, w.today);
        if (!right.ok) return right;
        const signer = right.value;
        const dossierState = w.dossiers.find(dossierId)?.state;
        if (dossierState === undefined || !isOpen(dossierState))
          return refuse('DOSSIER_CLOSED', { state: dossierState ?? 'returned' });
        if (act === 'copy' && !maySignCompared(signer, copy.comparedBy, signer.userId))
          return refuse('COMPARED_BY_SIGNER', { title });
        const named = detail === '' ? title : `${title} (${detail})`;
        const order = {
          dossierId,
          requester,
          people,
          title: named,
          quantity: copy.copies,
          feeVnd: copy.feeVnd,
        };
        const taken = takeEntry(w, context, { symbol, ...order, signer });
        if (!taken.ok) return taken;
        const { entryId, book, number } = taken.value;
        if (!w.paperCopies.number(id, { entryId, at: w.now }))
          return refuse('PAPER_COPY_MOVED', { title, state });
        w.record({
          subject: { kind: 'dossier', id: dossierId },
          type: 'copy.numbered',
          payload: { paperCopyId: id, book, number },
        });
      }
      w.announce('certify');
      w.announce('dossier');
      return ok({ paperCopies: copies.flatMap(({ id }) => w.paperCopies.find(id) ?? []).map(viewPaperCopy) });
    }),
);
