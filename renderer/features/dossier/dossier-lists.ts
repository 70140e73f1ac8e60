import type { DossierHit } from '../../../shared/contract/dossier.ts';
import { DOSSIER_STATES, isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';

/** The lists that Today leads to. */
export const DOSSIER_LISTS = ['all', 'due-today', 'overdue', 'to-return'] as const;
export type DossierList = (typeof DOSSIER_LISTS)[number];

const WORKED_ON = DOSSIER_STATES.filter((state) => isOpen(state) && state !== 'result-in');

/** The states that a list asks for; undefined for all of them. */
export function statesOf(list: DossierList): (typeof DOSSIER_STATES)[number][] | undefined {
  if (list === 'all') return undefined;
  return list === 'to-return' ? ['result-in'] : WORKED_ON;
}

/** Whether a dossier belongs to a list at a moment. */
export function belongs(list: DossierList, { state, dueAt }: DossierHit, nowMs: number): boolean {
  if (list === 'all' || list === 'to-return') return true;
  if (!isOpen(state)) return false;
  if (list === 'overdue') return Date.parse(dueAt) < nowMs;
  const now = new Date(nowMs).toISOString();
  return Date.parse(dueAt) >= nowMs && officeDay(dueAt) === officeDay(now);
}
