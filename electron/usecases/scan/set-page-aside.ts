import type { PageRow } from '../../../db/repositories/page-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { findSlot } from './slot.ts';

/** Sets pages of an open dossier aside: they no longer count, and they are still there. */
export const setPagesAside = commandHandler(contract.scan.setAside, ({ pageIds }, { tx }) =>
  tx.immediate((w) => {
    for (const pageId of pageIds) {
      const page = findOpen(w, pageId, w.pages.find(pageId));
      if (!page.ok) return page;
      w.pages.setAside(pageId, w.now);
      record(w, page.value, 'dossier.page-set-aside');
    }
    return ok({});
  }),
);

/** Takes the setting aside back: the pages count again, at their old places; a page that was scanned instead of one goes aside. */
export const putPagesBack = commandHandler(contract.scan.putBack, ({ pageIds }, { tx }) =>
  tx.immediate((w) => {
    for (const pageId of pageIds) {
      const replacement = w.pages.replacementOf(pageId);
      if (replacement !== undefined) {
        w.pages.takePlaceOf(pageId, replacement);
        w.pages.setAside(replacement, w.now);
      }
      const page = findOpen(w, pageId, w.pages.findAside(pageId));
      if (!page.ok) return page;
      w.pages.putBack(page.value);
      w.pageQuality.measureOnce(pageId);
      record(w, page.value, 'dossier.page-put-back');
    }
    return ok({});
  }),
);

function findOpen(w: Work, pageId: string, page: PageRow | undefined) {
  if (page === undefined) return refuse('PAGE_UNKNOWN', { pageId });
  const slot = findSlot(w, page.dossierId, page.componentId);
  return slot.ok ? ok(page) : slot;
}

function record(w: Work, { pageId, dossierId, componentId, sha256 }: PageRow, type: string): void {
  w.record({ subject: { kind: 'dossier', id: dossierId }, type, payload: { pageId, componentId, sha256 } });
  w.pageQuality.measureAfterMove(dossierId);
  w.announce('dossier');
}
