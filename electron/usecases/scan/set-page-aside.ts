import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Sets a page aside: it no longer counts, and it is still there. */
export const setPageAside = commandHandler(contract.scan.setAside, ({ pageId }, { tx }) =>
  tx.immediate((w) => {
    const page = w.pages.find(pageId);
    if (page === undefined) return refuse('PAGE_UNKNOWN', { pageId });
    w.pages.setAside(pageId, w.now);
    w.record({
      subject: { kind: 'dossier', id: page.dossierId },
      type: 'dossier.page-set-aside',
      payload: { pageId, componentId: page.componentId, sha256: page.sha256 },
    });
    w.announce('dossier');
    return ok({});
  }),
);
