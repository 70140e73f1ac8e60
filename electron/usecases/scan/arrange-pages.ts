import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { findSlot } from './slot.ts';

/**
 * Puts the pages of components into another order or another component. The pictures stay as they are; the event keeps who moved them, when,
 * and how they stood before. Refused where they no longer stand as the caller saw them.
 */
export const arrangePages = commandHandler(contract.scan.arrange, ({ dossierId, components }, { tx }) =>
  tx.immediate((w) => {
    for (const { componentId } of components) {
      const slot = findSlot(w, dossierId, componentId);
      if (!slot.ok) return slot;
    }
    const pages = w.pages.ofDossier(dossierId);
    for (const { componentId, before } of components) {
      const now = pages.filter((page) => page.componentId === componentId).map(({ pageId }) => pageId);
      if (now.join() !== before.join()) return refuse('PAGES_MOVED', {});
    }
    for (const { componentId, after } of components) w.pages.arrange(componentId, after);
    w.pageQuality.measureAfterMove(dossierId);
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.pages-arranged',
      payload: { components },
    });
    w.announce('dossier');
    return ok({});
  }),
);
