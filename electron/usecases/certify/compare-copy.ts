import { contract } from '../../../shared/contract/index.ts';
import { isDropped, isWithdrawable } from '../../../shared/domain/certification/copy-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { CertifiedCopyId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { findSlot } from '../scan/slot.ts';
import { recordResultOfLast } from './record-certified.ts';

/**
 * Records that a clerk has compared a digital copy with the original page by page (Điều 20 khoản 2 Nghị định 23/2015/NĐ-CP), and puts it into
 * the officer's queue. Every page must have been looked at, in the very file that will be certified.
 */
export const compareCopy = commandHandler(contract.certify.compare, (input, { tx, host, signedIn }) =>
  tx.immediate((w) => {
    const { dossierId, componentId, title, sha256, pagesMatched } = input;
    const slot = findSlot(w, dossierId, componentId);
    if (!slot.ok) return slot;
    const copy = w.pages.digitalCopies(dossierId).find((entry) => entry.componentId === componentId);
    if (copy === undefined || copy.sha256 !== sha256 || !copy.upToDate)
      return refuse('DIGITAL_COPY_CHANGED', {});
    const purgedAt = w.blobs.purgedAt(sha256);
    if (purgedAt !== null) return refuse('FILE_PURGED', { on: officeDay(purgedAt) });
    const matched = new Set(pagesMatched);
    const missed = Array.from({ length: copy.pages }, (_, index) => index + 1).filter(
      (page) => !matched.has(page),
    );
    if (missed.length > 0) return refuse('PAGES_NOT_COMPARED', { pages: missed });
    // The statement is drawn into the file without an official's signature on the copy, which shows the same pages: a signature would be lost.
    const scanSha256 = w.fileSignatures.unsignedOf(sha256) ?? sha256;
    const other = w.copies
      .ofDossier(dossierId)
      .find((entry) => entry.scanSha256 === scanSha256 && !isDropped(entry.state));
    if (other !== undefined) return refuse('COPY_IN_PROGRESS', { copyId: other.id });
    const copyId = host.identity.newId(CertifiedCopyId);
    const requester =
      w.dossiers.parties(dossierId).find(({ role }) => role === 'submitter')?.party.name ?? '';
    w.copies.insert({
      id: copyId,
      dossierId,
      componentId,
      title,
      requester,
      scanSha256,
      pages: copy.pages,
      by: signedIn().userId,
      at: w.now,
    });
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'copy.compared',
      payload: { copyId, componentId, sha256, pages: copy.pages },
      personal: { title },
    });
    w.announce('certify');
    return ok({ copyId });
  }),
);

/** Takes a copy out of the queue, or does not put up again what the officer gave back; one that has a number is in the book and stays. */
export const withdrawCopy = commandHandler(contract.certify.withdraw, ({ copyId }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const copy = w.copies.find(copyId);
    if (copy === undefined) return refuse('COPY_UNKNOWN', { copyId });
    if (!isWithdrawable(copy.state) || !w.copies.withdraw(copyId, w.now))
      return refuse('COPY_NOT_WITHDRAWABLE', { state: copy.state });
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.withdrawn',
      payload: { copyId },
    });
    recordResultOfLast(w, signedIn().userId, copy.dossierId);
    w.announce('certify');
    return ok({});
  }),
);
