import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { Readers } from '../../host/repositories.ts';

/** A component of an open dossier: where pages may go. */
export function findSlot({ dossiers }: Pick<Readers, 'dossiers'>, dossierId: DossierId, componentId: string) {
  const dossier = dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const component = dossiers.components(dossierId).find((entry) => entry.componentId === componentId);
  if (component === undefined) return refuse('COMPONENT_UNKNOWN', { componentId });
  if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
  return ok({ dossier, component });
}

/** A page of a component that another is to take the place of; null is none. */
export function findReplaced(
  { pages }: Pick<Readers, 'pages'>,
  pageId: string | null,
  slot: { dossierId: DossierId; componentId: string },
) {
  if (pageId === null) return ok(null);
  const page = pages.find(pageId);
  const isThere = page?.dossierId === slot.dossierId && page.componentId === slot.componentId;
  return isThere ? ok(pageId) : refuse('PAGE_UNKNOWN', { pageId });
}
