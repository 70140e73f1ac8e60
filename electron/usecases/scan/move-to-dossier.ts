import { contract } from '../../../shared/contract/index.ts';
import { isDropped } from '../../../shared/domain/certification/copy-state.ts';
import type { ArrangedIn } from '../../../shared/domain/digitisation/arrangement.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

/**
 * Puts pages into a component of another dossier, both as the caller saw them. The pictures stay as they are; both dossiers keep who moved which pages,
 * from where and to where. What was made of them is out of date from now on.
 */
export const moveToDossier = commandHandler(contract.scan.moveToDossier, ({ dossiers }, { tx }) =>
  tx.immediate((w) => {
    const [one, other] = dossiers;
    const [here, there] = [findPlace(w, one), findPlace(w, other)];
    if (!here.ok) return here;
    if (!there.ok) return there;
    for (const { dossierId, componentId, before } of dossiers) {
      const now = w.pages
        .ofDossier(dossierId)
        .flatMap((page) => (page.componentId === componentId ? [page.pageId] : []));
      if (now.join() !== before.join()) return refuse('PAGES_MOVED', {});
    }
    for (const { dossierId, componentId, after } of dossiers)
      w.pages.arrangeIn(dossierId, componentId, after);
    record(w, one, { with: other, code: there.value });
    record(w, other, { with: one, code: here.value });
    w.announce('dossier');
    return ok({});
  }),
);

/** The code of a dossier from and into whose component pages may go. */
function findPlace(w: Work, { dossierId, componentId }: ArrangedIn) {
  const dossier = w.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const component = w.dossiers.components(dossierId).find((each) => each.componentId === componentId);
  if (component === undefined) return refuse('COMPONENT_UNKNOWN', { componentId });
  const { code, state } = dossier;
  if (!isOpen(state)) return refuse('MOVE_OF_CLOSED', { code, state });
  const isCertified = w.copies
    .ofDossier(dossierId)
    .some((copy) => copy.componentId === componentId && !isDropped(copy.state));
  return isCertified ? refuse('MOVE_OF_CERTIFIED', { code, name: component.name }) : ok(code);
}

function record(
  w: Work,
  { dossierId, componentId, before, after }: ArrangedIn,
  other: { with: ArrangedIn; code: string },
): void {
  const came = after.filter((pageId) => !before.includes(pageId));
  const went = before.filter((pageId) => !after.includes(pageId));
  w.pageQuality.measureAfterMove(dossierId);
  w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: came.length > 0 ? 'dossier.pages-came' : 'dossier.pages-went',
    payload: {
      componentId,
      ...(came.length > 0 ? { came } : {}),
      ...(went.length > 0 ? { went } : {}),
      before: [...before],
      after: [...after],
      otherDossier: other.with.dossierId,
      otherCode: other.code,
      otherComponent: other.with.componentId,
    },
  });
}
