import type { PageRow } from '../../../db/repositories/page-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { findSlot } from './slot.ts';

/** Sets a page of an open dossier aside: it no longer counts, and it is still there. */
export const setPageAside = commandHandler(contract.scan.setAside, ({ pageId }, { tx }) =>
  tx.immediate((w) => {
    const page = w.pages.find(pageId);
    if (page === undefined) return refuse('PAGE_UNKNOWN', { pageId });
    const slot = findSlot(w, page.dossierId, page.componentId);
    if (!slot.ok) return slot;
    w.pages.setAside(pageId, w.now);
    record(w, page, 'dossier.page-set-aside');
    return ok({});
  }),
);

/** Takes the setting aside back: the page counts again, at its old place; a page that was scanned instead of it goes aside. */
export const putPageBack = commandHandler(contract.scan.putBack, ({ pageId }, { tx }) =>
  tx.immediate((w) => {
    const page = w.pages.findAside(pageId);
    if (page === undefined) return refuse('PAGE_UNKNOWN', { pageId });
    const slot = findSlot(w, page.dossierId, page.componentId);
    if (!slot.ok) return slot;
    const replacement = w.pages.replacementOf(pageId);
    if (replacement !== undefined) w.pages.setAside(replacement, w.now);
    w.pages.putBack(pageId);
    record(w, page, 'dossier.page-put-back');
    return ok({});
  }),
);

function record(w: Work, { pageId, dossierId, componentId, sha256 }: PageRow, type: string): void {
  w.record({ subject: { kind: 'dossier', id: dossierId }, type, payload: { pageId, componentId, sha256 } });
  w.announce('dossier');
}
