import { contract } from '../../../shared/contract/index.ts';
import { decideSigner, maySignCompared } from '../../../shared/domain/certification/signer.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { PAPER_COPY_BOOK } from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { takeEntry } from '../certify/take-entry.ts';
import { viewPaperCopy } from './view-paper-copy.ts';

/**
 * The officer takes up paper copies to be signed: each original gets the next number of the book and today's day, in the order of the list (Điều 13, Điều 20
 * Nghị định 23/2015/NĐ-CP; one number for an original, however many copies). All of them, or none; what has its number keeps it.
 */
export const numberPaperCopies = commandHandler(
  contract.paperCopy.number,
  ({ paperCopyIds, signerId }, context) =>
    context.tx.immediate((w) => {
      const rights = w.signers.all().filter((signer) => signer.signerId === signerId);
      const right = decideSigner(rights, 'copy', w.today);
      if (!right.ok) return right;
      const signer = right.value;
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
        const { id, title, state, dossierId, requester } = copy;
        if (state === 'numbered') continue;
        if (state !== 'compared') return refuse('PAPER_COPY_MOVED', { title, state });
        const dossierState = w.dossiers.find(dossierId)?.state;
        if (dossierState === undefined || !isOpen(dossierState))
          return refuse('DOSSIER_CLOSED', { state: dossierState ?? 'returned' });
        if (!maySignCompared(signer, copy.comparedBy, signer.userId))
          return refuse('COMPARED_BY_SIGNER', { title });
        const order = { dossierId, requester, title, quantity: copy.copies, feeVnd: copy.feeVnd, signer };
        const taken = takeEntry(w, context, { symbol: PAPER_COPY_BOOK, ...order });
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
