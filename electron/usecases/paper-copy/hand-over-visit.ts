import { contract } from '../../../shared/contract/index.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { recordResultOfLast } from '../certify/record-certified.ts';
import { handOver } from '../dossier/hand-over-result.ts';
import { issuePaperCopy } from './issue-paper-copy.ts';

/** Visits whose copies are being signed or wait to be taken home. */
export const listPaperVisits = queryHandler(contract.paperCopy.visits, (_input, { readers, clock }) =>
  ok({
    visits: readers.paperCopies
      .visits()
      .map(({ dossierState, receivedAt, unsigned, underCover, since: _, ...visit }) => ({
        ...visit,
        receivedAt,
        signed: dossierState === 'result-in',
        underCover,
        unsigned,
        sameDay: officeDay(receivedAt) === officeDay(clock.now()),
      })),
  }),
);

/**
 * The end of a visit that is returned the day it came (Điều 7, Điều 21 Nghị định 23/2015/NĐ-CP: no slip): whoever stands at the window says that every copy is signed and
 * sealed, and the person who asked takes all of them home. What lies under a cover is ticked off by the code of that cover and not by a word. One
 * transaction: all of it, or nothing.
 */
export const handOverVisit = commandHandler(
  contract.paperCopy.handOver,
  ({ dossierId, receiverCheck }, context) =>
    context.tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (!isOpen(dossier.state) && dossier.state !== 'result-in')
        return refuse('DOSSIER_CLOSED', { state: dossier.state });
      const receivedOn = officeDay(dossier.receivedAt);
      if (receivedOn !== w.today) return refuse('NOT_SAME_DAY', { receivedOn });
      const copies = w.paperCopies.ofDossier(dossierId);
      const waiting = copies.find(({ state }) => state === 'compared');
      if (waiting !== undefined)
        return refuse('PAPER_COPY_MOVED', { title: waiting.title, state: waiting.state });
      const unsigned = copies.filter(({ state }) => state === 'numbered');
      const underCover = unsigned.filter(({ coverAt }) => coverAt !== null);
      if (underCover.length > 0)
        return refuse('COVERS_NOT_TICKED', { titles: underCover.map(({ title }) => title) });
      for (const copy of unsigned) {
        const issued = issuePaperCopy(context, w, copy);
        if (!issued.ok) return issued;
      }
      if (unsigned.length > 0) recordResultOfLast(w, context.signedIn().userId, dossierId);
      const submitter = w.dossiers.parties(dossierId).find(({ role }) => role === 'submitter')?.party;
      if (submitter?.kind !== 'person') return refuse('RECEIVER_UNIDENTIFIED', {});
      const given = handOver(w, context, {
        dossierId,
        receiver: submitter,
        together: null,
        paper: null,
        card: null,
        paperOnly: null,
        ...(receiverCheck === undefined ? {} : { receiverCheck }),
      });
      if (!given.ok) return given;
      w.announce('certify');
      return ok({ handedAt: given.value.handedAt, packetSeq: given.value.packetSeq });
    }),
);
