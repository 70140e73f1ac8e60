import { contract } from '../../../shared/contract/index.ts';
import { isAcceptable } from '../../../shared/domain/digitisation/page-findings.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { judgedPages } from './page-verdict.ts';
import { findSlot } from './slot.ts';

/** Lets a page stand although something was found on it: who, when and why are kept. */
export const acceptPage = commandHandler(
  contract.scan.acceptPage,
  ({ pageId, finding, reason }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const page = findPage(w, pageId);
      if (!page.ok) return page;
      const { dossierId, componentId, sha256, quality } = page.value;
      if (!quality.findings.some(({ code }) => code === finding))
        return refuse('FINDING_NOT_THERE', { finding });
      if (!isAcceptable(finding)) return refuse('FINDING_NOT_ACCEPTABLE', { finding });
      w.pageQuality.accept({ pageId, finding, reason, at: w.now, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.page-accepted',
        payload: { pageId, componentId, sha256, finding },
        personal: { reason },
      });
      w.announce('dossier');
      return ok({});
    }),
);

/** Has a page measured anew that could not be measured. What was said of it stays. */
export const measureAgain = commandHandler(contract.scan.measureAgain, ({ pageId }, { tx }) =>
  tx.immediate((w) => {
    const page = findPage(w, pageId);
    if (!page.ok) return page;
    if (page.value.quality.state === 'failed') w.pageQuality.measureAgain(pageId);
    w.announce('dossier');
    return ok({});
  }),
);

/** Chooses what is done to pages when their digital copy is made. The pictures themselves are never changed. */
export const cleanUpPages = commandHandler(contract.scan.cleanUp, ({ pages }, { tx, signedIn }) =>
  tx.immediate((w) => {
    for (const { pageId, cleanUp } of pages) {
      const row = w.pages.find(pageId);
      if (row === undefined) return refuse('PAGE_UNKNOWN', { pageId });
      const slot = findSlot(w, row.dossierId, row.componentId);
      if (!slot.ok) return slot;
      w.pageQuality.chooseCleanUp(pageId, cleanUp, { at: w.now, by: signedIn().userId });
      const changed = findPage(w, pageId);
      if (changed.ok && changed.value.quality.state === 'waiting') w.pageQuality.measureFlat(pageId);
      w.record({
        subject: { kind: 'dossier', id: row.dossierId },
        type: 'dossier.page-cleaned-up',
        payload: { pageId, componentId: row.componentId, cleanUp },
      });
    }
    w.announce('dossier');
    return ok({});
  }),
);

/** Says that a page is the picture of its sheet with the stuck note or without it. */
export const markNote = commandHandler(contract.scan.markNote, ({ pageId, picture }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const page = findPage(w, pageId);
    if (!page.ok) return page;
    const { dossierId, componentId } = page.value;
    w.pageQuality.markNote(pageId, picture, { at: w.now, by: signedIn().userId });
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.page-note-marked',
      payload: { pageId, componentId, picture },
    });
    w.announce('dossier');
    return ok({});
  }),
);

/** Says how many pages a paper has, or why it is not digitised. */
export const describePaper = commandHandler(
  contract.scan.describePaper,
  ({ dossierId, componentId, declaredPages, leftOut }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const slot = findSlot(w, dossierId, componentId);
      if (!slot.ok) return slot;
      const said = { declaredPages, leftOut };
      w.pageQuality.sayOfPaper({ dossierId, componentId, ...said, at: w.now, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.paper-described',
        payload: { componentId, ...said },
      });
      w.announce('dossier');
      return ok({});
    }),
);

function findPage(w: Work, pageId: string) {
  const row = w.pages.find(pageId);
  if (row === undefined) return refuse('PAGE_UNKNOWN', { pageId });
  const slot = findSlot(w, row.dossierId, row.componentId);
  if (!slot.ok) return slot;
  const page = judgedPages(w, row.dossierId).find((judged) => judged.pageId === pageId);
  return page === undefined ? refuse('PAGE_UNKNOWN', { pageId }) : ok(page);
}
