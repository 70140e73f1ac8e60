import type { DossierHit } from '../../../shared/contract/dossier.ts';
import {
  clockRuns,
  DOSSIER_STATES,
  type DossierState,
} from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';

/** The lists that Today leads to. */
export const DOSSIER_LISTS = ['all', 'due-today', 'overdue', 'asked', 'to-return'] as const;
export type DossierList = (typeof DOSSIER_LISTS)[number];

/** The states that a list asks for; undefined for all of them. */
export function statesOf(list: DossierList): DossierState[] | undefined {
  switch (list) {
    case 'all':
      return undefined;
    case 'to-return':
      return ['result-in'];
    case 'asked':
      return ['supplement-asked', 'payment-asked'];
    default:
      return DOSSIER_STATES.filter(clockRuns);
  }
}

/** Whether a dossier belongs to a list at a moment. */
export function belongs(list: DossierList, { state, dueAt }: DossierHit, nowMs: number): boolean {
  if (list !== 'due-today' && list !== 'overdue') return true;
  if (!clockRuns(state)) return false;
  if (list === 'overdue') return Date.parse(dueAt) < nowMs;
  const now = new Date(nowMs).toISOString();
  return Date.parse(dueAt) >= nowMs && officeDay(dueAt) === officeDay(now);
}
