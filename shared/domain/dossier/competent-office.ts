import type { PlaceId } from '../../types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { Procedure } from '../catalogue/procedure-catalogue.ts';
import { findCommune } from '../geography/places.ts';
import type { CompetentInput } from './receipt-input.ts';

/** Where an office must lie that a dossier may be received for. */
export type CompetentReach = 'province' | 'nationwide';
/** From when the limit counts: from the competent office's reception, or from the one here. */
export const COMPETENT_CLOCKS = ['arrival', 'reception'] as const;
export type CompetentClock = (typeof COMPETENT_CLOCKS)[number];

/** The office that is competent for a dossier received here; `basis` is null where the law itself is the ground. */
export interface CompetentOffice {
  office: string;
  placeId: PlaceId | null;
  reach: CompetentReach;
  clock: CompetentClock;
  basis: string | null;
}

/** Why a dossier is not received for another office. */
export type CompetentRefusal =
  | Refusal<'COMPETENT_IS_HERE', { office: string }>
  | Refusal<'COMPETENT_PLACE_UNKNOWN', { placeId: string }>
  | Refusal<'NOT_RECEIVED_ELSEWHERE', { basis: string }>
  | Refusal<'NOT_LISTED_NATIONWIDE', { office: string }>
  | Refusal<'LINKED_NOT_ELSEWHERE', Record<never, never>>;

/**
 * For which other office a dossier is received. Centres receive regardless of the boundaries inside their province; beyond it what stands in a
 * published list, as the catalogue says (Điều 14 khoản 4 Nghị định 118/2025/NĐ-CP as amended by 309/2026). The limit counts from the reception
 * by the competent office (Điều 17 khoản 3) where the catalogue does not say otherwise. A linked group names its agencies itself.
 */
export function decideCompetent(
  procedure: Pick<Procedure, 'elsewhere' | 'linked'>,
  asked: CompetentInput,
  here: { placeId: PlaceId; provinceId: PlaceId | null },
): Result<CompetentOffice, CompetentRefusal> {
  const { elsewhere, linked } = procedure;
  if (linked !== undefined) return refuse('LINKED_NOT_ELSEWHERE', {});
  if (elsewhere?.reach === 'here') return refuse('NOT_RECEIVED_ELSEWHERE', { basis: elsewhere.basis });
  const found = placeOf(asked, here);
  if (!found.ok) return found;
  const { office, reach } = found.value;
  if (reach === 'nationwide' && elsewhere?.reach !== 'nationwide')
    return refuse('NOT_LISTED_NATIONWIDE', { office });
  return ok({ ...found.value, clock: elsewhere?.clock ?? 'arrival', basis: elsewhere?.basis ?? null });
}

function placeOf(
  asked: CompetentInput,
  here: { placeId: PlaceId; provinceId: PlaceId | null },
): Result<Pick<CompetentOffice, 'office' | 'placeId' | 'reach'>, CompetentRefusal> {
  if (asked.kind === 'named') return ok({ office: asked.office, placeId: null, reach: asked.reach });
  const listed = findCommune(asked.placeId);
  if (listed === undefined) return refuse('COMPETENT_PLACE_UNKNOWN', { placeId: asked.placeId });
  const { commune, province } = listed;
  const office = `${commune.type} ${commune.name}, ${province.type} ${province.name}`;
  if (commune.id === here.placeId) return refuse('COMPETENT_IS_HERE', { office });
  const reach = province.id === here.provinceId ? 'province' : 'nationwide';
  return ok({ office, placeId: commune.id, reach });
}
