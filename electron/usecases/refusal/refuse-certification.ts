import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import type { RefusedItem } from '../../../shared/contract/refusal.ts';
import { isWithdrawable } from '../../../shared/domain/certification/copy-state.ts';
import { needsWords } from '../../../shared/domain/certification/refusal-ground.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { recordResultOfLast } from '../certify/record-certified.ts';

const NewId = z.uuid();

/**
 * Refuses a certification by a ground of the law: what was put up leaves the list without a number, and the history of the dossier says why. A paper that seems forged is
 * kept with the dossier's originals, which stays open until the paper went to the authority.
 */
export const refuseCertification = commandHandler(
  contract.refusal.refuse,
  ({ item, ground, words, kept }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      if (needsWords(ground) && words === '') return refuse('GROUND_WORDS_MISSING', {});
      if (ground === 'forgery' && kept === null) return refuse('FORGERY_NOT_KEPT', {});
      const taken = takeBack(w, item);
      if (!taken.ok) return taken;
      const { dossierId, title, paperCopyId, copyId } = taken.value;
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
      const by = signedIn().userId;
      const refusalId = host.identity.newId(NewId);
      const originalId = ground === 'forgery' ? host.identity.newId(NewId) : null;
      const said = { title, ...(words === '' ? {} : { words }) };
      if (originalId !== null && kept !== null) {
        const original = { name: title, ...kept, purpose: vi['refuse.purpose'] };
        w.custody.keep({
          id: originalId,
          dossierId,
          componentId: null,
          count: 1,
          ...original,
          at: w.now,
          by,
        });
        w.record({
          subject: { kind: 'dossier', id: dossierId },
          type: 'original.kept',
          payload: { originalId, componentId: null, count: 1 },
          personal: original,
        });
      }
      const order = { id: refusalId, dossierId, paperCopyId, copyId, title, ground, words, originalId };
      w.refusals.insert({ ...order, at: w.now, by });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'copy.refused',
        payload: { refusalId, ground, paperCopyId, copyId, originalId },
        personal: said,
      });
      recordResultOfLast(w, by, dossierId);
      w.announce('certify');
      w.announce('dossier');
      return ok({ refusalId });
    }),
);

/** Takes what is refused out of the officer's list; what has a number can only become void. */
function takeBack(w: Work, item: RefusedItem) {
  if (item.kind === 'other') {
    const { dossierId, title } = item;
    return ok({ dossierId, title, paperCopyId: null, copyId: null });
  }
  if (item.kind === 'paper') {
    const { paperCopyId } = item;
    const paper = w.paperCopies.find(paperCopyId);
    if (paper === undefined) return refuse('PAPER_COPY_UNKNOWN', {});
    const { title, state, dossierId } = paper;
    if (!w.paperCopies.withdraw(paperCopyId, w.now)) return refuse('PAPER_COPY_MOVED', { title, state });
    return ok({ dossierId, title, paperCopyId, copyId: null });
  }
  const { copyId } = item;
  const copy = w.copies.find(copyId);
  if (copy === undefined) return refuse('COPY_UNKNOWN', { copyId });
  const { title, state, dossierId } = copy;
  if (!isWithdrawable(state) || !w.copies.withdraw(copyId, w.now))
    return refuse('COPY_NOT_WITHDRAWABLE', { state });
  return ok({ dossierId, title, paperCopyId: null, copyId });
}

/** What was refused of a dossier, in its order. */
export const listRefusals = queryHandler(contract.refusal.ofDossier, ({ dossierId }, { readers }) =>
  ok({
    refusals: readers.refusals
      .ofDossier(dossierId)
      .map(({ dossierId: _, place: __, holder: ___, ...view }) => view),
  }),
);
